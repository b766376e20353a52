package dev.penstock.cli.codepipeline.value;

import java.math.BigInteger;

/** Integers in text, as Python reads them (spec cli 4). */
public final class PythonInteger {
    private PythonInteger() {}

    /**
     * Blanks around, one sign, decimal digits of any script, single underscores between digits; of any size.
     *
     * @throws InvalidValue if the text is no integer
     */
    public static BigInteger parse(String text) {
        String digits = digits(Blanks.strip(text));
        if (digits.isEmpty()) {
            throw new InvalidValue("invalid literal for int() with base 10: " + PythonText.literal(text));
        }
        return new BigInteger(digits);
    }

    public static boolean isInteger(String text) {
        return !digits(Blanks.strip(text)).isEmpty();
    }

    /** Sign and ASCII digits, or nothing when the text is no integer. */
    private static String digits(String text) {
        StringBuilder out = new StringBuilder();
        int start = 0;
        if (text.startsWith("-") || text.startsWith("+")) {
            if (text.charAt(0) == '-') {
                out.append('-');
            }
            start = 1;
        }
        boolean afterDigit = false;
        for (int i = start; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '_') {
                if (!afterDigit) {
                    return "";
                }
                afterDigit = false;
            } else {
                int digit = Character.isDigit(c) ? Character.digit(c, 10) : -1;
                if (digit < 0) {
                    return "";
                }
                out.append(digit);
                afterDigit = true;
            }
        }
        return afterDigit ? out.toString() : "";
    }
}
