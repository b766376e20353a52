package dev.penstock.api.validation;

import dev.penstock.api.model.Bounds;
import dev.penstock.api.model.Shape;
import dev.penstock.api.model.Shape.IntegerShape;
import dev.penstock.api.model.Shape.StringShape;
import dev.penstock.api.model.StringPattern;
import java.util.ArrayList;
import java.util.List;

/** AWS's wording of each constraint (spec events 5.4), and which of them a value breaks. */
final class Constraints {
    static final String NOT_NULL = "Member must not be null";

    /** A longer value that is too long anyhow is not matched against its pattern: that takes milliseconds for a megabyte. */
    private static final int LONGEST_MATCHED = 64 * 1024;

    private Constraints() {}

    static List<String> brokenBy(String value, StringShape shape) {
        var broken = new ArrayList<String>(2);
        if (!shape.values().isEmpty() && !shape.values().contains(value)) {
            broken.add(oneOf(shape));
        }
        if (shape.length() != Bounds.NONE) {
            broken.addAll(length(value.codePointCount(0, value.length()), shape.length()));
        }
        StringPattern pattern = shape.pattern();
        boolean farTooLong = !broken.isEmpty() && value.length() > LONGEST_MATCHED;
        if (pattern != null && !farTooLong && !pattern.matches(value)) {
            broken.add(matching(pattern));
        }
        return broken;
    }

    static List<String> brokenBy(int value, IntegerShape shape) {
        if (shape.range().tooLarge(value)) {
            return List.of("Member must have value less than or equal to "
                    + shape.range().max());
        }
        if (shape.range().tooSmall(value)) {
            return List.of("Member must have value greater than or equal to "
                    + shape.range().min());
        }
        return List.of();
    }

    static List<String> length(long length, Bounds bounds) {
        if (bounds.tooLarge(length)) {
            return List.of(atMost(bounds));
        }
        return bounds.tooSmall(length) ? List.of(atLeast(bounds)) : List.of();
    }

    /** All constraints of the items of a list or map, the upper bound first (spec events 5.4). */
    static String all(String prefix, Shape item) {
        var all = new ArrayList<String>(3);
        if (item instanceof StringShape text) {
            if (text.length().max() != null) {
                all.add(atMost(text.length()));
            }
            if (text.length().min() != null) {
                all.add(atLeast(text.length()));
            }
            if (text.pattern() != null) {
                all.add(matching(text.pattern()));
            }
            if (!text.values().isEmpty()) {
                all.add(oneOf(text));
            }
        }
        if (all.isEmpty()) {
            all.add(NOT_NULL);
        }
        return prefix + " must satisfy constraint: " + all;
    }

    private static String atMost(Bounds bounds) {
        return "Member must have length less than or equal to " + bounds.max();
    }

    private static String atLeast(Bounds bounds) {
        return "Member must have length greater than or equal to " + bounds.min();
    }

    private static String matching(StringPattern pattern) {
        return "Member must satisfy regular expression pattern: " + pattern.regex();
    }

    private static String oneOf(StringShape shape) {
        return "Member must satisfy enum value set: "
                + shape.values().stream().sorted().toList();
    }
}
