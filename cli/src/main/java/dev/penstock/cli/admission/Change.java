package dev.penstock.cli.admission;

import java.util.List;

/**
 * One difference between the running version of a pipeline and a declaration.
 *
 * @param text what differs, without secret values
 * @param inside the differences inside of it
 */
record Change(Kind kind, String text, List<Change> inside) {

    enum Kind {
        ADDED('+'),
        REMOVED('-'),
        CHANGED('~');

        private final char sign;

        Kind(char sign) {
            this.sign = sign;
        }

        char sign() {
            return sign;
        }
    }

    static Change added(String text) {
        return new Change(Kind.ADDED, text, List.of());
    }

    static Change removed(String text) {
        return new Change(Kind.REMOVED, text, List.of());
    }

    static Change changed(String text) {
        return new Change(Kind.CHANGED, text, List.of());
    }
}
