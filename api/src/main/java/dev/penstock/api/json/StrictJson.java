package dev.penstock.api.json;

import dev.penstock.api.error.ApiException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * How JSON is read and written here. Input must be UTF-8 (no other encoding is guessed, overlong forms and surrogates are
 * refused) and one JSON value with nothing after it. Where an object repeats a member the last one counts, as at AWS.
 * Nothing of the input appears in messages, since it may hold secrets.
 */
final class StrictJson {
    /** A pipeline declaration nests 12 deep; what goes on much deeper is an attack on the stack. */
    static final int DEEPEST = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(100)
                    .maxNameLength(200_000)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private StrictJson() {}

    /** Reads one value; an empty input counts as {@code {}}. The function starts at the value's first token. */
    static <T extends @Nullable Object> T read(byte[] json, Function<JsonParser, T> value) {
        CharBuffer chars = decode(json);
        if (chars.isEmpty()) {
            chars = CharBuffer.wrap(new char[] {'{', '}'});
        }
        JsonParser parser = FACTORY.createParser(
                ObjectReadContext.empty(), chars.array(), chars.arrayOffset() + chars.position(), chars.remaining());
        try (parser) {
            if (parser.nextToken() == null) {
                throw serialization("The request body is not JSON: it holds white space only.");
            }
            T result = value.apply(parser);
            if (parser.nextToken() != null) {
                throw serialization("The request body holds more than one JSON value.");
            }
            return result;
        } catch (JacksonException e) {
            TokenStreamLocation at = parser.currentLocation();
            throw serialization("The request body is not valid JSON (near line %d, column %d)."
                    .formatted(at.getLineNr(), at.getColumnNr()));
        }
    }

    /** Writes to the stream, which stays open. */
    static void write(OutputStream out, Consumer<JsonGenerator> value) {
        try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            value.accept(generator);
        }
    }

    /** The parser stands at a value that must be an object. */
    static void expectObject(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw serialization("The request body must be a JSON object.");
        }
    }

    static ApiException serialization(String message) {
        return ApiException.of("SerializationException", message);
    }

    private static CharBuffer decode(byte[] json) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(json));
        } catch (CharacterCodingException e) {
            throw serialization("The request body is not UTF-8.");
        }
    }
}
