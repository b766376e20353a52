package dev.penstock.cli.codepipeline.shorthand;

/** Text that is no shorthand; the message shows the text and the place (spec cli 6). */
public final class ShorthandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private ShorthandException(String message) {
        super(message);
    }

    static ShorthandException expected(String expected, String received, int[] text, int position) {
        return new ShorthandException(
                "Expected: '" + expected + "', received: '" + received + "' for input:\n" + pointed(text, position));
    }

    static ShorthandException repeated(String key, int[] text, int position) {
        return new ShorthandException("Second instance of key \"" + key + "\" encountered for input:\n"
                + pointed(text, position)
                + "\nThis is often because there is a preceding \",\" instead of a space.");
    }

    /** The text with a caret under the position. */
    private static String pointed(int[] text, int position) {
        int lineEnd = position;
        while (lineEnd < text.length && text[lineEnd] != '\n') {
            lineEnd++;
        }
        int lineStart = Math.min(position, text.length);
        while (lineStart > 0 && text[lineStart - 1] != '\n') {
            lineStart--;
        }
        int end = Math.min(lineEnd, text.length);
        return new String(text, 0, end) + "\n" + " ".repeat(position - lineStart) + "^"
                + new String(text, end, text.length - end);
    }
}
