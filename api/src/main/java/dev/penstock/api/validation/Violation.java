package dev.penstock.api.validation;

/**
 * One broken constraint.
 *
 * @param subject {@code Value}, {@code Value null} or {@code Value '...'}
 * @param path member names joined with dots, list items as {@code 1.member}
 * @param constraint AWS's wording of the constraint
 */
public record Violation(String subject, String path, String constraint) {

    /** Short name of the kind of constraint: required, length, range, enum, pattern or items. */
    public String kind() {
        if (constraint.equals(Constraints.NOT_NULL)) {
            return "required";
        }
        if (!constraint.startsWith("Member must") || constraint.contains("satisfy constraint: [")) {
            return "items";
        }
        if (constraint.contains("have length")) {
            return "length";
        }
        if (constraint.contains("have value")) {
            return "range";
        }
        return constraint.contains("enum value set") ? "enum" : "pattern";
    }

    @Override
    public String toString() {
        return subject + " at '" + path + "' failed to satisfy constraint: " + constraint;
    }
}
