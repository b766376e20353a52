package dev.penstock.cli.codepipeline.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Columns that a text takes: two for characters that Unicode calls wide, full-width or ambiguous in East Asian text. The
 * ranges stand in {@code wide-characters.txt}, first and last code point of each, in order.
 */
final class DisplayWidth {
    private DisplayWidth() {}

    static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            width += c >= 0x80 && Wide.contains(c) ? 2 : 1;
        }
        return width;
    }

    /** Read only when there is something else than ASCII. */
    private static final class Wide {
        /** First and last code points in turn. */
        private static final int[] BOUNDS = read();

        static boolean contains(int c) {
            int index = Arrays.binarySearch(BOUNDS, c);
            return index >= 0 || (-index - 1) % 2 == 1;
        }

        private static int[] read() {
            try (InputStream in = DisplayWidth.class.getResourceAsStream("wide-characters.txt")) {
                if (in == null) {
                    throw new IllegalStateException("wide-characters.txt is missing");
                }
                return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                        .lines()
                        .flatMap(line -> Arrays.stream(line.split(" ")))
                        .mapToInt(hex -> Integer.parseInt(hex, 16))
                        .toArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
