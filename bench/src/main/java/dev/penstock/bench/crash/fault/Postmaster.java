package dev.penstock.bench.crash.fault;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The processes of a PostgreSQL on one data directory, through all its lives: those that the file {@code postmaster.pid}
 * there and the system's list of children name, and no others. Belongs to one thread.
 */
final class Postmaster {
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final Path data;
    private final Path log;
    private final Path control;

    /**
     * @param data of a PostgreSQL that runs
     * @param log gets what later lives print
     */
    Postmaster(Path data, Path log) {
        this.data = data;
        this.log = log;
        this.control = Path.of(process().info().command().orElseThrow()).resolveSibling("pg_ctl");
    }

    private ProcessHandle process() {
        try {
            long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            return ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException("PostgreSQL is away"));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL is away", e);
        }
    }

    /** {@code kill -9} of all its processes at once, as if its machine lost power but for what was written. Returns once they are gone. */
    void kill() {
        ProcessHandle postmaster = process();
        Signals.send("STOP", List.of(postmaster)); // it starts no more children
        List<ProcessHandle> all = all(postmaster);
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .orTimeout(LONGEST_END.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /**
     * {@code kill -9} of one of its children. The postmaster then ends the others, and recovers as after a crash.
     *
     * @return what the child was
     */
    String killOne(Random random) {
        List<ProcessHandle> children = process().children().toList();
        ProcessHandle child = children.get(random.nextInt(children.size()));
        String title = title(child);
        child.destroyForcibly();
        child.onExit().orTimeout(LONGEST_END.toSeconds(), TimeUnit.SECONDS).join();
        return title;
    }

    /** What the process says of itself, such as {@code postgres: walwriter}. */
    private static String title(ProcessHandle child) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(child.pid()), "cmdline"))
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException _) {
            return "a child";
        }
    }

    /** SIGSTOP of all its processes: connections stay open and nobody answers. */
    List<ProcessHandle> stop() {
        ProcessHandle postmaster = process();
        Signals.send("STOP", List.of(postmaster));
        List<ProcessHandle> all = all(postmaster);
        Signals.send("STOP", all);
        return all;
    }

    /** SIGCONT. */
    void goOn(List<ProcessHandle> stopped) {
        Signals.send("CONT", stopped);
    }

    private static List<ProcessHandle> all(ProcessHandle postmaster) {
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    /**
     * Starts it again, with the options that it had. Returns once it has recovered and takes connections.
     *
     * @throws IllegalStateException if it does not start
     */
    void start() {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to be run by root; so does the library
        }
        // The command that reads the options of the last start; there is nothing left to be stopped.
        command.addAll(List.of(control.toString(), "-D", data.toString(), "-w", "-t", "60", "restart"));
        try {
            Process starting = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (starting.waitFor() != 0) {
                throw new IllegalStateException("PostgreSQL does not start again; see " + log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run was interrupted", e);
        }
    }
}
