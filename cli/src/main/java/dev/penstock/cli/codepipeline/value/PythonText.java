package dev.penstock.cli.codepipeline.value;

import dev.penstock.cli.codepipeline.value.Value.BooleanValue;
import dev.penstock.cli.codepipeline.value.Value.BytesValue;
import dev.penstock.cli.codepipeline.value.Value.DecimalValue;
import dev.penstock.cli.codepipeline.value.Value.IntegerValue;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import dev.penstock.cli.codepipeline.value.Value.NullValue;
import dev.penstock.cli.codepipeline.value.Value.TextValue;

/** Values as the AWS CLI shows them, which is how Python prints them (spec cli 10 and 12). */
public final class PythonText {
    private PythonText() {}

    /** For people: text is bare, everything else a literal. */
    public static String plain(Value value) {
        return value instanceof TextValue(String text) ? text : literal(value);
    }

    /** As it would be written in a Python program. */
    public static String literal(Value value) {
        StringBuilder out = new StringBuilder();
        literal(value, out);
        return out.toString();
    }

    public static String literal(String text) {
        StringBuilder out = new StringBuilder();
        quoted(text, out);
        return out.toString();
    }

    /** Name of the type, as in {@code <class 'str'>}. */
    public static String type(Value value) {
        return switch (value) {
            case NullValue _ -> "NoneType";
            case BooleanValue _ -> "bool";
            case IntegerValue _ -> "int";
            case DecimalValue _ -> "float";
            case TextValue _ -> "str";
            case BytesValue _ -> "bytes";
            case ListValue _ -> "list";
            case MapValue _ -> "dict";
        };
    }

    private static void literal(Value value, StringBuilder out) {
        switch (value) {
            case NullValue _ -> out.append("None");
            case BooleanValue(boolean flag) -> out.append(flag ? "True" : "False");
            case IntegerValue(var number) -> out.append(number);
            case DecimalValue(double number) -> out.append(decimal(number));
            case TextValue(String text) -> quoted(text, out);
            case BytesValue bytes -> bytes(bytes.content(), out);
            case ListValue(var items) -> {
                out.append('[');
                String separator = "";
                for (Value item : items) {
                    out.append(separator);
                    literal(item, out);
                    separator = ", ";
                }
                out.append(']');
            }
            case MapValue(var members) -> {
                out.append('{');
                String separator = "";
                for (var member : members.entrySet()) {
                    out.append(separator);
                    quoted(member.getKey(), out);
                    out.append(": ");
                    literal(member.getValue(), out);
                    separator = ", ";
                }
                out.append('}');
            }
        }
    }

    /** The shortest decimal that is this double; with an exponent below 1e-4 and from 1e16 on. */
    public static String decimal(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        String sign = Math.copySign(1, number) < 0 ? "-" : "";
        if (number == 0) {
            return sign + "0.0";
        }
        String shortest = Double.toString(Math.abs(number));
        int e = shortest.indexOf('E');
        String mantissa = e < 0 ? shortest : shortest.substring(0, e);
        int point = mantissa.indexOf('.');
        String digits = mantissa.substring(0, point) + mantissa.substring(point + 1);
        // The value is 0.DIGITS times ten to this power.
        int power = point + (e < 0 ? 0 : Integer.parseInt(shortest.substring(e + 1)));
        int zeros = 0;
        while (digits.charAt(zeros) == '0') {
            zeros++;
        }
        digits = digits.substring(zeros);
        power -= zeros;
        int end = digits.length();
        while (end > 1 && digits.charAt(end - 1) == '0') {
            end--;
        }
        digits = digits.substring(0, end);
        return sign + (power < -3 || power > 16 ? scientific(digits, power - 1) : positional(digits, power));
    }

    private static String scientific(String digits, int exponent) {
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        int size = Math.abs(exponent);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
    }

    private static String positional(String digits, int power) {
        if (power <= 0) {
            return "0." + "0".repeat(-power) + digits;
        }
        return power >= digits.length()
                ? digits + "0".repeat(power - digits.length()) + ".0"
                : digits.substring(0, power) + "." + digits.substring(power);
    }

    private static void quoted(String text, StringBuilder out) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        text.codePoints().forEach(c -> {
            if (c == quote || c == '\\') {
                out.append('\\').appendCodePoint(c);
            } else if (!escapedControl(c, out)) {
                if (isPrintable(c)) {
                    out.appendCodePoint(c);
                } else if (c < 0x100) {
                    hex(c, 2, "\\x", out);
                } else if (c < 0x10000) {
                    hex(c, 4, "\\u", out);
                } else {
                    hex(c, 8, "\\U", out);
                }
            }
        });
        out.append(quote);
    }

    private static void bytes(byte[] content, StringBuilder out) {
        boolean single = false;
        boolean both = false;
        for (byte b : content) {
            single |= b == '\'';
            both |= b == '"';
        }
        char quote = single && !both ? '"' : '\'';
        out.append('b').append(quote);
        for (byte b : content) {
            int c = b & 0xff;
            if (c == quote || c == '\\') {
                out.append('\\').append((char) c);
            } else if (!escapedControl(c, out)) {
                if (c < ' ' || c > '~') {
                    hex(c, 2, "\\x", out);
                } else {
                    out.append((char) c);
                }
            }
        }
        out.append(quote);
    }

    private static boolean escapedControl(int c, StringBuilder out) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void hex(int c, int width, String prefix, StringBuilder out) {
        String digits = Integer.toHexString(c);
        out.append(prefix).repeat('0', width - digits.length()).append(digits);
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
