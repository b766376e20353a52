package dev.penstock.cli.admission;

import java.nio.file.Path;
import java.util.Locale;

/**
 * One thing to say about a file.
 *
 * @param path where in the declaration, in the API's way
 * @param rule short name, the same as ValidatePipeline gives
 */
record Finding(Position at, Level level, String path, String rule, String message) {

    /** How much it matters: only errors make the command fail. */
    enum Level {
        ERROR,
        WARNING,
        NOTE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One line, as compilers write it. */
    String in(Path file) {
        return in(file, level.toString());
    }

    /** @param shownLevel the level as it is to be shown, perhaps coloured */
    String in(Path file, String shownLevel) {
        return file + ":" + at.line() + ":" + at.column() + ": " + shownLevel + ": "
                + message.replaceAll("\\s*\\R\\s*", " ") + " (" + rule + ")";
    }
}
