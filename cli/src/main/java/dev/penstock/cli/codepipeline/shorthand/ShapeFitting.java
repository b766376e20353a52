package dev.penstock.cli.codepipeline.shorthand;

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
import dev.penstock.cli.codepipeline.value.PythonInteger;
import dev.penstock.cli.codepipeline.value.PythonText;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.BytesValue;
import dev.penstock.cli.codepipeline.value.Value.IntegerValue;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import dev.penstock.cli.codepipeline.value.Value.TextValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Turns the text of shorthand into what the model wants: numbers, booleans, lists of one (spec cli 6). */
public final class ShapeFitting {
    private ShapeFitting() {}

    /**
     * What does not fit stays as it is, for the validation to refuse.
     *
     * @throws InvalidValue if an integer is wanted and something else is there
     */
    public static Value fit(Value value, Shape shape) {
        return switch (shape) {
            case StructureShape structure
            when value instanceof MapValue map -> {
                MapValue fitted = new MapValue();
                fitted.members().putAll(map.members());
                for (Member member : structure.members().values()) {
                    fitted.members().computeIfPresent(member.name(), (_, inner) -> fit(inner, member.target()));
                }
                yield fitted;
            }
            case MapShape mapShape
            when value instanceof MapValue map -> {
                MapValue fitted = new MapValue();
                map.members().forEach((key, inner) -> fitted.members().put(key, fit(inner, mapShape.value())));
                yield fitted;
            }
            case ListShape list
            when value instanceof ListValue(var items) -> {
                List<Value> fitted = new ArrayList<>();
                items.forEach(item -> fitted.add(fit(item, list.member())));
                yield new ListValue(fitted);
            }
            // What is inside is not looked at any more.
            case ListShape _ -> new ListValue(List.of(value));
            case IntegerShape _ -> integer(value);
            case BooleanShape _ -> bool(value);
            case StructureShape _, MapShape _, StringShape _, TimestampShape _ -> value;
        };
    }

    private static Value integer(Value value) {
        return switch (value) {
            case TextValue(String text) -> new IntegerValue(PythonInteger.parse(text));
            case BytesValue bytes ->
                new IntegerValue(PythonInteger.parse(new String(bytes.content(), StandardCharsets.ISO_8859_1)));
            default ->
                throw new InvalidValue("int() argument must be a string, a bytes-like object or a real number, not '"
                        + PythonText.type(value) + "'");
        };
    }

    private static Value bool(Value value) {
        if (value instanceof TextValue(String text)) {
            return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
                    ? Value.of(text.equalsIgnoreCase("true"))
                    : value;
        }
        if (value instanceof BytesValue) {
            return value;
        }
        throw new InvalidValue("'" + PythonText.type(value) + "' object has no attribute 'lower'");
    }
}
