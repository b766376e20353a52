package dev.penstock.api.json;

import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.BooleanShape;
import dev.penstock.api.model.Shape.IntegerShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.Member;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.api.model.Shape.TimestampShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * JSON of a modelled structure as a tree, for services that have no classes of their own (our admin API). The rules of
 * reading are those of {@link ShapeCodec}. Structures and maps become maps, integers {@code Integer}, timestamps
 * {@code Instant}. Thread-safe.
 */
public final class TreeCodec {
    private TreeCodec() {}

    /**
     * @throws dev.penstock.api.error.ApiException SerializationException
     */
    public static Map<String, @Nullable Object> read(byte[] json, StructureShape shape) {
        return StrictJson.read(json, parser -> {
            StrictJson.expectObject(parser);
            return structure(parser, shape);
        });
    }

    private static @Nullable Object value(JsonParser parser, Shape shape) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (shape) {
            case StringShape ignored -> Scalars.string(parser);
            case IntegerShape ignored -> Scalars.integer(parser);
            case BooleanShape ignored -> Scalars.bool(parser);
            case TimestampShape ignored -> Scalars.timestamp(parser);
            case StructureShape structure -> structure(parser, structure);
            case ListShape list -> list(parser, list);
            case MapShape map -> map(parser, map);
        };
    }

    private static Map<String, @Nullable Object> structure(JsonParser parser, StructureShape shape) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Scalars.wrongType(parser, "a structure");
        }
        var map = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            Member member = shape.members().get(parser.currentName());
            parser.nextToken();
            if (member == null) {
                parser.skipChildren();
            } else {
                Object value = value(parser, member.target());
                if (value == null) {
                    map.remove(member.name());
                } else {
                    map.put(member.name(), value);
                }
            }
        }
        return map;
    }

    private static List<@Nullable Object> list(JsonParser parser, ListShape shape) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Scalars.wrongType(parser, "a list");
        }
        var list = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser, shape.member()));
        }
        return list;
    }

    private static Map<String, @Nullable Object> map(JsonParser parser, MapShape shape) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Scalars.wrongType(parser, "a map");
        }
        var map = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = Scalars.text(parser.currentName());
            parser.nextToken();
            map.put(key, value(parser, shape.value()));
        }
        return map;
    }
}
