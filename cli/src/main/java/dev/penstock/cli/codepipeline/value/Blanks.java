package dev.penstock.cli.codepipeline.value;

/** White space as Python counts it, which is more than {@link String#strip()} does. */
public final class Blanks {
    private Blanks() {}

    public static boolean isBlank(int c) {
        return Character.isWhitespace(c) || c == 0x85 || c == 0xa0 || c == 0x2007 || c == 0x202f;
    }

    public static String stripTrailing(String text) {
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    public static String stripLeading(String text) {
        int start = 0;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    public static String strip(String text) {
        return stripLeading(stripTrailing(text));
    }
}
