package dev.penstock.cli.codepipeline.query;

import dev.penstock.cli.codepipeline.query.Argument.Expression;
import dev.penstock.cli.codepipeline.query.Argument.Plain;
import dev.penstock.cli.codepipeline.value.Blanks;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import dev.penstock.cli.codepipeline.value.JsonWriter;
import dev.penstock.cli.codepipeline.value.PythonInteger;
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
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The functions of JMESPath. */
final class Functions {
    private static final Map<String, Signature> SIGNATURES = Map.ofEntries(
            Map.entry("abs", Signature.of("number")),
            Map.entry("avg", Signature.of("array-number")),
            Map.entry("ceil", Signature.of("number")),
            Map.entry("contains", Signature.of("array|string", "")),
            Map.entry("ends_with", Signature.of("string", "string")),
            Map.entry("floor", Signature.of("number")),
            Map.entry("join", Signature.of("string", "array-string")),
            Map.entry("keys", Signature.of("object")),
            Map.entry("length", Signature.of("string|array|object")),
            Map.entry("map", Signature.of("expref", "array")),
            Map.entry("max", Signature.of("array-number|array-string")),
            Map.entry("max_by", Signature.of("array", "expref")),
            Map.entry("merge", Signature.open("object")),
            Map.entry("min", Signature.of("array-number|array-string")),
            Map.entry("min_by", Signature.of("array", "expref")),
            Map.entry("not_null", Signature.open("")),
            Map.entry("reverse", Signature.of("array|string")),
            Map.entry("sort", Signature.of("array-string|array-number")),
            Map.entry("sort_by", Signature.of("array", "expref")),
            Map.entry("starts_with", Signature.of("string", "string")),
            Map.entry("sum", Signature.of("array-number")),
            Map.entry("to_array", Signature.of("")),
            Map.entry("to_number", Signature.of("")),
            Map.entry("to_string", Signature.of("")),
            Map.entry("type", Signature.of("")),
            Map.entry("values", Signature.of("object")));

    private Functions() {}

    /**
     * @throws QueryException if there is no such function, or the arguments do not fit
     */
    static Value call(String function, List<Argument> arguments) {
        Signature signature = SIGNATURES.get(function);
        if (signature == null) {
            throw new QueryException("Unknown function: " + function + "()");
        }
        signature.check(function, arguments);
        Value first = plain(arguments.getFirst());
        return switch (function) {
            case "abs" ->
                first instanceof IntegerValue(var whole)
                        ? new IntegerValue(whole.abs())
                        : new DecimalValue(Math.abs(Comparisons.number(first)));
            case "avg" -> items(first).isEmpty() ? Value.NULL : new DecimalValue(average(items(first)));
            case "ceil" -> rounded(first, RoundingMode.CEILING);
            case "floor" -> rounded(first, RoundingMode.FLOOR);
            case "contains" -> Value.of(contains(first, plain(arguments.get(1))));
            case "ends_with" -> Value.of(text(first).endsWith(text(plain(arguments.get(1)))));
            case "starts_with" -> Value.of(text(first).startsWith(text(plain(arguments.get(1)))));
            case "join" ->
                Value.of(items(plain(arguments.get(1))).stream()
                        .map(Functions::text)
                        .collect(Collectors.joining(text(first))));
            case "keys" ->
                new ListValue(members(first).keySet().stream().map(Value::of).toList());
            case "values" -> new ListValue(List.copyOf(members(first).values()));
            case "length" -> Value.of(length(first));
            case "map" -> {
                Expression expression = expression(arguments.getFirst());
                yield new ListValue(items(plain(arguments.get(1))).stream()
                        .map(expression::of)
                        .toList());
            }
            case "max" -> extreme(items(first), items(first), 1);
            case "min" -> extreme(items(first), items(first), -1);
            case "max_by" -> extreme(items(first), keys(function, first, arguments.get(1)), 1);
            case "min_by" -> extreme(items(first), keys(function, first, arguments.get(1)), -1);
            case "merge" -> {
                MapValue merged = new MapValue();
                for (Argument argument : arguments) {
                    merge(merged, plain(argument));
                }
                yield merged;
            }
            case "not_null" ->
                arguments.stream()
                        .map(Functions::plain)
                        .filter(value -> !(value instanceof NullValue))
                        .findFirst()
                        .orElse(Value.NULL);
            case "reverse" ->
                first instanceof TextValue(String text)
                        ? Value.of(new StringBuilder(text).reverse().toString())
                        : new ListValue(items(first).reversed());
            case "sort" ->
                new ListValue(items(first).stream().sorted(Comparisons::order).toList());
            case "sort_by" -> sortedBy(items(first), expression(arguments.get(1)));
            case "sum" -> sum(items(first));
            case "to_array" -> first instanceof ListValue ? first : new ListValue(List.of(first));
            case "to_number" -> number(first);
            case "to_string" -> first instanceof TextValue ? first : Value.of(JsonWriter.denseAscii(first));
            case "type" -> Value.of(arguments.getFirst().type());
            default -> throw new IllegalStateException("no code for " + function);
        };
    }

    /** Only the first argument was checked; what holds nothing adds nothing. */
    private static void merge(MapValue merged, Value more) {
        switch (more) {
            case MapValue(var members) -> merged.members().putAll(members);
            case ListValue(var items) when items.isEmpty() -> {}
            case TextValue(String text) when text.isEmpty() -> {}
            case ListValue _, TextValue _ ->
                throw new InvalidValue("cannot convert dictionary update sequence element #0 to a sequence");
            default -> throw new InvalidValue("'" + PythonText.type(more) + "' object is not iterable");
        }
    }

