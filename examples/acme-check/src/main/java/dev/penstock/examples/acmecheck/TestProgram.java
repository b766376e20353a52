package dev.penstock.examples.acmecheck;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Runs a customer's test program as a process of its own. The code is a stranger's: it gets no keys and no environment
 * of ours, and is ended when it takes too long.
 *
 * @param java the JVM's command
 * @param longest the longest time a run may take
 */
record TestProgram(Path java, Duration longest) {

    /**
     * Runs the program in the folder and waits for it.
     *
     * @param suite path of the program in the folder
     * @param output file that gets everything it prints
     * @return its exit code
     * @throws IOException if there is no such program in the folder, or it was ended after the longest time
     */
    int run(Path folder, String suite, Path output) throws IOException, InterruptedException {
        Path program = folder.resolve(suite).normalize();
        if (!program.startsWith(folder) || !Files.isRegularFile(program)) {
            throw new IOException("The bundle has no test program " + suite);
        }
        ProcessBuilder builder = new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        folder.relativize(program).toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("The tests took longer than " + longest.toSeconds() + " seconds");
            }
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** The last lines of what it printed, for a message. */
    static String tail(Path output) throws IOException {
        var lines = Files.readString(output, StandardCharsets.UTF_8).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }
}
