package dev.penstock.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was seen with what was expected and finds all differences, not only the first. Objects may have more
 * members than expected; lists have as many items.
 */
final class Comparison {
    private final UnaryOperator<String> resolved;
    private final List<Difference> differences = new ArrayList<>();

    private Comparison(UnaryOperator<String> resolved) {
        this.resolved = resolved;
    }

    /** @param resolved replaces the names in an expected text by what they stand for */
    static List<Difference> differences(
            @Nullable Object expected, @Nullable Object actual, UnaryOperator<String> resolved) {
        Comparison comparison = new Comparison(resolved);
        comparison.compare("", expected, actual);
        return comparison.differences;
    }

    private void compare(String path, @Nullable Object expected, @Nullable Object actual) {
        switch (expected) {
            case Map<?, ?> members
            when actual instanceof Map<?, ?> seen ->
                members.forEach((name, value) ->
                        compare(path.isEmpty() ? name.toString() : path + "." + name, value, seen.get(name)));
            case List<?> items
            when actual instanceof List<?> seen && items.size() == seen.size() -> {
                for (int i = 0; i < items.size(); i++) {
                    compare(path + "[" + i + "]", items.get(i), seen.get(i));
                }
            }
            case String text -> differ(path, resolved.apply(text), actual);
            case null, default -> differ(path, expected, actual);
        }
    }

    private void differ(String path, @Nullable Object expected, @Nullable Object actual) {
        if (!Objects.equals(plain(expected), plain(actual))) {
            differences.add(new Difference(path, text(expected), text(actual)));
        }
    }

    /** Numbers come from several readers. */
    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof Number number ? (Object) number.doubleValue() : value;
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case String text -> '"' + text + '"';
            default -> value.toString();
        };
    }
}
