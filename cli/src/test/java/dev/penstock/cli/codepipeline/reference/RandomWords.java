package dev.penstock.cli.codepipeline.reference;

import dev.penstock.api.model.Bounds;
import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.BooleanShape;
import dev.penstock.api.model.Shape.IntegerShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.api.model.Shape.TimestampShape;
import dev.penstock.cli.codepipeline.grammar.Command;
import dev.penstock.cli.codepipeline.grammar.Command.Parameter;
import dev.penstock.cli.codepipeline.grammar.CommandTable;
import dev.penstock.cli.codepipeline.value.JsonWriter;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Command lines that are nearly right: what people type, and what they mistype. */
final class RandomWords {
    private static final List<String> TEXTS = List.of(
            "a",
            "job-1",
            "",
            " ",
            "x y",
            "é日",
            "😀",
            "a,b",
            "a=b",
            "'",
            "\"",
            "\\",
            "[",
            "]",
            "{",
            "}",
            "12",
            "-3",
            "true",
            "null",
            "@",
            "file://none",
            "a\nb",
            "\t",
            "a\\,b",
            "\u00a0",
            "ſ",
            "\u0007",
            "#x",
            "0.5",
            "it's");

    private static final String MARKS = "ab1=,[]{}'\"\\@ \t:-.#/";

    private final CommandTable table = new CommandTable();
    private final Random random;

    RandomWords(Random random) {
        this.random = random;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** A call whose structures are wild, its other members plain. */
    List<String> call() {
        Command command = table.command(any(table.names()));
        List<String> words = new ArrayList<>(List.of(command.name()));
        List<Parameter> parameters = new ArrayList<>(command.parameters());
        if (chance(30)) {
            Collections.shuffle(parameters, random);
        }
        for (Parameter parameter : parameters) {
            if (parameter.required() ? chance(97) : chance(45)) {
                option(words, parameter);
            }
        }
        if (chance(5)) {
            words.add(any(List.of("--bogus", "stray", "--", "-x", "--ma", "--no-", "--cli", "-5", "--client")));
        }
        if (chance(5)) {
            words.add(
                    random.nextInt(words.size() + 1),
                    any(List.of("--output=text", "--no-sign-request", "--outp", "--debug=")));
        }
        return words;
    }

    private void option(List<String> words, Parameter parameter) {
        Shape shape = parameter.member().target();
        if (shape instanceof BooleanShape) {
            words.add(chance(50) ? parameter.option() : "--no-" + parameter.key());
            return;
        }
        List<String> values = values(shape);
        if (values.size() == 1 && chance(15)) {
            words.add(parameter.option() + "=" + values.getFirst());
        } else {
            words.add(parameter.option());
            words.addAll(values);
        }
    }

    private List<String> values(Shape shape) {
        if (shape instanceof ListShape list) {
            if (chance(25)) {
                return List.of(JsonWriter.ascii(value(shape, 0)));
            }
            List<String> words = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                words.add(list.member() instanceof StringShape ? any(TEXTS) : structure(list.member()));
            }
            return words;
        }
        return List.of(
                switch (shape) {
                    case StringShape _ -> chance(70) ? "some-text-of-some-length" : any(TEXTS);
                    case IntegerShape _ ->
                        any(List.of("1", "0", "-1", " 7 ", "1_0", "x", "", "1.5", "+3", "٣", "99999999999999"));
                    case BooleanShape _, TimestampShape _, ListShape _ -> throw new IllegalStateException();
                    case StructureShape _, MapShape _ -> structure(shape);
                });
    }

    private String structure(Shape shape) {
        if (chance(8)) {
            return noise();
        }
        String text = chance(30) ? JsonWriter.ascii(value(shape, 0)) : shorthand(value(shape, 0), true);
        return chance(25) ? mutated(text) : text;
    }

    private String noise() {
        StringBuilder noise = new StringBuilder();
        for (int i = random.nextInt(14); i >= 0; i--) {
            noise.append(MARKS.charAt(random.nextInt(MARKS.length())));
        }
        return noise.toString();
    }

    private String mutated(String text) {
        int at = random.nextInt(text.length() + 1);
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + MARKS.charAt(random.nextInt(MARKS.length())) + text.substring(at);
            default -> at < text.length() ? text.substring(0, at) + text.substring(at + 1) : text;
        };
    }

    /** A value of about this shape. */
    Value value(Shape shape, int depth) {
        if (chance(2)) {
            return any(
                    List.of(Value.NULL, Value.of(1), Value.of("t"), Value.of(true), new ListValue(), new MapValue()));
        }
        return switch (shape) {
            case StringShape string ->
                Value.of(
                        !string.values().isEmpty()
                                ? any(string.values())
                                : chance(60) ? "text" + "x".repeat((int) least(string.length())) : any(TEXTS));
            case IntegerShape _ -> Value.of(random.nextInt(12) - 1L);
            case BooleanShape _ -> Value.of(chance(50));
            case TimestampShape _ ->
                any(List.of(
                        Value.of("2015-10-29T11:48:32Z"),
                        Value.of("2015-10-29"),
                        Value.of("20151029T114832Z"),
                        Value.of(1446119312),
                        Value.of("1446119312.7"),
                        Value.of("Thu, 29 Oct 2015 11:48:32 GMT"),
                        Value.of("2015-10-29 11:48:32.123456+05:30"),
                        Value.of("2015-13-29"),
                        Value.of("soon")));
            case ListShape list -> {
                ListValue items = new ListValue();
                for (int i = random.nextInt(depth > 3 ? 1 : 3); i > 0; i--) {
                    items.items().add(value(list.member(), depth + 1));
                }
                yield items;
            }
            case MapShape map -> {
                MapValue entries = new MapValue();
                for (int i = random.nextInt(3); i > 0; i--) {
                    entries.members()
                            .put(any(List.of("k", "key-1", "us-east-1", "a.b")), value(map.value(), depth + 1));
                }
                yield entries;
            }
            case StructureShape structure -> {
                MapValue members = new MapValue();
                structure.members().values().forEach(member -> {
                    if (member.required() ? chance(97) : chance(depth > 3 ? 10 : 35)) {
                        members.members().put(member.name(), value(member.target(), depth + 1));
                    }
                });
                if (chance(3)) {
                    members.members().put("unknown", Value.of("x"));
                }
                yield members;
            }
        };
    }

    private static long least(Bounds bounds) {
        return bounds.min() == null ? 0 : bounds.min();
    }

    private String shorthand(Value value, boolean top) {
        return switch (value) {
            case MapValue(var members) -> {
                List<String> pairs = new ArrayList<>();
                members.forEach((name, inner) -> pairs.add(name + "=" + nested(inner, top)));
                String text = String.join(chance(90) ? "," : " , ", pairs);
                yield top ? text : "{" + text + "}";
            }
            default -> nested(value, false);
        };
    }

    private String nested(Value value, boolean top) {
        return switch (value) {
            case MapValue map -> shorthand(map, false);
            case ListValue(var items) -> {
                List<String> texts =
                        items.stream().map(item -> nested(item, false)).toList();
                yield top && chance(50) && items.size() > 1
                        ? String.join(",", texts)
                        : "[" + String.join(",", texts) + "]";
            }
            case Value.TextValue(String text) -> quoted(text);
            default -> JsonWriter.ascii(value);
        };
    }

    private String quoted(String text) {
        return switch (random.nextInt(4)) {
            case 0 -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            case 1 -> "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
            default -> text.isEmpty() ? "''" : text.replace(",", "\\,");
        };
    }
}
