package dev.penstock.cli.codepipeline;

import dev.penstock.cli.Interrupts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command as a process, with this test's class path. */
public final class CommandProcess {
    private CommandProcess() {}

    /** @param environment with no other variable of AWS's */
    public static Process start(Path folder, Map<String, String> environment, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CodePipelineMain.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("JAVA_"));
        builder.environment().putAll(Map.of("HOME", folder.toString(), "LC_ALL", "C.UTF-8"));
        builder.environment().putAll(environment);
        return Interrupts.heededBy(builder).start();
    }

    /** To its end. */
    public static Run run(Path folder, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        Process process = start(folder, environment, words);
        process.getOutputStream().close();
        String out = read(process);
        // Short, so that it fits the pipe while the other stream is read.
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, err);
    }

    static String read(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
