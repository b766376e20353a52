package dev.penstock.bench.crash.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One server on its own data folder and ports, through all its lives. With a clock that can be set, it is started by
 * {@link ServerWithClock}, else as {@code penstock up}. Thread-safe.
 */
public final class ServerNode implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final int START_ATTEMPTS = 5;

    private final int index;
    private final Path data;
    private final Path log;
    private final Map<String, String> settings;
    private final @Nullable SettableClock clock;
    private final @Nullable Disk disk;
    private final int port = freePort();
    private final int s3Port = freePort();
    private final List<String> deaths = new CopyOnWriteArrayList<>();
    private @Nullable ChildProcess process;

    /**
     * @param folder gets the data folder and the log
     * @param settings of the server, besides ports
     * @param clock null for the machine's
     * @param fillable whether its disk shall get full at times
     */
    public ServerNode(
            int index, Path folder, Map<String, String> settings, @Nullable SettableClock clock, boolean fillable) {
        this.index = index;
        this.data = folder.resolve("node-" + index);
        this.log = folder.resolve("node-" + index + ".log");
        this.settings = Map.copyOf(settings);
        this.clock = clock;
        this.disk = fillable ? SmallFileSystem.on(data, folder.resolve("disk-" + index + ".log")) : null;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts it and waits until it is ready. A start that fails, because the database was taken away in the middle of it,
     * is repeated, as a supervisor would.
     */
    public void start() {
        String line = "";
        for (int attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
            ChildProcess started = ChildProcess.start(name(), log, command());
            synchronized (this) {
                process = started;
            }
            line = started.firstLine(LONGEST_START);
            if (line.startsWith("Penstock is ready")) {
                started.onDeath(deaths::add);
                return;
            }
            started.kill();
        }
        throw new IllegalStateException(name() + " does not start: " + line + "; see " + log);
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        if (clock == null) {
            command.addAll(List.of("dev.penstock.cli.Penstock", "up", "--data", data.toString()));
            command.addAll(List.of("--port", Integer.toString(port), "--s3-port", Integer.toString(s3Port)));
            settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        } else {
            command.addAll(List.of(
                    ServerWithClock.class.getName(),
                    data.toString(),
                    clock.file().toString()));
            command.addAll(List.of("server.port=" + port, "server.s3-port=" + s3Port));
            settings.forEach((key, value) -> command.add(key + "=" + value));
        }
        List<String> java = ChildProcess.java(List.of(), command);
        return disk == null ? java : disk.around(java);
    }

    public String name() {
        return "node-" + index;
    }

    public int index() {
        return index;
    }

    /** The data folder, as the harness sees it. */
    public Path data() {
        return disk == null ? data : disk.outside(data);
    }

    /** Ends of it, once it was ready, that nobody here had a hand in; there must be none. */
    public List<String> deaths() {
        return List.copyOf(deaths);
    }

    /** Null if it never gets full. */
    public @Nullable Disk disk() {
        return disk;
    }

    public URI api() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    public URI s3() {
        return URI.create("http://127.0.0.1:" + s3Port);
    }

    /** Null if it has the machine's clock. */
    @Nullable
    SettableClock clock() {
        return clock;
    }

    /** Sets its clock right again, if it can be set. */
    public void setClockRight() {
        if (clock != null) {
            clock.set(Duration.ZERO);
        }
    }

    /** The process of its present life. */
    public synchronized ChildProcess process() {
        if (process == null) {
            throw new IllegalStateException(name() + " was never started");
        }
        return process;
    }

    @Override
    public void close() {
        ChildProcess last;
        synchronized (this) {
            last = process;
        }
        if (last != null) {
            last.close();
        }
        if (disk != null) {
            disk.close();
        }
    }
}
