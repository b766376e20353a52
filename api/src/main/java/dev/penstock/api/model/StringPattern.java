package dev.penstock.api.model;

import java.util.regex.Pattern;

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
    private final Pattern compiled;
    private final boolean repeatsGroup;

    StringPattern(String regex) {
        this.regex = regex;
        this.compiled = Pattern.compile(regex);
        this.repeatsGroup = regex.contains(")*") || regex.contains(")+");
    }

    /** As in the model, which is how error messages show it. */
    public String regex() {
        return regex;
    }

    public boolean matches(String value) {
        return !(repeatsGroup && value.length() > LONGEST_FOR_GROUPS)
                && compiled.matcher(value).matches();
    }

    @Override
    public String toString() {
        return regex;
    }
}
