package dev.penstock.cli.codepipeline.help;

import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.BooleanShape;
import dev.penstock.api.model.Shape.IntegerShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.api.model.Shape.TimestampShape;
import dev.penstock.cli.codepipeline.value.JsonWriter;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import java.util.List;
import java.util.stream.Collectors;

/** How the value of an option is written: its type, and its two forms. */
final class ShapeSyntax {
    private ShapeSyntax() {}

    static String type(Shape shape) {
        return switch (shape) {
            case StringShape _ -> "string";
            case IntegerShape _ -> "integer";
            case BooleanShape _ -> "boolean";
            case TimestampShape _ -> "timestamp";
            case ListShape _ -> "list";
            case MapShape _ -> "map";
            case StructureShape _ -> "structure";
        };
    }

    /** Whether the value has a short form, and so a JSON form worth showing. */
    static boolean isComplex(Shape shape) {
        return switch (shape) {
            case StructureShape _, MapShape _ -> true;
            case ListShape list -> isComplex(list.member());
            case StringShape _, IntegerShape _, BooleanShape _, TimestampShape _ -> false;
        };
    }

    /** The short form; of a list that of one element, for each takes a word of its own. */
    static String shorthand(Shape shape) {
        return shape instanceof ListShape list ? pairs(list.member()) + " ..." : pairs(shape);
    }

    private static String pairs(Shape shape) {
        return switch (shape) {
            case StructureShape structure ->
                structure.members().values().stream()
                        .map(member -> member.name() + "=" + nested(member.target(), true))
                        .collect(Collectors.joining(","));
            case MapShape map -> "KeyName1=" + nested(map.value(), true) + ",KeyName2=" + nested(map.value(), true);
            default -> type(shape);
        };
    }

    private static String nested(Shape shape, boolean outermost) {
        return switch (shape) {
            case StructureShape structure -> "{" + innerPairs(structure) + "}";
            case MapShape map ->
                "{KeyName1=" + nested(map.value(), false) + ",KeyName2=" + nested(map.value(), false) + "}";
            case ListShape list -> {
                String item = nested(list.member(), false);
                yield outermost && !isComplex(list) ? item + "," + item : "[" + item + "," + item + "]";
            }
            default -> type(shape);
        };
    }

    private static String innerPairs(StructureShape structure) {
        return structure.members().values().stream()
                .map(member -> member.name() + "=" + nested(member.target(), false))
                .collect(Collectors.joining(","));
    }

    /** The JSON form, with types in place of values. */
    static String json(Shape shape) {
        return JsonWriter.indented(sample(shape));
    }

    private static Value sample(Shape shape) {
        return switch (shape) {
            case StructureShape structure -> {
                MapValue sample = new MapValue();
                structure
                        .members()
                        .values()
                        .forEach(member -> sample.members().put(member.name(), sample(member.target())));
                yield sample;
            }
            case MapShape map -> {
                MapValue sample = new MapValue();
                sample.members().put("KeyName", sample(map.value()));
                yield sample;
            }
            case ListShape list -> new ListValue(List.of(sample(list.member())));
            case StringShape string ->
                Value.of(string.values().isEmpty() ? "string" : String.join("|", string.values()));
            default -> Value.of(type(shape));
        };
    }
}
