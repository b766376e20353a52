package dev.penstock.api.json;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * JSON of the API to and from the AWS SDK's model classes, such as {@code PipelineDeclaration}, through the fields that
 * these classes describe themselves with. Thread-safe.
 *
 * <p>Reading: members that the class does not have are skipped, a null member is an absent one, the last of several
 * members of one name counts, an empty text is {@code {}}; everything else that does not fit is a SerializationException.
 * Nothing is checked against the model's constraints (see {@code validation}). Writing: absent members are left out;
 * lists and maps that were set are written even when empty; timestamps are epoch seconds with three decimals.
 */
public final class ShapeCodec {
    private ShapeCodec() {}

    /**
     * Reads a structure.
     *
     * @param builder of the class to read, empty
     * @throws dev.penstock.api.error.ApiException SerializationException
     */
    public static <T, B extends SdkBuilder<B, T> & SdkPojo> T read(byte[] json, B builder) {
        fill(json, builder);
        return builder.build();
    }

    /** Reads a structure from text, as {@link #read(byte[], SdkBuilder)} does. */
    public static <T, B extends SdkBuilder<B, T> & SdkPojo> T read(String json, B builder) {
        return read(json.getBytes(StandardCharsets.UTF_8), builder);
    }

    /** Reads a structure out of a tree of maps, lists and scalars, such as {@link JsonTree} and {@link TreeCodec} make. */
    public static <T, B extends SdkBuilder<B, T> & SdkPojo> T fromTree(Map<String, ?> tree, B builder) {
        return read(JsonTree.write(tree), builder);
    }

    /** Sets the builder's members from the text. */
    public static void fill(byte[] json, SdkPojo builder) {
        StrictJson.<@Nullable Void>read(json, parser -> {
            StrictJson.expectObject(parser);
            members(parser, builder);
            return null;
        });
    }

    /** As UTF-8. */
    public static byte[] write(SdkPojo structure) {
        var out = new ByteArrayOutputStream(512);
        write(structure, out);
        return out.toByteArray();
    }

    /** As UTF-8, to a stream that stays open. */
    public static void write(SdkPojo structure, OutputStream out) {
        StrictJson.write(out, generator -> write(generator, structure));
    }

    public static String toJson(SdkPojo structure) {
        return new String(write(structure), StandardCharsets.UTF_8);
    }

    private static void members(JsonParser parser, SdkPojo builder) {
        Map<String, SdkField<?>> fields = builder.sdkFieldNameToField();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            SdkField<?> field = fields.get(parser.currentName());
            parser.nextToken();
            if (field == null) {
                parser.skipChildren();
            } else {
                field.set(builder, value(parser, field));
            }
        }
    }

    private static @Nullable Object value(JsonParser parser, SdkField<?> field) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> Scalars.string(parser);
            case INTEGER -> Scalars.integer(parser);
            case BOOLEAN -> Scalars.bool(parser);
            case INSTANT -> Scalars.timestamp(parser);
            case SDK_POJO -> structure(parser, field);
            case LIST -> list(parser, field.getTrait(ListTrait.class).memberFieldInfo());
            case MAP -> map(parser, field.getTrait(MapTrait.class).valueFieldInfo());
            case NULL, LONG, SHORT, BYTE, FLOAT, DOUBLE, BIG_DECIMAL, SDK_BYTES, DOCUMENT ->
                throw new IllegalStateException("The API has no member of type " + field.marshallingType());
        };
    }

    private static Object structure(JsonParser parser, SdkField<?> field) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Scalars.wrongType(parser, "a structure");
        }
        SdkPojo builder = field.constructor().get();
        members(parser, builder);
        return ((SdkBuilder<?, ?>) builder).build();
    }

    private static List<@Nullable Object> list(JsonParser parser, SdkField<?> item) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Scalars.wrongType(parser, "a list");
        }
        var list = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser, item));
        }
        return list;
    }

    private static Map<String, @Nullable Object> map(JsonParser parser, SdkField<?> item) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Scalars.wrongType(parser, "a map");
        }
        var map = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = Scalars.text(parser.currentName());
            parser.nextToken();
            map.put(key, value(parser, item));
        }
        return map;
    }

    static void write(JsonGenerator generator, SdkPojo structure) {
        generator.writeStartObject();
        for (SdkField<?> field : structure.sdkFields()) {
            Object value = SdkMembers.value(structure, field);
            if (value != null) {
                generator.writeName(field.locationName());
                writeValue(generator, value);
            }
        }
        generator.writeEndObject();
    }

    static void writeValue(JsonGenerator generator, @Nullable Object value) {
        switch (value) {
            case null -> generator.writeNull();
            case String text -> generator.writeString(text);
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case Double number -> generator.writeNumber(number);
            case Boolean bool -> generator.writeBoolean(bool);
            case Instant instant -> Scalars.writeTimestamp(generator, instant);
            case SdkPojo structure -> write(generator, structure);
            case List<?> list -> {
                generator.writeStartArray();
                for (Object item : list) {
                    writeValue(generator, item);
                }
                generator.writeEndArray();
            }
            case Map<?, ?> map -> {
                generator.writeStartObject();
                map.forEach((key, item) -> {
                    if (item != null) {
                        generator.writeName((String) key);
                        writeValue(generator, item);
                    }
                });
                generator.writeEndObject();
            }
            default -> throw new IllegalArgumentException("No JSON for a " + value.getClass());
        }
    }
}
