package dev.penstock.conformance;

import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.BooleanShape;
import dev.penstock.api.model.Shape.IntegerShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.api.model.Shape.TimestampShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Values that satisfy the model, with no more in them than it requires. */
final class Samples {
    private static final String UUID = "0c1d2e3f-0000-4000-8000-000000000001";

    /** Texts of all the forms that the model's patterns ask for. */
    private static final List<String> FORMS = List.of(
            "a",
            "aaa",
            "1",
            "AWS",
            UUID,
            "222222222222",
            "arn:aws:iam::222222222222:role/a",
            "arn:aws:codepipeline:us-east-1:222222222222:shop",
            "arn:aws:lambda:us-east-1:222222222222:function:f");

    private Samples() {}

    static Object of(Shape shape) {
        return switch (shape) {
            case StringShape text -> text(text);
            case IntegerShape number ->
                number.range().min() == null
                        ? 1
                        : Math.toIntExact(number.range().min());
            case BooleanShape ignored -> true;
            case TimestampShape ignored -> 1_790_630_032;
            case ListShape list ->
                items(list, list.length().min() == null ? 0 : list.length().min());
            case MapShape map ->
                entries(map, map.length().min() == null ? 0 : map.length().min());
            case StructureShape structure -> structure(structure);
        };
    }

    static Map<String, Object> structure(StructureShape structure) {
        Map<String, Object> tree = new LinkedHashMap<>();
        structure.members().values().stream()
                .filter(Shape.Member::required)
                .forEach(member -> tree.put(member.name(), of(member.target())));
        return tree;
    }

    static List<Object> items(ListShape list, long count) {
        List<Object> items = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            items.add(of(list.member()));
        }
        return items;
    }

    static Map<String, Object> entries(MapShape map, long count) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (long i = 0; i < count; i++) {
            entries.put(text(map.key()) + (i == 0 ? "" : Long.toString(i)), of(map.value()));
        }
        return entries;
    }

    static String text(StringShape shape) {
        if (!shape.values().isEmpty()) {
            return shape.values().getFirst();
        }
        return Stream.concat(FORMS.stream(), Stream.of("a".repeat(36)))
                .filter(form -> fits(shape, form))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no sample of " + shape.name()));
    }

    private static boolean fits(StringShape shape, String text) {
        return !shape.length().tooSmall(text.length())
                && !shape.length().tooLarge(text.length())
                && (shape.pattern() == null || shape.pattern().matches(text));
    }

    /** A text that is too long and satisfies the pattern; empty where the pattern itself bounds the length. */
    static Optional<String> tooLong(StringShape shape) {
        int length = Math.toIntExact(Objects.requireNonNull(shape.length().max())) + 1;
        return FORMS.stream()
                .map(form -> form + form.substring(form.length() - 1).repeat(Math.max(0, length - form.length())))
                .filter(text -> text.length() == length)
                .filter(text -> shape.pattern() == null || shape.pattern().matches(text))
                .findFirst();
    }

    /** A text of a good length that breaks the pattern; empty where everything matches. */
    static Optional<String> unmatched(StringShape shape) {
        return Stream.of("\u00fc", "\u00fc\u00fc\u00fc", "\n", "\u00fc".repeat(36))
                .filter(text -> !shape.length().tooSmall(text.length())
                        && !shape.length().tooLarge(text.length()))
                .filter(text -> !Objects.requireNonNull(shape.pattern()).matches(text))
                .findFirst();
    }
}
