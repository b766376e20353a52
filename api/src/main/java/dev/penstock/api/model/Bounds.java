package dev.penstock.api.model;

import org.jspecify.annotations.Nullable;

/**
 * Both ends inclusive; null where the model sets none. For strings the unit is Unicode code points, as Smithy counts
 * length; for lists and maps entries.
 */
public record Bounds(@Nullable Long min, @Nullable Long max) {

    public static final Bounds NONE = new Bounds(null, null);

    public boolean tooSmall(long value) {
        return min != null && value < min;
    }

    public boolean tooLarge(long value) {
        return max != null && value > max;
    }
}
