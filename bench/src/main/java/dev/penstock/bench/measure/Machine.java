package dev.penstock.bench.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a measurement was taken.
 *
 * @param load how many threads ran or waited for a processor before it began, on the average of a minute; if that is not
 *     far below the number of cores, the machine was busy with something else
 */
public record Machine(int cores, String processor, String system, String jdk, String commit, double load) {

    /** This machine, now. */
    public static Machine here(Path home) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                processorName().orElse(System.getProperty("os.arch")),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                commitOf(home),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static Optional<String> processorName() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Of the sources, with a plus sign if they were changed since. */
    private static String commitOf(Path home) {
        try {
            String commit = git(home, "rev-parse", "--short=12", "HEAD");
            return git(home, "status", "--porcelain", "--untracked-files=no").isEmpty() ? commit : commit + "+";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    private static String git(Path home, String... words) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder("git", "-C", home.toString());
        command.command().addAll(List.of(words));
        Process git = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (git.waitFor() != 0) {
            throw new IOException("git failed");
        }
        return text;
    }
}
