package dev.penstock.cli.codepipeline.output;

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
import dev.penstock.cli.codepipeline.value.Value.NullValue;
import org.jspecify.annotations.Nullable;

/** Cuts an answer to what the model knows of it: members and their order (spec cli 12). */
public final class AnswerReader {
    private final TimestampFormat timestamps;

    public AnswerReader(TimestampFormat timestamps) {
        this.timestamps = timestamps;
    }

    /**
     * @param shape null for an operation that answers nothing
     */
    public MapValue cut(Value answer, @Nullable StructureShape shape) {
        return shape != null && answer instanceof MapValue map ? structure(map, shape) : new MapValue();
    }

    private MapValue structure(MapValue value, StructureShape shape) {
        MapValue cut = new MapValue();
        shape.members().forEach((name, member) -> {
            Value inner = value.members().get(name);
            if (inner != null && !(inner instanceof NullValue)) {
                cut.members().put(name, value(inner, member.target()));
            }
        });
        return cut;
    }

    private Value value(Value value, Shape shape) {
        if (value instanceof NullValue) {
            return value;
        }
        return switch (shape) {
            case StructureShape structure when value instanceof MapValue map -> structure(map, structure);
            case MapShape mapShape
            when value instanceof MapValue map -> {
                MapValue cut = new MapValue();
                map.members().forEach((key, inner) -> cut.members().put(key, value(inner, mapShape.value())));
                yield cut;
            }
            case ListShape list
            when value instanceof ListValue(var items) ->
                new ListValue(
                        items.stream().map(item -> value(item, list.member())).toList());
            case TimestampShape _ -> timestamps.show(value);
            case StructureShape _, MapShape _, ListShape _, StringShape _, IntegerShape _, BooleanShape _ -> value;
        };
    }
}
