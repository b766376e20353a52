package dev.penstock.cli.codepipeline.grammar;

/** Names of the command line: {@code PutJobSuccessResult} is {@code put-job-success-result} there. */
public final class KebabCase {
    private KebabCase() {}

    /** A dash before each capital that starts a word, and no capitals. */
    public static String of(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c) && i > 0 && startsWord(name, i)) {
                out.append('-');
            }
            out.append(Character.toLowerCase(c));
        }
        return out.toString();
    }

    private static boolean startsWord(String name, int i) {
        return !Character.isUpperCase(name.charAt(i - 1))
                || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1)));
    }
}
