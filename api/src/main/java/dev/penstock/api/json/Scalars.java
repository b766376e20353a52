package dev.penstock.api.json;

import dev.penstock.api.error.ApiException;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Single values: which JSON is good for which type, and AWS's words for the rest (spec events 5.3). */
final class Scalars {
    /** Seconds of the last moment of the year 9999: what every database and client can hold. */
    private static final double LATEST = 253_402_300_799.999;

    private Scalars() {}

    /**
     * Lone surrogates and U+0000 are refused: they are not text that can be stored everywhere and sent again as UTF-8.
     */
    static String string(JsonParser parser) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrongType(parser, "a String");
        }
        return text(parser.getString());
    }

    static String text(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                throw notText();
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == value.length() || !Character.isLowSurrogate(value.charAt(i))) {
                    throw notText();
                }
            }
        }
        return value;
    }

    /** A whole number in the range of an int; {@code 5.0} and {@code 1e2} are whole, too. */
    static Integer integer(JsonParser parser) {
        double value = number(parser, "an Integer");
        if (value != Math.rint(value) || value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw wrongType(parser, "an Integer");
        }
        return (int) value;
    }

    static Boolean bool(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw wrongType(parser, "a Boolean");
        };
    }

    /** Epoch seconds as an integer, a fraction or in scientific notation, to the nearest millisecond. */
    static Instant timestamp(JsonParser parser) {
        double seconds = number(parser, "milliseconds since epoch");
        if (!(Math.abs(seconds) <= LATEST)) {
            throw wrongType(parser, "milliseconds since epoch");
        }
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }

    /** Epoch seconds with three decimals, never in scientific notation. */
    static void writeTimestamp(JsonGenerator generator, Instant instant) {
        long millis = instant.toEpochMilli();
        long size = Math.abs(millis);
        generator.writeNumber("%s%d.%03d".formatted(millis < 0 ? "-" : "", size / 1000, size % 1000));
    }

    static ApiException wrongType(JsonParser parser, String wanted) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> StrictJson.serialization("Start of structure or map found where not expected.");
            case START_ARRAY -> StrictJson.serialization("Start of list found where not expected.");
            case JsonToken token ->
                StrictJson.serialization("%s can not be converted to %s".formatted(kind(token), wanted));
        };
    }

    private static double number(JsonParser parser, String wanted) {
        return switch (parser.currentToken()) {
            // As a double whatever its size: a number like 1e999999999 must not be worked out digit by digit.
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Double.parseDouble(parser.getString());
            default -> throw wrongType(parser, wanted);
        };
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "NUMBER_VALUE";
            case VALUE_STRING -> "STRING_VALUE";
            case VALUE_TRUE -> "TRUE_VALUE";
            case VALUE_FALSE -> "FALSE_VALUE";
            default -> "NULL_VALUE";
        };
    }

    private static ApiException notText() {
        return StrictJson.serialization("A string of the request body holds U+0000 or half of a surrogate pair.");
    }
}
