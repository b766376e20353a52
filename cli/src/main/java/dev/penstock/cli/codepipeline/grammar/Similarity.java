package dev.penstock.cli.codepipeline.grammar;

/** How alike two words are, after Ratcliff and Obershelp: the share of characters in matching blocks. */
public final class Similarity {
    /** From here on one word may be meant for the other. */
    public static final double CLOSE = 0.8;

    private Similarity() {}

    /** From 0, nothing in common, to 1, equal. */
    public static double of(String a, String b) {
        int length = a.length() + b.length();
        return length == 0 ? 1 : 2.0 * matching(a, b) / length;
    }

    /** The longest common block, and what matches on both sides of it. */
    private static int matching(String a, String b) {
        int longest = 0;
        int inA = 0;
        int inB = 0;
        for (int i = 0; i < a.length() - longest; i++) {
            for (int j = 0; j < b.length() - longest; j++) {
                int size = 0;
                while (i + size < a.length() && j + size < b.length() && a.charAt(i + size) == b.charAt(j + size)) {
                    size++;
                }
                if (size > longest) {
                    longest = size;
                    inA = i;
                    inB = j;
                }
            }
        }
        return longest == 0
                ? 0
                : longest
                        + matching(a.substring(0, inA), b.substring(0, inB))
                        + matching(a.substring(inA + longest), b.substring(inB + longest));
    }
}
