package dev.penstock.cli.codepipeline.output;

import dev.penstock.cli.codepipeline.value.JsonWriter;
import dev.penstock.cli.codepipeline.value.PythonText;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.BytesValue;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import dev.penstock.cli.codepipeline.value.Value.TextValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** YAML in block style, for people and files. Text that could be read as anything else is quoted. */
public final class YamlPrinter {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/_][A-Za-z0-9/_.@+ -]*(?:[:][A-Za-z0-9/_.@+-]+)*");
    private static final Set<String> WORDS = Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

    private final StringBuilder out = new StringBuilder();
    private final UnaryOperator<String> comments;

    private YamlPrinter(UnaryOperator<String> comments) {
        this.comments = comments;
    }

    public static String print(Value value) {
        return print(value, _ -> "");
    }

    /**
     * @param comments for a member's path, with dots, what to say of it; empty for nothing
     */
    public static String print(Value value, UnaryOperator<String> comments) {
        YamlPrinter printer = new YamlPrinter(comments);
        switch (value) {
            case MapValue(var members) when !members.isEmpty() -> printer.members(members, 0, "");
            case ListValue(var items) when !items.isEmpty() -> printer.items(items, 0, "");
            default -> printer.out.append(scalar(value)).append('\n');
        }
        return printer.out.toString();
    }

    private void members(Map<String, Value> members, int indent, String path) {
        members.forEach((name, value) -> {
            boolean first = out.isEmpty() || out.charAt(out.length() - 1) == '\n';
            if (first) {
                out.repeat(' ', indent);
            }
            out.append(scalar(Value.of(name))).append(':');
            nested(value, indent, path.isEmpty() ? name : path + "." + name);
        });
    }

    private void nested(Value value, int indent, String path) {
        String comment = comments.apply(path);
        String suffix = comment.isEmpty() ? "\n" : "  # " + comment + "\n";
        switch (value) {
            case MapValue(var inner)
            when !inner.isEmpty() -> {
                out.append(suffix);
                members(inner, indent + 2, path);
            }
            case ListValue(var inner)
            when !inner.isEmpty() -> {
                out.append(suffix);
                items(inner, indent, path);
            }
            default -> out.append(' ').append(scalar(value)).append(suffix);
        }
    }

    private void items(List<Value> items, int indent, String path) {
        for (Value item : items) {
            if (out.isEmpty() || out.charAt(out.length() - 1) == '\n') {
                out.repeat(' ', indent);
            }
            out.append("- ");
            switch (item) {
                case MapValue(var inner) when !inner.isEmpty() -> members(inner, indent + 2, path);
                case ListValue(var inner) when !inner.isEmpty() -> items(inner, indent + 2, path);
                default -> out.append(scalar(item)).append('\n');
            }
        }
    }

    private static String scalar(Value value) {
        return switch (value) {
            case TextValue(String text) -> isPlain(text) ? text : JsonWriter.ascii(value);
            case BytesValue bytes -> PythonText.literal(bytes);
            default -> JsonWriter.ascii(value);
        };
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches() && !text.endsWith(" ") && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    }
}
