package dev.penstock.engine.rule;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The rule that compares a variable with a value (spec engine 6.3).
 *
 * @param variable the text that the variable stands for
 */
public record VariableCheck(String variable, String value, String operator) {
    private static final Set<String> OPERATORS = Set.of("EQ", "NE", "CONTAINS", "MATCHES");

    /** How often a match may look at a character. Expressions exist that look for years; the engine has no time for them. */
    private static final double MAX_REPETITIONS = 100_000;

    private static final Pattern COUNTED_GROUP = Pattern.compile("\\)\\{(\\d+)");
    private static final int MAX_LOOKS = 1_000_000;

    /** @param configuration the rule's, with variables resolved, or as declared to see whether it can be evaluated */
    public static VariableCheck of(Map<String, String> configuration) throws Unevaluable {
        VariableCheck check = new VariableCheck(
                configuration.getOrDefault("Variable", ""),
                configuration.getOrDefault("Value", ""),
                configuration.getOrDefault("Operator", ""));
        if (!OPERATORS.contains(check.operator)) {
            throw new Unevaluable("The Operator '" + check.operator + "' is not one of EQ, NE, CONTAINS and MATCHES.");
        }
        if (check.operator.equals("MATCHES")) {
            pattern(check.value);
        }
        return check;
    }

    public boolean holds() throws Unevaluable {
        return switch (operator) {
            case "EQ" -> variable.equals(value);
            case "NE" -> !variable.equals(value);
            case "CONTAINS" -> variable.contains(value);
            case "MATCHES" -> matches();
            default -> throw new IllegalStateException(operator);
        };
    }

    private boolean matches() throws Unevaluable {
        try {
            return pattern(value).matcher(new Watched(variable, new int[1])).matches();
        } catch (TooLong | StackOverflowError e) {
            throw new Unevaluable(
                    "The regular expression takes too long on the value of the variable. Write a simpler one.");
        }
    }

    private static Pattern pattern(String text) throws Unevaluable {
        if (repetitions(text) > MAX_REPETITIONS) {
            throw new Unevaluable("The regular expression repeats its groups too often. Write a simpler one.");
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new Unevaluable("The Value is not a regular expression: " + e.getDescription());
        }
    }

    /** How often the innermost group is tried at least: an empty one looks at no character, so nothing else stops it. */
    private static double repetitions(String text) {
        double times = 1;
        Matcher counted = COUNTED_GROUP.matcher(text);
        while (counted.find()) {
            times *= Math.max(1, Double.parseDouble(counted.group(1)));
        }
        return times;
    }

    private static final class TooLong extends RuntimeException {
        TooLong() {
            super(null, null, false, false);
        }
    }

    /** A text that gives up after it was looked at too often. */
    private record Watched(CharSequence text, int[] looks) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks[0] > MAX_LOOKS) {
                throw new TooLong();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Watched(text.subSequence(start, end), looks);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
