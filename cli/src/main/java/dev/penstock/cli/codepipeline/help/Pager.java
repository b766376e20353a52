package dev.penstock.cli.codepipeline.help;

import dev.penstock.cli.codepipeline.Surroundings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Shows long text on a terminal page by page: with {@code MANPAGER}, {@code PAGER} or {@code less}. */
final class Pager {
    private Pager() {}

    /** Whether it was shown; not when there is no such program. */
    static boolean show(String text, Surroundings surroundings) {
        String command = surroundings
                .variable("MANPAGER")
                .or(() -> surroundings.variable("PAGER"))
                .orElse("less -R");
        try {
            ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            Process pager = builder.start();
            try (OutputStream in = pager.getOutputStream()) {
                in.write(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // The reader has seen enough.
            }
            return pager.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
