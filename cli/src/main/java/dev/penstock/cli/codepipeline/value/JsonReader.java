package dev.penstock.cli.codepipeline.value;

import dev.penstock.cli.codepipeline.value.Value.DecimalValue;
import dev.penstock.cli.codepipeline.value.Value.IntegerValue;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import java.math.BigInteger;

/**
 * Reads JSON as the AWS CLI does: strictly, but with {@code NaN} and {@code Infinity}; integers of any size; of a
 * repeated name the last; and with its words for what is wrong (spec cli 7).
 */
public final class JsonReader {
    private static final int DEEPEST = 900;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * @throws JsonSyntaxException if the text is not one JSON value
     */
    public static Value read(String text) {
        if (text.startsWith("\ufeff")) {
            throw new JsonSyntaxException("Unexpected UTF-8 BOM (decode using utf-8-sig)", text, 0);
        }
        JsonReader reader = new JsonReader(text);
        reader.skipBlanks();
        Value value = reader.value();
        reader.skipBlanks();
        if (reader.at < text.length()) {
            throw reader.wrong("Extra data");
        }
        return value;
    }

    private Value value() {
        return switch (current()) {
            case '"' -> Value.of(string());
            case '{' -> nested(this::object);
            case '[' -> nested(this::array);
            case 'n' -> word("null", Value.NULL);
            case 't' -> word("true", Value.of(true));
            case 'f' -> word("false", Value.of(false));
            case 'N' -> word("NaN", new DecimalValue(Double.NaN));
            case 'I' -> word("Infinity", new DecimalValue(Double.POSITIVE_INFINITY));
            default -> number();
        };
    }

    private interface Reading {
        Value read();
    }

    private Value nested(Reading reading) {
        if (++depth > DEEPEST) {
            throw wrong("Nested too deeply");
        }
        Value value = reading.read();
        depth--;
        return value;
    }

    private Value object() {
        at++;
        MapValue object = new MapValue();
        skipBlanks();
        if (current() == '}') {
            at++;
            return object;
        }
        while (true) {
            if (current() != '"') {
                throw wrong("Expecting property name enclosed in double quotes");
            }
            String name = string();
            skipBlanks();
            if (current() != ':') {
                throw wrong("Expecting ':' delimiter");
            }
            at++;
            skipBlanks();
            object.members().put(name, value());
            if (endsWith('}')) {
                return object;
            }
        }
    }

    private Value array() {
        at++;
        ListValue array = new ListValue();
        skipBlanks();
        if (current() == ']') {
            at++;
            return array;
        }
        while (true) {
            array.items().add(value());
            if (endsWith(']')) {
                return array;
            }
        }
    }

    /** Reads what follows an element: the end, or a comma and blanks. */
    private boolean endsWith(char end) {
        skipBlanks();
        if (current() == end) {
            at++;
            return true;
        }
        if (current() != ',') {
            throw wrong("Expecting ',' delimiter");
        }
        at++;
        skipBlanks();
        return false;
    }

    private Value word(String word, Value value) {
        if (!text.startsWith(word, at)) {
            throw wrong("Expecting value");
        }
        at += word.length();
        return value;
    }

    private Value number() {
        int start = at;
        int next = at;
        if (charAt(next) == '-') {
            next++;
            if (text.startsWith("Infinity", next)) {
                at = next + "Infinity".length();
                return new DecimalValue(Double.NEGATIVE_INFINITY);
            }
        }
        if (!isDigit(charAt(next))) {
            throw wrong("Expecting value");
        }
        next = charAt(next) == '0' ? next + 1 : digits(next);
        boolean whole = true;
        if (charAt(next) == '.' && isDigit(charAt(next + 1))) {
            whole = false;
            next = digits(next + 1);
        }
        if (charAt(next) == 'e' || charAt(next) == 'E') {
            int exponent = charAt(next + 1) == '+' || charAt(next + 1) == '-' ? next + 2 : next + 1;
            if (isDigit(charAt(exponent))) {
                whole = false;
                next = digits(exponent);
            }
        }
        at = next;
        String number = text.substring(start, next);
        return whole ? new IntegerValue(new BigInteger(number)) : new DecimalValue(Double.parseDouble(number));
    }

    private int digits(int from) {
        int next = from;
        while (isDigit(charAt(next))) {
            next++;
        }
        return next;
    }

    private String string() {
        int opening = at++;
        StringBuilder content = new StringBuilder();
        while (true) {
            if (at >= text.length()) {
                throw new JsonSyntaxException("Unterminated string starting at", text, opening);
            }
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return content.toString();
            }
            if (c < ' ') {
                throw wrong("Invalid control character at");
            }
            if (c == '\\') {
                content.append(escape(opening));
            } else {
                content.append(c);
                at++;
            }
        }
    }

    private char escape(int opening) {
        if (at + 1 >= text.length()) {
            throw new JsonSyntaxException("Unterminated string starting at", text, opening);
        }
        char kind = text.charAt(at + 1);
        if (kind == 'u') {
            return unicode();
        }
        int index = "\"\\/bfnrt".indexOf(kind);
        if (index < 0) {
            throw wrong("Invalid \\escape");
        }
        at += 2;
        return "\"\\/\b\f\n\r\t".charAt(index);
    }

    private char unicode() {
        int digits = at + 2;
        int code = 0;
        for (int i = digits; i < digits + 4; i++) {
            int digit = charAt(i) < 128 ? Character.digit(charAt(i), 16) : -1;
            // The reader that is followed here wants something after the digits, too.
            if (digit < 0 || digits + 4 >= text.length()) {
                throw new JsonSyntaxException("Invalid \\uXXXX escape", text, digits - 1);
            }
            code = code * 16 + digit;
        }
        at = digits + 4;
        return (char) code;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** The character here; NUL at the end, which begins nothing. */
    private char current() {
        return charAt(at);
    }

    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private JsonSyntaxException wrong(String problem) {
        return new JsonSyntaxException(problem, text, at);
    }
}
