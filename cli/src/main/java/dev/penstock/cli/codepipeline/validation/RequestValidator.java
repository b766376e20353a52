package dev.penstock.cli.codepipeline.validation;

import dev.penstock.api.model.Bounds;
import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.BooleanShape;
import dev.penstock.api.model.Shape.IntegerShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.Member;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.api.model.Shape.TimestampShape;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import dev.penstock.cli.codepipeline.value.PythonText;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.BooleanValue;
import dev.penstock.cli.codepipeline.value.Value.IntegerValue;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import dev.penstock.cli.codepipeline.value.Value.TextValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks a request before it is sent: members, types, least lengths and values. Greatest ones, patterns and enums are the
 * server's business (spec cli 10).
 */
public final class RequestValidator {
    private final List<String> problems = new ArrayList<>();

    private RequestValidator() {}

    /**
     * @throws InvalidValue if there is any problem; it tells them all
     */
    public static void check(MapValue request, StructureShape shape) {
        RequestValidator validator = new RequestValidator();
        validator.structure(request, shape, "");
        if (!validator.problems.isEmpty()) {
            throw new InvalidValue("Parameter validation failed:\n" + String.join("\n", validator.problems));
        }
    }

    private void structure(MapValue value, StructureShape shape, String path) {
        String name = path.isEmpty() ? "input" : path;
        for (Member member : shape.members().values()) {
            if (member.required() && !value.members().containsKey(member.name())) {
                problems.add("Missing required parameter in " + name + ": \"" + member.name() + "\"");
            }
        }
        for (String given : value.members().keySet()) {
            if (!shape.members().containsKey(given)) {
                problems.add("Unknown parameter in " + name + ": \"" + given + "\", must be one of: "
                        + String.join(", ", shape.members().keySet()));
            }
        }
        value.members().forEach((given, inner) -> {
            Member member = shape.members().get(given);
            if (member != null) {
                value(inner, member.target(), path.isEmpty() ? given : path + "." + given);
            }
        });
    }

    private void value(Value value, Shape shape, String path) {
        switch (shape) {
            case StructureShape structure when value instanceof MapValue map -> structure(map, structure, path);
            case MapShape mapShape
            when value instanceof MapValue map ->
                map.members().forEach((key, inner) -> {
                    value(Value.of(key), mapShape.key(), path + " (key: " + key + ")");
                    value(inner, mapShape.value(), path + "." + key);
                });
            case ListShape list
            when value instanceof ListValue(var items) -> {
                length(items.size(), PublishedBounds.of(list), path);
                for (int i = 0; i < items.size(); i++) {
                    value(items.get(i), list.member(), path + "[" + i + "]");
                }
            }
            case StringShape string
            when value instanceof TextValue(String text) ->
                length(text.codePointCount(0, text.length()), string.length(), path);
            case IntegerShape integer
            when value instanceof IntegerValue(var number) -> range(number, value, integer.range(), path);
            // What Python counts as an integer too.
            case IntegerShape integer
            when value instanceof BooleanValue(boolean flag) ->
                range(flag ? BigInteger.ONE : BigInteger.ZERO, value, integer.range(), path);
            case BooleanShape _ when value instanceof BooleanValue -> {}
            case TimestampShape _ when Timestamps.parse(value).isPresent() -> {}
            default ->
                problems.add("Invalid type for parameter " + path + ", value: " + PythonText.plain(value)
                        + ", type: <class '" + PythonText.type(value) + "'>, valid types: " + accepted(shape));
        }
    }

    private void length(int length, Bounds bounds, String path) {
        if (bounds.tooSmall(length)) {
            problems.add("Invalid length for parameter " + path + ", value: " + length + ", valid min length: "
                    + bounds.min());
        }
    }

    private void range(BigInteger number, Value given, Bounds bounds, String path) {
        if (bounds.min() != null && number.compareTo(BigInteger.valueOf(bounds.min())) < 0) {
            problems.add("Invalid value for parameter " + path + ", value: " + PythonText.plain(given)
                    + ", valid min value: " + bounds.min());
        }
    }

    private static String accepted(Shape shape) {
        return switch (shape) {
            case StringShape _ -> "<class 'str'>";
            case IntegerShape _ -> "<class 'int'>";
            case BooleanShape _ -> "<class 'bool'>";
            case TimestampShape _ -> "<class 'datetime.datetime'>, timestamp-string";
            case StructureShape _, MapShape _ -> "<class 'dict'>";
            case ListShape _ -> "<class 'list'>, <class 'tuple'>";
        };
    }
}
