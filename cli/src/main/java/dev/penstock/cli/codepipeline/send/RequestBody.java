package dev.penstock.cli.codepipeline.send;

import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.BooleanShape;
import dev.penstock.api.model.Shape.IntegerShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.api.model.Shape.TimestampShape;
import dev.penstock.cli.codepipeline.validation.Timestamps;
import dev.penstock.cli.codepipeline.value.JsonWriter;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import java.nio.charset.StandardCharsets;

/** Writes a valid request: points in time become whole seconds, all else stays as it is (spec cli 11). */
final class RequestBody {
    private RequestBody() {}

    static byte[] of(MapValue request, StructureShape shape) {
        return JsonWriter.ascii(value(request, shape)).getBytes(StandardCharsets.US_ASCII);
    }

    private static Value value(Value value, Shape shape) {
        return switch (shape) {
            case StructureShape structure
            when value instanceof MapValue map -> {
                MapValue written = new MapValue();
                map.members().forEach((name, inner) -> {
                    Shape.Member member = structure.members().get(name);
                    if (member != null) {
                        written.members().put(name, value(inner, member.target()));
                    }
                });
                yield written;
            }
            case MapShape mapShape
            when value instanceof MapValue map -> {
                MapValue written = new MapValue();
                map.members().forEach((key, inner) -> written.members().put(key, value(inner, mapShape.value())));
                yield written;
            }
            case ListShape list
            when value instanceof ListValue(var items) ->
                new ListValue(
                        items.stream().map(item -> value(item, list.member())).toList());
            // Cut toward the past, as an instant counts its seconds.
            case TimestampShape _ ->
                Timestamps.parse(value)
                        .map(instant -> Value.of(instant.getEpochSecond()))
                        .orElse(value);
            case StructureShape _, MapShape _, ListShape _, StringShape _, IntegerShape _, BooleanShape _ -> value;
        };
    }
}
