package dev.penstock.cli.codepipeline;

import dev.penstock.cli.codepipeline.Surroundings.Screen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * One invocation inside the test's JVM. Pauses take no time.
 *
 * @param code exit code
 */
public record Run(int code, String out, String err) {
    public static Run of(List<String> words, Map<String, String> environment, Path folder, String in) {
        return of(words, environment, folder, in, new Screen(false, 80));
    }

    public static Run of(List<String> words, Map<String, String> environment, Path folder, String in, Screen screen) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = CodePipelineCommand.run(
                words,
                new Surroundings(
                        environment,
                        folder,
                        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, false, StandardCharsets.UTF_8),
                        new PrintStream(err, false, StandardCharsets.UTF_8),
                        screen,
                        InstantSource.system(),
                        () -> ZoneId.of(environment.getOrDefault("TZ", "UTC")),
                        Random::new,
                        _ -> false,
                        _ -> Optional.empty()));
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** With nothing set: for what sends nothing. */
    public static Run of(String... words) {
        return of(List.of(words), Map.of("HOME", "/nonexistent"), Path.of("").toAbsolutePath(), "");
    }
}
