package dev.penstock.store.document;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.Performer;
import dev.penstock.engine.event.Event;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.codepipeline.model.EncryptionKey;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.WebhookDefinition;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Records as JSON documents: what is null is absent, enums are written as the API spells them, and members that a later
 * release added are skipped by an earlier one. Thread-safe.
 */
public final class Documents {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(module())
            .addMixIn(Performer.class, PerformerKinds.class)
            .addMixIn(Event.class, EventKinds.class)
            .enable(EnumFeature.READ_ENUMS_USING_TO_STRING, EnumFeature.WRITE_ENUMS_USING_TO_STRING)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
            // a record's components are its document; whatever else it can tell follows from them
            .changeDefaultVisibility(checker -> checker.withFieldVisibility(Visibility.ANY)
                    .withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE))
            .build();

    private static final RecentDocuments RECENT = new RecentDocuments();

    private Documents() {}

    public static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    /**
     * Writes what is likely to be read again soon, and keeps the value for {@link #recall}.
     *
     * @param value must never change, and be what reading its text gives
     */
    public static <T> String keep(T value, Class<T> type) {
        String text = write(value);
        assert value.equals(read(text, type)) : text;
        RECENT.put(text, type, value);
        return text;
    }

    /** Reads what many ask for, or what was written a moment ago: from memory, if the very same text is known. */
    public static <T> T recall(String document, Class<T> type) {
        return type.cast(RECENT.get(document, type).orElseGet(() -> {
            T value = read(document, type);
            RECENT.put(document, type, value);
            return value;
        }));
    }

    /** {@link #keep} for a map. */
    public static <T> String keepMap(Map<String, T> map, Class<T> valueType) {
        String text = write(map);
        assert map.equals(readMap(text, valueType)) : text;
        RECENT.put(text, valueType, Collections.unmodifiableMap(map));
        return text;
    }

    /** {@link #recall} for a map; it cannot be changed. */
    @SuppressWarnings("unchecked") // under a class that is recalled as the value of maps, there are such maps only
    public static <T> Map<String, T> recallMap(String document, Class<T> valueType) {
        return (Map<String, T>) RECENT.get(document, valueType).orElseGet(() -> {
            Map<String, T> map = Collections.unmodifiableMap(readMap(document, valueType));
            RECENT.put(document, valueType, map);
            return map;
        });
    }

    /** For a value of a sealed interface: the document says which kind it is. */
    public static String write(Object value, Class<?> type) {
        return JSON.writerFor(type).writeValueAsString(value);
    }

    public static byte[] bytes(Object value) {
        return JSON.writeValueAsBytes(value);
    }

    public static <T> T read(String document, Class<T> type) {
        return JSON.readValue(document, type);
    }

    /** A map from text to values of a class, in the order written. */
    public static <T> Map<String, T> readMap(String document, Class<T> valueType) {
        return JSON.readValue(
                document, JSON.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, valueType));
    }

    public static <T> T read(byte[] document, Class<T> type) {
        return JSON.readValue(document, type);
    }

    private static SimpleModule module() {
        return new SimpleModule("store")
                .addSerializer(SdkPojo.class, new SdkShapes.Writer())
                .addDeserializer(ErrorDetails.class, new SdkShapes.Reader<>(ErrorDetails::builder))
                .addDeserializer(EncryptionKey.class, new SdkShapes.Reader<>(EncryptionKey::builder))
                .addSerializer(ActionTypeKey.class, new KeyWriter())
                .addDeserializer(WebhookDefinition.class, new SdkShapes.Reader<>(WebhookDefinition::builder))
                .addDeserializer(ActionTypeKey.class, new KeyReader());
    }

    private static final class KeyWriter extends ValueSerializer<ActionTypeKey> {
        @Override
        public void serialize(ActionTypeKey key, JsonGenerator out, SerializationContext context) {
            out.writeString(key.toString());
        }
    }

    private static final class KeyReader extends ValueDeserializer<ActionTypeKey> {
        @Override
        public ActionTypeKey deserialize(JsonParser in, DeserializationContext context) {
            return ActionTypeKey.parse(in.getString());
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Performer.Server.class, name = "server"),
        @JsonSubTypes.Type(value = Performer.Nobody.class, name = "nobody"),
        @JsonSubTypes.Type(value = Performer.Approver.class, name = "approver"),
        @JsonSubTypes.Type(value = Performer.CustomWorkers.class, name = "customWorkers"),
        @JsonSubTypes.Type(value = Performer.PartnerWorkers.class, name = "partnerWorkers"),
        @JsonSubTypes.Type(value = Performer.PartnerFunction.class, name = "partnerFunction")
    })
    private interface PerformerKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Event.PipelineChanged.class, name = "pipeline"),
        @JsonSubTypes.Type(value = Event.StageChanged.class, name = "stage"),
        @JsonSubTypes.Type(value = Event.ActionChanged.class, name = "action")
    })
    private interface EventKinds {}
}
