package dev.penstock.bench.crash.fault;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A process of this run that can be killed, stopped and set going again. It never outlives the harness. Thread-safe. */
public final class ChildProcess implements AutoCloseable {
    private final String name;
    private final Process process;
    private volatile boolean endWanted;

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** The command that starts a class of this JVM's class path. */
    static List<String> java(List<String> jvmOptions, List<String> mainAndArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(mainAndArguments);
        return command;
    }

    /**
     * Starts a process.
     *
     * @param log gets what it prints as errors, behind what it has
     */
    static ChildProcess start(String name, Path log, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.directory(new File("").getAbsoluteFile());
        builder.environment()
                .keySet()
                .removeIf(variable -> variable.startsWith("PENSTOCK_") || variable.startsWith("AWS_"));
        try {
            Process process = builder.start();
            ChildProcess child = new ChildProcess(name, process);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /**
     * Waits for its first line of output.
     *
     * @return the line, or text that says why there is none
     */
    String firstLine(Duration atMost) {
        BufferedReader output = process.inputReader();
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> {
            try {
                String read = output.readLine();
                return read == null ? name + " ended before it was ready" : read;
            } catch (IOException e) {
                return e.toString();
            }
        });
        try {
            return line.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return name + " was not ready in " + atMost.toSeconds() + " s";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return name + " was not waited for";
        }
    }

    /** Calls back once if it ends and nobody here ended it. */
    void onDeath(Consumer<String> death) {
        var _ = process.onExit().thenAccept(ended -> {
            if (!endWanted) {
                death.accept(name + " ended by itself with exit code " + ended.exitValue());
            }
        });
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** {@code kill -9}: no handler runs, nothing is flushed. Returns once it is gone. */
    public void kill() {
        endWanted = true;
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGSTOP: it keeps its sockets and locks, and knows of nothing. */
    void stop() {
        Signals.send("STOP", List.of(handle()));
    }

    /** SIGCONT. */
    void goOn() {
        Signals.send("CONT", List.of(handle()));
    }

    /** Asks it to end and waits; kills it when it does not. */
    @Override
    public void close() {
        endWanted = true;
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException _) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
