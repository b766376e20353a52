package dev.penstock.cli.codepipeline.query;

import dev.penstock.cli.codepipeline.query.Token.Kind;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import dev.penstock.cli.codepipeline.value.PythonText;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.BooleanValue;
import dev.penstock.cli.codepipeline.value.Value.DecimalValue;
import dev.penstock.cli.codepipeline.value.Value.IntegerValue;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import dev.penstock.cli.codepipeline.value.Value.NullValue;
import dev.penstock.cli.codepipeline.value.Value.TextValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;

/** Equality and order of values. */
final class Comparisons {
    private Comparisons() {}

    static Value compare(Kind operator, Value left, Value right) {
        return switch (operator) {
            case EQUAL -> Value.of(equal(left, right));
            case NOT_EQUAL -> Value.of(!equal(left, right));
            default -> {
                if (!isOrdered(left) || !isOrdered(right)) {
                    yield Value.NULL;
                }
                if (left instanceof TextValue != right instanceof TextValue) {
                    throw new InvalidValue("'" + sign(operator) + "' not supported between instances of '"
                            + PythonText.type(left) + "' and '" + PythonText.type(right) + "'");
                }
                if (isNaN(left) || isNaN(right)) {
                    yield Value.of(false);
                }
                int order = order(left, right);
                yield Value.of(
                        switch (operator) {
                            case LESS -> order < 0;
                            case LESS_OR_EQUAL -> order <= 0;
                            case GREATER -> order > 0;
                            default -> order >= 0;
                        });
            }
        };
    }

    private static String sign(Kind operator) {
        return switch (operator) {
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            default -> ">=";
        };
    }

    private static boolean isOrdered(Value value) {
        return value instanceof TextValue || isNumber(value);
    }

    static boolean isNumber(Value value) {
        return value instanceof IntegerValue || value instanceof DecimalValue;
    }

    private static boolean isNaN(Value value) {
        return value instanceof DecimalValue(double number) && Double.isNaN(number);
    }

    /** Numbers by value, text by code points; both must be of one kind, and no NaN. */
    static int order(Value left, Value right) {
        if (left instanceof TextValue(String a) && right instanceof TextValue(String b)) {
            return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
        }
        if (isInfinite(left) || isInfinite(right)) {
            return Double.compare(number(left), number(right));
        }
        return exact(left).compareTo(exact(right));
    }

    private static boolean isInfinite(Value value) {
        return value instanceof DecimalValue(double number) && Double.isInfinite(number);
    }

    static double number(Value value) {
        return switch (value) {
            case IntegerValue(var whole) -> whole.doubleValue();
            case DecimalValue(double number) -> number;
            default -> throw new IllegalArgumentException("no number: " + value);
        };
    }

    private static BigDecimal exact(Value value) {
        return value instanceof IntegerValue(var whole) ? new BigDecimal(whole) : new BigDecimal(number(value));
    }

    /** Deep; numbers are equal when their values are, whatever their kind; a boolean is no number. */
    static boolean equal(Value left, Value right) {
        if (isNumber(left) && isNumber(right)) {
            return !isNaN(left) && !isNaN(right) && order(left, right) == 0;
        }
        if (left instanceof ListValue(var a) && right instanceof ListValue(var b)) {
            if (a.size() != b.size()) {
                return false;
            }
            Iterator<Value> other = b.iterator();
            return a.stream().allMatch(item -> equal(item, other.next()));
        }
        if (left instanceof MapValue(var a) && right instanceof MapValue(var b)) {
            return a.keySet().equals(b.keySet())
                    && a.entrySet().stream().allMatch(e -> equal(e.getValue(), b.getOrDefault(e.getKey(), Value.NULL)));
        }
        return left.equals(right);
    }

    static boolean isEmpty(Value value) {
        return switch (value) {
            case NullValue _ -> true;
            case TextValue(String text) -> text.isEmpty();
            case ListValue(var items) -> items.isEmpty();
            case MapValue(var members) -> members.isEmpty();
            default -> false;
        };
    }

    /** What the operator {@code !} turns into true: empty values, false, and zero as a decimal. */
    static boolean isNothing(Value value) {
        return switch (value) {
            case BooleanValue(boolean flag) -> !flag;
            case DecimalValue(double number) -> number == 0;
            default -> isEmpty(value);
        };
    }
}
