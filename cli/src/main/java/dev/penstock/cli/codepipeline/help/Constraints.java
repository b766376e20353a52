package dev.penstock.cli.codepipeline.help;

import dev.penstock.api.model.Bounds;
import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.IntegerShape;
import dev.penstock.api.model.Shape.ListShape;
import dev.penstock.api.model.Shape.MapShape;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.StringPattern;
import dev.penstock.cli.codepipeline.validation.PublishedBounds;
import org.jspecify.annotations.Nullable;

/** What the model allows, in words. */
final class Constraints {
    private Constraints() {}

    /** A sentence or nothing. */
    static String of(Shape shape) {
        return switch (shape) {
            case StringShape string -> bounds(string.length(), "character") + pattern(string.pattern());
            case IntegerShape integer -> range(integer.range());
            case ListShape list -> bounds(PublishedBounds.of(list), "item");
            case MapShape map -> bounds(map.length(), "entry");
            default -> "";
        };
    }

    private static String bounds(Bounds bounds, String unit) {
        Long min = bounds.min();
        Long max = bounds.max();
        if (max == null) {
            return min == null || min == 0 ? "" : "At least " + counted(min, unit) + ". ";
        }
        if (min == null || min == 0) {
            return "At most " + counted(max, unit) + ". ";
        }
        return (min.equals(max) ? counted(max, unit) : min + " to " + counted(max, unit)) + ". ";
    }

    private static String counted(long count, String unit) {
        String many = unit.endsWith("y") ? unit.substring(0, unit.length() - 1) + "ies" : unit + "s";
        return count + " " + (count == 1 ? unit : many);
    }

    private static String range(Bounds bounds) {
        if (bounds.min() != null && bounds.max() != null) {
            return "From " + bounds.min() + " to " + bounds.max() + ". ";
        }
        return bounds.min() != null
                ? "At least " + bounds.min() + ". "
                : bounds.max() != null ? "At most " + bounds.max() + ". " : "";
    }

    private static String pattern(@Nullable StringPattern pattern) {
        return pattern == null ? "" : "Pattern: `" + pattern.regex() + "`. ";
    }
}
