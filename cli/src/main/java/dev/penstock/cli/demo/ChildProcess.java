package dev.penstock.cli.demo;

import dev.penstock.cli.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that the demo started and that keeps a log. Thread-safe. */
final class ChildProcess {
    private static final Duration TO_END = Duration.ofSeconds(30);

    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a process.
     *
     * @param environment all of its environment: nothing of ours is inherited
     * @param log gets what it prints as errors
     */
    static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new ChildProcess(name, process, log);
        } catch (IOException e) {
            throw new CommandFailure("Cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** Waits for its first line of output, which says that it is ready. */
    String firstLine(Duration atMost) throws InterruptedException {
        BufferedReader output = process.inputReader();
        CompletableFuture<String> line = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                String read = output.readLine();
                line.complete(read == null ? "" : read);
            } catch (IOException e) {
                line.completeExceptionally(e);
            }
        });
        try {
            String read = line.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            if (read.isEmpty()) {
                throw new CommandFailure(name + " ended before it was ready" + reason());
            }
            return read;
        } catch (TimeoutException e) {
            throw new CommandFailure(name + " was not ready after " + atMost.toSeconds() + " seconds" + reason(), e);
        } catch (ExecutionException e) {
            throw new CommandFailure(name + " cannot be read" + reason(), e);
        }
    }

    /** Completes, exceptionally, when the process ends while somebody still counts on it. */
    CompletableFuture<Void> failure() {
        return process.onExit()
                .thenCompose(ended -> CompletableFuture.failedFuture(
                        new CommandFailure(name + " ended with code " + ended.exitValue() + reason())));
    }

    long pid() {
        return process.pid();
    }

    Path log() {
        return log;
    }

    /** Asks it to end, and ends it when it does not. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String reason() {
        try {
            List<String> lines = Files.readAllLines(log);
            if (lines.isEmpty()) {
                return "; its log " + log + " is empty";
            }
            return "; the end of its log " + log + ":\n  "
                    + String.join("\n  ", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
        } catch (IOException _) {
            return "; it left no log";
        }
    }
}
