package dev.penstock.server.webhooks;

import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.InvalidWebhookFilterPatternException;
import software.amazon.awssdk.services.codepipeline.model.WebhookFilterRule;

/**
 * A filter of a webhook: a JSONPath in Jayway's dialect, and the text that what it selects must equal (spec jobs 18.3).
 *
 * @param wanted with the placeholders that stand for configuration values of the target action; null if selecting
 *     something is enough
 */
record PayloadFilter(JsonPath path, @Nullable String wanted) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");

    /** Each of these searches all of what the one before it found, so that a second one squares the work. */
    private static final Pattern DESCENT = Pattern.compile("\\.\\s*\\.");

    /** What selects several children: a star, or a list of names or indexes, which may name the same child often. */
    private static final Pattern WILDCARD = Pattern.compile("\\*|\\[[^\\]]*,");

    private static final int MOST_DESCENTS = 1;
    private static final int MOST_WILDCARDS = 2;

    /** No text of a filter is nearly as long as a number with more zeros than this. */
    private static final int MOST_ZEROS = 1000;

    /**
     * Reads a filter.
     *
     * @throws InvalidWebhookFilterPatternException if the path is none, or one that a payload could stall us with
     */
    static PayloadFilter of(WebhookFilterRule rule) {
        // A regular expression on somebody else's text can run for ever.
        if (rule.jsonPath().contains("=~")) {
            throw invalid("The JsonPath '" + rule.jsonPath() + "' uses a regular expression, which is not supported.");
        }
        if (DESCENT.matcher(rule.jsonPath()).results().count() > MOST_DESCENTS
                || WILDCARD.matcher(rule.jsonPath()).results().count() > MOST_WILDCARDS) {
            throw invalid("The JsonPath '" + rule.jsonPath() + "' searches too much: use '..' at most once, and '*' or"
                    + " a list such as [0,1] at most twice.");
        }
        try {
            return new PayloadFilter(JsonPath.compile(rule.jsonPath()), rule.matchEquals());
        } catch (JsonPathException | IllegalArgumentException e) {
            throw invalid("The JsonPath '" + rule.jsonPath() + "' is not valid.");
        }
    }

    /**
     * Checks the placeholders.
     *
     * @param configured the value that a placeholder stands for; empty if it stands for nothing
     * @throws InvalidWebhookFilterPatternException if one stands for nothing
     */
    void checkPlaceholders(Function<String, Optional<String>> configured) {
        filled(configured);
    }

    /** True if the payload has what the filter asks for. */
    boolean matches(Object payload, Function<String, Optional<String>> configured) {
        Object found;
        try {
            found = path.read(payload);
        } catch (JsonPathException | ClassCastException e) {
            return false; // there is no such place in this payload, or nothing that the function can work on
        }
        String text = filled(configured);
        if (!path.isDefinite()) {
            Collection<?> several = found instanceof Collection<?> list ? list : List.of();
            return text == null ? !several.isEmpty() : several.stream().anyMatch(each -> equal(each, text));
        }
        return text == null || equal(found, text);
    }

    private @Nullable String filled(Function<String, Optional<String>> configured) {
        if (wanted == null) {
            return null;
        }
        Matcher placeholder = PLACEHOLDER.matcher(wanted);
        return placeholder.replaceAll(found -> Matcher.quoteReplacement(configured
                .apply(found.group(1))
                .orElseThrow(() -> invalid("The placeholder '" + found.group()
                        + "' in 'matchEquals' is not an open configuration property of the target action."))));
    }

    /** Compared as text; numbers, booleans and null by how JSON writes them. Objects and lists equal no text. */
    private static boolean equal(@Nullable Object value, String text) {
        return switch (value) {
            case null -> text.equals("null");
            case Map<?, ?> object -> false;
            case Collection<?> list -> false;
            case BigDecimal number ->
                number.toString().equals(text)
                        || (writable(number) && number.toPlainString().equals(text));
            default -> value.toString().equals(text);
        };
    }

    /** A number like 1e999999999 must not be written out digit by digit. */
    private static boolean writable(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MOST_ZEROS;
    }

    private static InvalidWebhookFilterPatternException invalid(String message) {
        return InvalidWebhookFilterPatternException.builder().message(message).build();
    }
}
