package dev.penstock.cli.codepipeline.value;

import dev.penstock.cli.codepipeline.value.Value.BooleanValue;
import dev.penstock.cli.codepipeline.value.Value.BytesValue;
import dev.penstock.cli.codepipeline.value.Value.DecimalValue;
import dev.penstock.cli.codepipeline.value.Value.IntegerValue;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import dev.penstock.cli.codepipeline.value.Value.NullValue;
import dev.penstock.cli.codepipeline.value.Value.TextValue;
import java.nio.charset.StandardCharsets;

/** Writes JSON in the layouts of the AWS CLI (spec cli 12). */
public final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();
    private final boolean indented;
    private final boolean asciiOnly;

    private JsonWriter(boolean indented, boolean asciiOnly) {
        this.indented = indented;
        this.asciiOnly = asciiOnly;
    }

    /** For people: an indent of four, one item a line, no escapes that need not be. */
    public static String indented(Value value) {
        return new JsonWriter(true, false).write(value);
    }

    /** On one line, with a blank after commas and colons, and nothing but ASCII. */
    public static String ascii(Value value) {
        return new JsonWriter(false, true).write(value);
    }

    /** On one line, without blanks, and nothing but ASCII. */
    public static String denseAscii(Value value) {
        JsonWriter writer = new JsonWriter(false, true);
        writer.value(value, -1);
        return writer.out.toString();
    }

    private String write(Value value) {
        value(value, 0);
        return out.toString();
    }

    private void value(Value value, int level) {
        switch (value) {
            case NullValue _ -> out.append("null");
            case BooleanValue(boolean flag) -> out.append(flag);
            case IntegerValue(var number) -> out.append(number);
            case DecimalValue(double number) -> out.append(decimal(number));
            case TextValue(String text) -> string(text);
            case BytesValue bytes -> string(new String(bytes.content(), StandardCharsets.ISO_8859_1));
            case ListValue(var items) -> {
                out.append('[');
                int inner = level < 0 ? level : level + 1;
                boolean first = true;
                for (Value item : items) {
                    separate(first, inner);
                    value(item, inner);
                    first = false;
                }
                close(']', first, level);
            }
            case MapValue(var members) -> {
                out.append('{');
                int inner = level < 0 ? level : level + 1;
                boolean first = true;
                for (var member : members.entrySet()) {
                    separate(first, inner);
                    string(member.getKey());
                    out.append(level < 0 ? ":" : ": ");
                    value(member.getValue(), inner);
                    first = false;
                }
                close('}', first, level);
            }
        }
    }

    private void separate(boolean first, int level) {
        if (!first) {
            out.append(indented || level < 0 ? "," : ", ");
        }
        newLine(level);
    }

    private void close(char bracket, boolean empty, int level) {
        if (!empty) {
            newLine(level);
        }
        out.append(bracket);
    }

    private void newLine(int level) {
        if (indented) {
            out.append('\n').repeat(' ', 4 * level);
        }
    }

    /** JSON's names for what is no number are those of JavaScript. */
    private static String decimal(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        return Double.isInfinite(number) ? (number > 0 ? "Infinity" : "-Infinity") : PythonText.decimal(number);
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ' || (asciiOnly && c > '~')) {
                        out.append("\\u")
                                .append(HEX.charAt(c >> 12))
                                .append(HEX.charAt(c >> 8 & 15))
                                .append(HEX.charAt(c >> 4 & 15))
                                .append(HEX.charAt(c & 15));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
