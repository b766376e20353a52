package dev.penstock.api.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of the model, matched against the whole value as AWS does.
 *
 * <p>Java's matcher recurses once for each repetition of a group, so that a long value could exhaust the stack. Values
 * over {@value #LONGEST_FOR_GROUPS} characters therefore do not match a pattern that repeats a group; the model has such
 * patterns for ARNs only, which are never that long. All other patterns of the model take linear time.
 */
public final class StringPattern {
    static final int LONGEST_FOR_GROUPS = 2048;

    private final String regex;
    /** Compiled at the first use: who only reads the model never needs it. Compiling twice does no harm. */
    private volatile @Nullable Pattern compiled;

    private final boolean repeatsGroup;

    StringPattern(String regex) {
        this.regex = regex;
        this.repeatsGroup = regex.contains(")*") || regex.contains(")+");
    }

    /** As in the model, which is how error messages show it. */
    public String regex() {
        return regex;
    }

    public boolean matches(String value) {
        return !(repeatsGroup && value.length() > LONGEST_FOR_GROUPS)
                && pattern().matcher(value).matches();
    }

    private Pattern pattern() {
        Pattern pattern = compiled;
        if (pattern == null) {
            pattern = Pattern.compile(regex);
            compiled = pattern;
        }
        return pattern;
    }

    @Override
    public String toString() {
        return regex;
    }
}
