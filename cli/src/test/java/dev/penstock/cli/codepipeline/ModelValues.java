package dev.penstock.cli.codepipeline;

import dev.penstock.api.model.Bounds;
import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.BooleanShape;
import dev.penstock.api.model.Shape.IntegerShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.api.model.Shape.TimestampShape;
import dev.penstock.api.model.StringPattern;
import dev.penstock.cli.codepipeline.value.Value;
import dev.penstock.cli.codepipeline.value.Value.ListValue;
import dev.penstock.cli.codepipeline.value.Value.MapValue;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** Random values that fit a shape: every type right, members there or not, texts with all that needs care. */
final class ModelValues {
    private static final List<String> TEXTS = List.of(
            "plain",
            "",
            "two words",
            " edges ",
            "a,b",
            "a=b",
            "it's",
            "\"quoted\"",
            "both ' and \"",
            "C:\\temp\\x",
            "[list]",
            "{map}",
            "日本 é",
            "😀",
            "line\nbreak",
            "tab\there",
            "@=file://none",
            "null",
            "true",
            "-12");

    /** What patterns ask for. */
    private static final List<String> FORMS = List.of(
            "0199f0de-6b0f-4a0e-8b0b-0f6f9f4f3a77",
            "111111111111",
            "ThirdParty",
            "arn:aws:lambda:us-east-1:111111111111:function:one",
            "arn:aws:iam::111111111111:role/one",
            "arn:aws:codepipeline:us-east-1:111111111111:one",
            "arn:aws:sns:us-east-1:111111111111:one",
            "https://example.com/one");

    private final Random random;

    ModelValues(Random random) {
        this.random = random;
    }

    Value value(Shape shape, int depth) {
        return switch (shape) {
            case StringShape _ -> Value.of(TEXTS.get(random.nextInt(TEXTS.size())));
            case IntegerShape _ -> Value.of(random.nextInt());
            case BooleanShape _ -> Value.of(random.nextBoolean());
            case TimestampShape _ -> Value.of("2026-11-01T12:00:00Z");
            case ListShape list -> {
                ListValue items = new ListValue();
                for (int i = random.nextInt(depth > 4 ? 2 : 4); i > 0; i--) {
                    items.items().add(value(list.member(), depth + 1));
                }
                yield items;
            }
            case MapShape map -> {
                MapValue entries = new MapValue();
                for (int i = random.nextInt(3); i > 0; i--) {
                    entries.members().put("key-" + i + "/x.y:z#", value(map.value(), depth + 1));
                }
                yield entries;
            }
            case StructureShape structure -> {
                MapValue members = new MapValue();
                structure.members().values().stream()
                        .filter(_ -> random.nextInt(3) > 0)
                        .forEach(member -> members.members().put(member.name(), value(member.target(), depth + 1)));
                yield members;
            }
        };
    }

    /** A sample with blanks filled in, so that lengths and numbers fit, too. */
    static Value filled(Value sample, Shape shape) {
        return switch (shape) {
            case StringShape string
            when sample instanceof Value.TextValue(String text) -> text.isEmpty() ? Value.of(fitting(string)) : sample;
            case IntegerShape integer -> Value.of(Math.max(1, least(integer.range())));
            case ListShape list
            when sample instanceof ListValue(var items) ->
                new ListValue(
                        items.stream().map(item -> filled(item, list.member())).toList());
            case MapShape map -> {
                MapValue entries = new MapValue();
                if (sample instanceof MapValue(var members)) {
                    members.forEach((key, value) -> entries.members().put(key, filled(value, map.value())));
                }
                yield entries;
            }
            case StructureShape structure
            when sample instanceof MapValue(var members) -> {
                MapValue map = new MapValue();
                structure
                        .members()
                        .values()
                        .forEach(member -> map.members()
                                .put(
                                        member.name(),
                                        filled(Objects.requireNonNull(members.get(member.name())), member.target())));
                yield map;
            }
            default -> sample;
        };
    }

    /** A text that the shape's length and pattern allow. */
    private static String fitting(StringShape shape) {
        StringPattern pattern = shape.pattern();
        String shortest = "1".repeat((int) least(shape.length()));
        if (pattern == null) {
            return shortest;
        }
        return Stream.concat(Stream.of(shortest, "1"), FORMS.stream())
                .filter(text -> text.length() >= least(shape.length()) && pattern.matches(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no text for " + pattern));
    }

    private static long least(Bounds bounds) {
        return bounds.min() == null ? 0 : bounds.min();
    }
}
