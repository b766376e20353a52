package dev.penstock.scenario;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys of a step, each of which must be read: a key that means nothing is a mistake of the scenario's author. */
final class Fields {
    private final String where;
    private final Map<?, ?> values;
    private final Set<Object> read = new HashSet<>();

    Fields(String where, @Nullable Object values) {
        this.where = where;
        this.values = switch (values) {
            case null -> Map.of();
            case Map<?, ?> map -> map;
            default -> throw new ScenarioException(where + " needs keys and values, not " + values);
        };
    }

    String text(String key) {
        String text = optional(key);
        if (text == null) {
            throw new ScenarioException(where + " needs the key " + key);
        }
        return text;
    }

    @Nullable
    String optional(String key) {
        Object value = value(key);
        return value == null ? null : value.toString();
    }

    String text(String key, String otherwise) {
        String text = optional(key);
        return text == null ? otherwise : text;
    }

    @Nullable
    Integer number(String key) {
        return switch (value(key)) {
            case null -> null;
            case Integer number -> number;
            case Object other -> throw new ScenarioException(where + "." + key + " must be a number, not " + other);
        };
    }

    boolean flag(String key, boolean otherwise) {
        return switch (value(key)) {
            case null -> otherwise;
            case Boolean flag -> flag;
            case Object other ->
                throw new ScenarioException(where + "." + key + " must be true or false, not " + other);
        };
    }

    /** @param known null for what is not among the enum's values */
    <E extends Enum<E>> E oneOf(String key, Function<String, E> known, @Nullable E otherwise) {
        String text = optional(key);
        if (text == null && otherwise != null) {
            return otherwise;
        }
        E found = known.apply(text == null ? "" : text);
        if (found.name().equals("UNKNOWN_TO_SDK_VERSION")) {
            throw new ScenarioException(where + "." + key + " cannot be " + text);
        }
        return found;
    }

    @Nullable
    Object value(String key) {
        read.add(key);
        return values.get(key);
    }

    List<?> list(String key) {
        return switch (value(key)) {
            case null -> List.of();
            case List<?> list -> list;
            case Object other -> throw new ScenarioException(where + "." + key + " must be a list, not " + other);
        };
    }

    Fields fields(String key) {
        return new Fields(where + "." + key, value(key));
    }

    /** Everything that was not read by name. */
    Map<?, ?> rest() {
        Map<Object, Object> rest = new java.util.LinkedHashMap<>(values);
        rest.keySet().removeAll(read);
        read.addAll(rest.keySet());
        return rest;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Set<?> keys() {
        return values.keySet();
    }

    /** @throws ScenarioException if a key was not read */
    void requireAllRead() {
        Set<Object> unknown = new HashSet<>(values.keySet());
        unknown.removeAll(read);
        if (!unknown.isEmpty()) {
            throw new ScenarioException(where + " has unknown keys: " + unknown);
        }
    }
}
