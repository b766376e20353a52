package dev.penstock.bench.site;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** A PostgreSQL of its own for one run, with the settings that it comes with: a commit is on the disk. */
public final class EmbeddedDatabase implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final ProcessHandle postmaster;

    private EmbeddedDatabase(EmbeddedPostgres server, ProcessHandle postmaster) {
        this.server = server;
        this.postmaster = postmaster;
    }

    /** @param folder gets its data; gone when it is closed */
    public static EmbeddedDatabase start(Path folder) {
        try {
            // The library switches off what makes a commit durable; that would be no measurement.
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .start();
            long pid = Long.parseLong(
                    Files.readAllLines(folder.resolve("postmaster.pid")).getFirst());
            return new EmbeddedDatabase(server, ProcessHandle.of(pid).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    /** For the JDBC driver, with the user. */
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    Duration processorTime() {
        return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
