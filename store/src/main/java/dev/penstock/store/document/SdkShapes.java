package dev.penstock.store.document;

import dev.penstock.api.json.ShapeCodec;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/** The AWS SDK's model classes inside documents, written as the API writes them. */
final class SdkShapes {

    private SdkShapes() {}

    static final class Writer extends ValueSerializer<SdkPojo> {
        @Override
        public void serialize(SdkPojo shape, JsonGenerator out, SerializationContext context) {
            out.writeRawValue(ShapeCodec.toJson(shape));
        }
    }

    static final class Reader<T, B extends SdkBuilder<B, T> & SdkPojo> extends ValueDeserializer<T> {
        private final Supplier<B> builder;

        Reader(Supplier<B> builder) {
            this.builder = builder;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) {
            return ShapeCodec.read(context.readTree(in).toString(), builder.get());
        }
    }
}