    private static double average(List<Value> numbers) {
        return Comparisons.number(sum(numbers)) / numbers.size();
    }

    private static Value sum(List<Value> numbers) {
        BigInteger whole = BigInteger.ZERO;
        double decimal = 0;
        boolean exact = true;
        for (Value number : numbers) {
            if (exact && number instanceof IntegerValue(var next)) {
                whole = whole.add(next);
            } else {
                decimal = (exact ? whole.doubleValue() : decimal) + Comparisons.number(number);
                exact = false;
            }
        }
        return exact ? new IntegerValue(whole) : new DecimalValue(decimal);
    }

    private static Value rounded(Value number, RoundingMode mode) {
        if (!(number instanceof DecimalValue(double decimal))) {
            return number;
        }
        if (!Double.isFinite(decimal)) {
            throw new InvalidValue(
                    "cannot convert float " + (Double.isNaN(decimal) ? "NaN" : "infinity") + " to integer");
        }
        return new IntegerValue(new BigDecimal(decimal).setScale(0, mode).toBigInteger());
    }

    private static boolean contains(Value subject, Value search) {
        if (subject instanceof ListValue(var items)) {
            return items.stream().anyMatch(item -> Comparisons.equal(item, search));
        }
        if (search instanceof TextValue(String part)) {
            return text(subject).contains(part);
        }
        throw new InvalidValue("'in <string>' requires string as left operand, not " + PythonText.type(search));
    }

    private static long length(Value value) {
        return switch (value) {
            case TextValue(String text) -> text.codePointCount(0, text.length());
            case ListValue(var items) -> items.size();
            default -> members(value).size();
        };
    }

    /** The first of the items whose key is the greatest (sign 1) or least (sign -1). */
    private static Value extreme(List<Value> items, List<Value> keys, int sign) {
        int best = 0;
        for (int i = 1; i < items.size(); i++) {
            if (Comparisons.order(keys.get(i), keys.get(best)) * sign > 0) {
                best = i;
            }
        }
        return items.isEmpty() ? Value.NULL : items.get(best);
    }

    private static List<Value> keys(String function, Value list, Argument by) {
        return keys(function, items(list), expression(by), List.of("number", "string"));
    }

    private static List<Value> keys(String function, List<Value> items, Expression by, List<String> allowed) {
        List<Value> keys = new ArrayList<>();
        for (Value item : items) {
            Value key = by.of(item);
            if (!allowed.contains(Argument.type(key))) {
                throw Signature.wrongType(function, PythonText.plain(key), allowed, Argument.type(key));
            }
            if (!keys.isEmpty() && key instanceof TextValue != keys.getFirst() instanceof TextValue) {
                throw new InvalidValue("'" + (function.equals("min_by") ? "<" : ">")
                        + "' not supported between instances of '" + PythonText.type(key) + "' and '"
                        + PythonText.type(keys.getFirst()) + "'");
            }
            keys.add(key);
        }
        return keys;
    }

    private record Keyed(Value key, Value item) {}

    private static Value sortedBy(List<Value> items, Expression by) {
        if (items.isEmpty()) {
            return new ListValue();
        }
        String type = Argument.type(by.of(items.getFirst()));
        if (!type.equals("number") && !type.equals("string")) {
            throw Signature.wrongType("sort_by", PythonText.plain(items.getFirst()), List.of("string", "number"), type);
        }
        List<Value> keys = keys("sort_by", items, by, List.of(type));
        List<Keyed> keyed = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            keyed.add(new Keyed(keys.get(i), items.get(i)));
        }
        Collections.sort(keyed, (a, b) -> Comparisons.order(a.key(), b.key()));
        return new ListValue(keyed.stream().map(Keyed::item).toList());
    }

    private static Value number(Value value) {
        return switch (value) {
            case IntegerValue _, DecimalValue _ -> value;
            case TextValue(String text)
            when PythonInteger.isInteger(text) -> new IntegerValue(PythonInteger.parse(text));
            case TextValue(String text) -> decimal(Blanks.strip(text));
            case NullValue _, BooleanValue _ -> Value.NULL;
            default -> Value.NULL;
        };
    }

    private static Value decimal(String text) {
        if (text.matches("[+-]?(\\d+(_\\d+)*\\.?(\\d+(_\\d+)*)?|\\.\\d+(_\\d+)*)([eE][+-]?\\d+(_\\d+)*)?")) {
            return new DecimalValue(Double.parseDouble(text.replace("_", "")));
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> new DecimalValue(Double.NaN);
            case "inf", "+inf", "infinity", "+infinity" -> new DecimalValue(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> new DecimalValue(Double.NEGATIVE_INFINITY);
            default -> Value.NULL;
        };
    }

    /** An expression where a value may be of any type counts as null. */
    private static Value plain(@Nullable Argument argument) {
        return argument instanceof Plain(Value value) ? value : Value.NULL;
    }

    private static Expression expression(Argument argument) {
        return (Expression) argument;
    }

    private static String text(Value value) {
        return ((TextValue) value).value();
    }

    private static List<Value> items(Value value) {
        return ((ListValue) value).items();
    }

    private static SequencedMap<String, Value> members(Value value) {
        return ((MapValue) value).members();
    }
}
