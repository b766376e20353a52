package dev.penstock.server.webhooks;

import dev.penstock.api.error.ApiException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of a delivery, which is the body or the field {@code payload} of a form (spec jobs 18.3). */
final class Payload {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String FIELD = "payload=";
    private static final int DEEPEST = 64;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Payload() {}

    /**
     * As maps, lists, texts, numbers and booleans.
     *
     * @throws ApiException 400 if it is not JSON
     */
    static Object read(@Nullable String contentType, byte[] body) {
        String bare =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        try {
            Object read = bare.equals(FORM)
                    ? JSON.readValue(field(new String(body, StandardCharsets.UTF_8)), Object.class)
                    : JSON.readValue(body, Object.class);
            if (read != null) {
                return read;
            }
        } catch (JacksonException | IllegalArgumentException e) {
            // said below, without a word of the body
        }
        throw ApiException.validation("The body is not JSON, nor a form with JSON in its field payload.");
    }

    private static String field(String form) {
        for (String part : form.split("&", -1)) {
            if (part.startsWith(FIELD)) {
                return URLDecoder.decode(part.substring(FIELD.length()), StandardCharsets.UTF_8);
            }
        }
        throw new IllegalArgumentException("no payload");
    }
}
