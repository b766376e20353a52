package dev.penstock.bench.crash.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What the JDK cannot do to a process, by the system's tools. */
final class Signals {
    private Signals() {}

    /** @param name such as STOP; who is gone already gets none */
    static void send(String name, List<ProcessHandle> processes) {
        List<ProcessHandle> alive =
                processes.stream().filter(ProcessHandle::isAlive).toList();
        if (alive.isEmpty()) {
            return;
        }
        List<String> command = Stream.concat(
                        Stream.of("kill", "-" + name), alive.stream().map(process -> Long.toString(process.pid())))
                .toList();
        String failure = run(command);
        if (!failure.isEmpty() && alive.stream().allMatch(ProcessHandle::isAlive)) {
            throw new IllegalStateException(String.join(" ", command) + " failed: " + failure);
        }
    }

    /** No file of the process may grow beyond so many bytes; {@code unlimited} lifts it. */
    static void limitFiles(ProcessHandle process, String bytes) {
        List<String> command = List.of("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes + ":");
        String failure = run(command);
        if (!failure.isEmpty() && process.isAlive()) {
            throw new IllegalStateException(String.join(" ", command) + " failed: " + failure);
        }
    }

    /** @return what the tool said, if it failed; else empty text */
    static String run(List<String> command) {
        try {
            Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return tool.waitFor() == 0 ? "" : "failed: " + said.strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the tool " + command.getFirst() + " is missing", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
