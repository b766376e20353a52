package dev.penstock.conformance;

import dev.penstock.api.model.Bounds;
import dev.penstock.api.model.OperationModel;
import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.BooleanShape;
import dev.penstock.api.model.Shape.IntegerShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.Member;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.Shape.StructureShape;
import dev.penstock.api.model.Shape.TimestampShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * For every constraint in the input of an operation, a request that breaks it and nothing else, and what AWS says then
 * (spec engine 0.1). The texts are written out here once more, apart from the server's own.
 */
final class ConstraintCases {
    private static final int LONGEST_LIST = 1000;

    /**
     * A request with one broken constraint.
     *
     * @param message the whole text of the ValidationException
     */
    record Case(String what, Map<String, Object> request, String message) {
        @Override
        public String toString() {
            return what;
        }
    }

    private final List<Case> cases = new ArrayList<>();

    private ConstraintCases() {}

    static List<Case> of(OperationModel operation) {
        var found = new ConstraintCases();
        found.structure(operation.input(), "", tree -> tree);
        return found.cases;
    }

    @FunctionalInterface
    private interface Embedding extends Function<Object, Object> {}

    @SuppressWarnings("unchecked") // the innermost value of a request is a structure
    private void add(String path, String subject, String constraint, Object request) {
        cases.add(new Case(
                path + ": " + constraint,
                (Map<String, Object>) request,
                "1 validation error detected: " + subject + " at '" + path + "' failed to satisfy constraint: "
                        + constraint));
    }

    private void structure(StructureShape shape, String path, Embedding embed) {
        for (Member member : shape.members().values()) {
            boolean top = path.isEmpty();
            String memberPath = top ? member.name() : path + "." + member.name();
            if (member.required()) {
                Map<String, Object> without = Samples.structure(shape);
                without.remove(member.name());
                add(memberPath, top ? "Value null" : "Value", "Member must not be null", embed.apply(without));
            }
            value(member.target(), memberPath, top, value -> {
                Map<String, Object> with = new LinkedHashMap<>(Samples.structure(shape));
                with.put(member.name(), value);
                return embed.apply(with);
            });
        }
    }

    private void value(Shape shape, String path, boolean top, Embedding embed) {
        switch (shape) {
            case StringShape text ->
                broken(text)
                        .forEach((value, constraint) -> add(
                                path,
                                top && !text.sensitive() && value.length() <= 1024 ? "Value '" + value + "'" : "Value",
                                constraint,
                                embed.apply(value)));
            case IntegerShape number -> {
                Bounds range = number.range();
                if (range.min() != null) {
                    add(
                            path,
                            top ? "Value '" + (range.min() - 1) + "'" : "Value",
                            "Member must have value greater than or equal to " + range.min(),
                            embed.apply(range.min() - 1));
                }
                if (range.max() != null && range.max() < Integer.MAX_VALUE) {
                    add(
                            path,
                            top ? "Value '" + (range.max() + 1) + "'" : "Value",
                            "Member must have value less than or equal to " + range.max(),
                            embed.apply(range.max() + 1));
                }
            }
            case BooleanShape ignored -> {}
            case TimestampShape ignored -> {}
            case StructureShape structure -> structure(structure, path, embed);
            case ListShape list -> list(list, path, embed);
            case MapShape map -> map(map, path, embed);
        }
    }

    private void list(ListShape list, String path, Embedding embed) {
        Bounds length = list.length();
        if (length.max() != null && length.max() < LONGEST_LIST) {
            add(path, "Value", atMost(length), embed.apply(Samples.items(list, length.max() + 1)));
        }
        if (length.min() != null && length.min() > 0) {
            add(path, "Value", atLeast(length), embed.apply(Samples.items(list, length.min() - 1)));
        }
        if (list.member() instanceof StringShape text) {
            broken(text)
                    .keySet()
                    .forEach(value -> add(
                            path,
                            "Value",
                            "Member must satisfy constraint: " + all(text),
                            embed.apply(List.of(value))));
        } else {
            value(list.member(), path + ".1.member", false, item -> embed.apply(List.of(item)));
        }
    }

    private void map(MapShape map, String path, Embedding embed) {
        Bounds length = map.length();
        if (length.max() != null && length.max() < LONGEST_LIST) {
            add(path, "Value", atMost(length), embed.apply(Samples.entries(map, length.max() + 1)));
        }
        broken(map.key())
                .keySet()
                .forEach(key -> add(
                        path,
                        "Value",
                        "Map keys must satisfy constraint: " + all(map.key()),
                        embed.apply(Map.of(key, Samples.of(map.value())))));
        String key = Samples.text(map.key());
        if (map.value() instanceof StringShape text) {
            broken(text)
                    .keySet()
                    .forEach(value -> add(
                            path,
                            "Value",
                            "Map value must satisfy constraint: " + all(text),
                            embed.apply(Map.of(key, value))));
        } else {
            value(map.value(), path + "." + key + ".member", false, value -> embed.apply(Map.of(key, value)));
        }
    }

    /** Texts that break exactly one constraint, with its wording. */
    private static Map<String, String> broken(StringShape shape) {
        Map<String, String> broken = new LinkedHashMap<>();
        if (!shape.values().isEmpty()) {
            broken.put("NoSuchValue", oneOf(shape));
            return broken;
        }
        if (shape.length().max() != null && shape.length().max() < 200_000) {
            Samples.tooLong(shape).ifPresent(text -> broken.put(text, atMost(shape.length())));
        }
        boolean emptyMatches = shape.pattern() == null || shape.pattern().matches("");
        if (shape.length().min() != null && shape.length().min() == 1 && emptyMatches) {
            broken.put("", atLeast(shape.length()));
        }
        if (shape.length().min() != null && shape.length().min() > 1) {
            broken.put("a".repeat(Math.toIntExact(shape.length().min()) - 1), atLeast(shape.length()));
        }
        if (shape.pattern() != null) {
            Samples.unmatched(shape).ifPresent(text -> broken.put(text, matching(shape)));
        }
        return broken;
    }

    private static String all(StringShape shape) {
        List<String> all = new ArrayList<>();
        if (shape.length().max() != null) {
            all.add(atMost(shape.length()));
        }
        if (shape.length().min() != null) {
            all.add(atLeast(shape.length()));
        }
        if (shape.pattern() != null) {
            all.add(matching(shape));
        }
        if (!shape.values().isEmpty()) {
            all.add(oneOf(shape));
        }
        return "[" + String.join(", ", all) + "]";
    }

    private static String atMost(Bounds length) {
        return "Member must have length less than or equal to " + length.max();
    }

    private static String atLeast(Bounds length) {
        return "Member must have length greater than or equal to " + length.min();
    }

    private static String matching(StringShape shape) {
        return "Member must satisfy regular expression pattern: "
                + Objects.requireNonNull(shape.pattern()).regex();
    }

    private static String oneOf(StringShape shape) {
        return "Member must satisfy enum value set: ["
                + String.join(", ", shape.values().stream().sorted().toList()) + "]";
    }
}
