package dev.penstock.bench.site;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, which says where it listens. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://[0-9.]+:\\d+");
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final Process process;
    private final BufferedReader out;
    private final URI endpoint;
    private final Path log;

    private ServerProcess(Process process, BufferedReader out, URI endpoint, Path log) {
        this.process = process;
        this.out = out;
        this.endpoint = endpoint;
        this.log = log;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param environment more of it
     * @param log file that gets what the server says of errors
     * @throws IllegalStateException if it ends instead; with what it said
     */
    static ServerProcess start(List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            BufferedReader out = process.inputReader();
            try {
                return new ServerProcess(process, out, address(out, log), log);
            } catch (IOException | RuntimeException e) {
                process.destroyForcibly();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        }
    }

    private static URI address(BufferedReader out, Path log) throws IOException {
        // The JVM may have something to say before the server does.
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                return URI.create(address.group());
            }
        }
        throw new IllegalStateException("the server did not start: " + Files.readString(log));
    }

    public URI endpoint() {
        return endpoint;
    }

    /** True while it lives. */
    public boolean alive() {
        return process.isAlive();
    }

    /** What it has said of errors so far. */
    public String errors() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The most memory that it ever had resident; zero where the system does not tell. */
    long bytes() {
        return bytes(process.toHandle());
    }

    /** The same of any process. */
    static long bytes(ProcessHandle process) {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            out.close();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // nothing is read from it any more
        }
    }
}
