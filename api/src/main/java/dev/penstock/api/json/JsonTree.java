package dev.penstock.api.json;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * JSON as plain maps (in the order of the text), lists, strings, {@code Long} or {@code Double}, booleans and nulls, for
 * what has no model. Thread-safe.
 */
public final class JsonTree {
    private JsonTree() {}

    /**
     * Reads an object; an empty text is {@code {}}.
     *
     * @throws dev.penstock.api.error.ApiException SerializationException
     */
    public static Map<String, @Nullable Object> readObject(byte[] json) {
        return StrictJson.read(json, parser -> {
            StrictJson.expectObject(parser);
            return object(parser);
        });
    }

    /** As UTF-8; maps, lists, scalars, instants and the AWS SDK's model classes. Null members of objects are left out. */
    public static byte[] write(Map<String, ?> tree) {
        var out = new ByteArrayOutputStream(512);
        StrictJson.write(out, generator -> ShapeCodec.writeValue(generator, tree));
        return out.toByteArray();
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = Scalars.text(parser.currentName());
            parser.nextToken();
            map.put(key, value(parser));
        }
        return map;
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> Scalars.string(parser);
            case VALUE_NUMBER_INT ->
                parser.getString().length() < 19
                        ? (Object) Long.valueOf(parser.getString())
                        : Double.valueOf(parser.getString());
            case VALUE_NUMBER_FLOAT -> Double.valueOf(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }
}
