package dev.penstock.engine.variable;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reference {@code #{namespace.key}} inside a text (spec engine 7.1).
 *
 * @param text what stands between the braces
 */
public record Reference(String text) {
    public static final String EXECUTION_NAMESPACE = "codepipeline";
    public static final String PIPELINE_NAMESPACE = "variables";
    public static final String EXECUTION_ID = "PipelineExecutionId";

    private static final Pattern REFERENCE = Pattern.compile("#\\{([^}]*)}");
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9@\\-_]+\\.[^}\\s]+");

    /** True if it has a namespace and a key. */
    public boolean wellFormed() {
        return WELL_FORMED.matcher(text).matches();
    }

    /** The part before the first period; all of it if there is none. */
    public String namespace() {
        int period = text.indexOf('.');
        return period < 0 ? text : text.substring(0, period);
    }

    /** The part after the first period; empty if there is none. */
    public String key() {
        int period = text.indexOf('.');
        return period < 0 ? "" : text.substring(period + 1);
    }

    /** All references in a text, in order. */
    public static List<Reference> in(String text) {
        return REFERENCE
                .matcher(text)
                .results()
                .map(match -> new Reference(match.group(1)))
                .toList();
    }

    /** Replaces every reference once; what a value brings in is never read again (spec engine 7.1). */
    static String replace(String text, Function<Reference, String> values) {
        Function<MatchResult, String> quoted =
                match -> Matcher.quoteReplacement(values.apply(new Reference(match.group(1))));
        return REFERENCE.matcher(text).replaceAll(quoted);
    }
}
