package dev.penstock.cli.codepipeline.skeleton;

import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.BooleanShape;
import dev.penstock.api.model.Shape.IntegerShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.api.model.Shape.TimestampShape;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Samples that hold every member once (spec cli 9). */
public final class Skeletons {
    /** How a sample shows a text. */
    private interface Texts {
        String of(StringShape shape, String name);
    }

    private final Texts texts;
    private final Set<String> open = new HashSet<>();

    private Skeletons(Texts texts) {
        this.texts = texts;
    }

    /** A request to be filled in: empty texts, and of each enum its first value. */
    public static Value request(StructureShape shape) {
        return new Skeletons((string, _) ->
                        string.values().isEmpty() ? "" : string.values().getFirst())
                .value(shape, "");
    }

    /** An answer in which each text is the name of its member. */
    public static MapValue answer(StructureShape shape) {
        return new Skeletons((_, name) -> name).structure(shape);
    }

    private Value value(Shape shape, String name) {
        return switch (shape) {
            case StringShape string -> Value.of(texts.of(string, name));
            case IntegerShape _ -> Value.of(0);
            case BooleanShape _ -> Value.of(true);
            case TimestampShape _ -> Value.of("1970-01-01T00:00:00");
            case ListShape list ->
                new ListValue(List.of(value(list.member(), list.member().name())));
            case MapShape map -> {
                MapValue sample = new MapValue();
                sample.members().put("KeyName", value(map.value(), ""));
                yield sample;
            }
            case StructureShape structure -> structure(structure);
        };
    }

    private MapValue structure(StructureShape shape) {
        MapValue sample = new MapValue();
        if (open.add(shape.name())) {
            shape.members()
                    .values()
                    .forEach(member -> sample.members().put(member.name(), value(member.target(), member.name())));
            open.remove(shape.name());
        }
        return sample;
    }
}
