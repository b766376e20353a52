package dev.penstock.api.validation;

/**
 * One broken constraint.
 *
 * @param subject {@code Value}, {@code Value null} or {@code Value '...'}
 * @param path member names joined with dots, list items as {@code 1.member}
 * @param constraint AWS's wording of the constraint
 */
record Violation(String subject, String path, String constraint) {

    @Override
    public String toString() {
        return subject + " at '" + path + "' failed to satisfy constraint: " + constraint;
    }
}
