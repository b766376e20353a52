package dev.penstock.cli.codepipeline.value;

/** Text that is no JSON: what is wrong and where (spec cli 7). */
public final class JsonSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param position in UTF-16 units; the message counts code points
     */
    JsonSyntaxException(String problem, String text, int position) {
        super(problem + ": " + place(text, position));
    }

    private static String place(String text, int position) {
        String before = text.substring(0, position);
        int lineStart = before.lastIndexOf('\n') + 1;
        long line = 1 + before.chars().filter(c -> c == '\n').count();
        return "line " + line + " column " + (1 + before.codePointCount(lineStart, position)) + " (char "
                + before.codePointCount(0, position) + ")";
    }
}
