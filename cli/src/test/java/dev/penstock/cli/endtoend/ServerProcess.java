package dev.penstock.cli.endtoend;

import dev.penstock.cli.AwsFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code penstock up} as a process of its own, ready when made. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern PORTS = Pattern.compile("http://[^ ,]+:(\\d+).*http://[^ ,]+:(\\d+)");

    private final Process process;
    private final Path data;
    private final Path log;
    private final String readyLine;

    private ServerProcess(Process process, Path data, Path log, String readyLine) {
        this.process = process;
        this.data = data;
        this.log = log;
        this.readyLine = readyLine;
    }

    /** Starts on free ports. */
    static ServerProcess start(Path data, String... options) {
        return startOn(data, 0, 0, options);
    }

    private static ServerProcess startOn(Path data, int port, int s3Port, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "up",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--s3-port",
                Integer.toString(s3Port)));
        arguments.addAll(List.of(options));
        try {
            Path log = Files.createTempFile("penstock-server-", ".log");
            Process process = penstock(arguments).redirectError(log.toFile()).start();
            BufferedReader out = process.inputReader();
            CompletableFuture<String> first = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try {
                    first.complete(String.valueOf(out.readLine()));
                } catch (IOException e) {
                    first.completeExceptionally(e);
                }
            });
            String line = first.get(60, TimeUnit.SECONDS);
            if (!line.startsWith("Penstock is ready")) {
                process.destroyForcibly();
                throw new AssertionError("the server did not start: " + line + "\n" + Files.readString(log));
            }
            return new ServerProcess(process, data, log, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError("the server was not ready", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The command as a process with this JVM's classes, not yet started. */
    static ProcessBuilder penstock(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.penstock.cli.Penstock"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PENSTOCK_") || name.startsWith("AWS_"));
        return builder;
    }

    String readyLine() {
        return readyLine;
    }

    Path data() {
        return data;
    }

    AwsFiles.Access administrator() {
        return AwsFiles.in(data).require(AwsFiles.ADMINISTRATOR);
    }

    /** What {@code kill -9} does: no handler runs, nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Asks it to end, and waits. */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            throw new AssertionError("the server does not end");
        }
        return process.exitValue();
    }

    /** Another process on the same data and the same ports. */
    ServerProcess again(String... options) {
        Matcher ports = PORTS.matcher(readyLine);
        if (!ports.find()) {
            throw new AssertionError("no ports in: " + readyLine);
        }
        return startOn(data, Integer.parseInt(ports.group(1)), Integer.parseInt(ports.group(2)), options);
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(log);
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
