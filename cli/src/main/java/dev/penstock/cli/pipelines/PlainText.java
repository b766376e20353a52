package dev.penstock.cli.pipelines;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text that workers and users gave, as a terminal may show it: without characters that move the cursor, change colours or
 * turn the direction of writing.
 */
final class PlainText {
    private static final Pattern BREAKS = Pattern.compile("[\\t\\n\\x0B\\f\\r\\x85\\u2028\\u2029]+");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private PlainText() {}

    /** On one line; none = empty. */
    static String of(@Nullable String text) {
        return text == null
                ? ""
                : CONTROLS.matcher(BREAKS.matcher(text).replaceAll(" ")).replaceAll("");
    }

    /** At most this long, with an ellipsis in place of what is missing. */
    static String cut(String line, int longest) {
        if (line.length() <= longest) {
            return line;
        }
        int end = Math.max(0, longest - 1);
        if (end > 0 && Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end) + "…";
    }
}
