package dev.penstock.cli.admission;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value in a JSON or YAML file and where it stands. */
sealed interface SourceValue {

    Position at();

    /**
     * An object.
     *
     * @param members in the order of the text; of members with the same name the last
     * @param repeated where names stand that the object has already
     */
    record Fields(Position at, Map<String, SourceValue> members, List<Position> repeated) implements SourceValue {

        @Nullable
        SourceValue member(String name) {
            return members.get(name);
        }
    }

    record Items(Position at, List<SourceValue> list) implements SourceValue {}

    record Text(Position at, String value) implements SourceValue {}

    /** @param value as written */
    record Number(Position at, String value) implements SourceValue {}

    record Flag(Position at, boolean value) implements SourceValue {}

    record Nothing(Position at) implements SourceValue {}

    /** A value with a local YAML tag, by which templates shorten their functions: {@code !Ref}, {@code !Sub}. */
    record Tagged(Position at, String tag, SourceValue value) implements SourceValue {}

    /** The value in one line, the same for equal values. */
    static String canonical(SourceValue value) {
        return switch (value) {
            case Fields fields ->
                fields.members().entrySet().stream()
                        .map(member -> member.getKey() + ":" + canonical(member.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case Items items ->
                items.list().stream().map(SourceValue::canonical).collect(Collectors.joining(",", "[", "]"));
            case Text text -> text.value();
            case Number number -> number.value();
            case Flag flag -> Boolean.toString(flag.value());
            case Nothing ignored -> "null";
            case Tagged tagged -> "{" + tagged.tag() + ":" + canonical(tagged.value()) + "}";
        };
    }
}
