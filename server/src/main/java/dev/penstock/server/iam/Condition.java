package dev.penstock.server.iam;

import dev.penstock.api.error.ApiException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One condition of a statement: an operator, a key of the request, and the values to compare it with (spec events 8.1).
 * Case does not count in operators and keys. A key that the request lacks fails a condition, unless its operator is a
 * negated one or ends in {@code IfExists}.
 *
 * @param key in lower case
 */
record Condition(
        Quantifier quantifier,
        Comparison comparison,
        boolean negated,
        boolean ifExists,
        String key,
        List<String> values) {
    private static final String IF_EXISTS = "ifexists";
    private static final String TAG_KEYS = "aws:tagkeys";
    private static final Set<String> TAGS = Set.of("aws:resourcetag/", "codepipeline:resourcetag/", "aws:requesttag/");
    private static final Set<String> KEYS =
            Set.of(TAG_KEYS, "aws:principalarn", "aws:principalaccount", "aws:requestedregion", "iam:passedtoservice");

    /** How the several values of a key of the request count. */
    enum Quantifier {
        ONE(""),
        ANY("foranyvalue:"),
        ALL("forallvalues:");

        private final String prefix;

        Quantifier(String prefix) {
            this.prefix = prefix;
        }
    }

    /** How one value is compared. */
    enum Comparison {
        EQUALS,
        EQUALS_IGNORE_CASE,
        LIKE,
        ARN,
        NULL;

        boolean matches(String value, String wanted) {
            return switch (this) {
                case EQUALS -> value.equals(wanted);
                case EQUALS_IGNORE_CASE -> value.equalsIgnoreCase(wanted);
                case LIKE -> new WildcardPattern(wanted).matches(value);
                case ARN -> arn(value, wanted);
                case NULL -> false;
            };
        }

        /** Part by part, so that a wildcard never reaches over a colon. */
        private static boolean arn(String value, String wanted) {
            String[] parts = value.split(":", 6);
            String[] patterns = wanted.split(":", 6);
            if (parts.length != patterns.length) {
                return false;
            }
            for (int i = 0; i < parts.length; i++) {
                if (!new WildcardPattern(patterns[i]).matches(parts[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Reads a condition.
     *
     * @throws ApiException ValidationException if the operator or the key is none that this server evaluates
     */
    static Condition of(String operator, String key, List<String> values) {
        String rest = operator.toLowerCase(Locale.ROOT);
        Quantifier quantifier = rest.startsWith(Quantifier.ANY.prefix)
                ? Quantifier.ANY
                : rest.startsWith(Quantifier.ALL.prefix) ? Quantifier.ALL : Quantifier.ONE;
        rest = rest.substring(quantifier.prefix.length());
        boolean ifExists = rest.endsWith(IF_EXISTS);
        rest = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
        Condition read = new Condition(
                quantifier,
                comparison(rest).orElseThrow(() -> unsupported("operator", operator)),
                rest.contains("not"),
                ifExists,
                key.toLowerCase(Locale.ROOT),
                List.copyOf(values));
        read.check(operator, key);
        return read;
    }

    private static Optional<Comparison> comparison(String operator) {
        return Optional.ofNullable(
                switch (operator) {
                    case "stringequals", "stringnotequals" -> Comparison.EQUALS;
                    case "stringequalsignorecase", "stringnotequalsignorecase", "bool" -> Comparison.EQUALS_IGNORE_CASE;
                    case "stringlike", "stringnotlike" -> Comparison.LIKE;
                    case "arnlike", "arnnotlike", "arnequals", "arnnotequals" -> Comparison.ARN;
                    case "null" -> Comparison.NULL;
                    default -> null;
                });
    }

    private void check(String operator, String name) {
        boolean known = KEYS.contains(key)
                || TAGS.stream().anyMatch(prefix -> key.startsWith(prefix) && key.length() > prefix.length());
        if (!known) {
            throw unsupported("key", name);
        }
        if (values.isEmpty()) {
            throw refused("the condition on " + name + " has no value");
        }
        for (String value : values) {
            if (value.contains("${")) {
                throw refused("policy variables, as in '" + value + "', are not supported");
            }
        }
        if (comparison == Comparison.NULL) {
            boolean plain = quantifier == Quantifier.ONE && !ifExists;
            boolean flags = values.stream().allMatch(value -> value.matches("(?i)true|false"));
            if (!plain || !flags) {
                throw refused("a Null condition stands without prefix and suffix, and its value is true or false");
            }
        } else if (key.equals(TAG_KEYS) && quantifier == Quantifier.ONE) {
            throw refused("a condition on aws:TagKeys, which has several values, needs ForAnyValue: or ForAllValues:"
                    + " before " + operator);
        }
    }

    /** True if the request satisfies this condition. */
    boolean holds(ConditionValues request) {
        Optional<List<String>> present = request.of(key);
        if (comparison == Comparison.NULL) {
            return values.stream().anyMatch(value -> Boolean.parseBoolean(value) == present.isEmpty());
        }
        if (present.isEmpty()) {
            return ifExists || quantifier == Quantifier.ALL || (negated && quantifier == Quantifier.ONE);
        }
        // Tags whose keys differ in case only are several values of one key: none of them may be what is ruled out.
        return quantifier == Quantifier.ALL || (negated && quantifier == Quantifier.ONE)
                ? present.get().stream().allMatch(this::fits)
                : present.get().stream().anyMatch(this::fits);
    }

    private boolean fits(String value) {
        return negated != values.stream().anyMatch(wanted -> comparison.matches(value, wanted));
    }

    private static ApiException unsupported(String what, String name) {
        return refused("the condition " + what + " " + name + " is not supported");
    }

    private static ApiException refused(String reason) {
        return PolicyDocument.refused(reason);
    }
}
