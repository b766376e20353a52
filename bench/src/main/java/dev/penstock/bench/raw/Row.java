package dev.penstock.bench.raw;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row as it was read, all of it.
 *
 * @param places where the values of the columns are, by their names
 */
record Row(Map<String, Integer> places, @Nullable Object[] values) {

    @Nullable
    Object get(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException("no column is called " + column + ", only " + places.keySet());
        }
        return values[place];
    }

    String text(String column) {
        return Objects.requireNonNull(get(column), column).toString();
    }

    long number(String column) {
        return ((Number) Objects.requireNonNull(get(column), column)).longValue();
    }

    /** A moment, so many microseconds later; null if there is none. */
    @Nullable
    Long later(String column, long micros) {
        return get(column) instanceof Number moment ? moment.longValue() + micros : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row && places.equals(row.places) && Arrays.deepEquals(values, row.values);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values);
    }
}
