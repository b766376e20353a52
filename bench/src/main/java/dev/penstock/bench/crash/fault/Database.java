package dev.penstock.bench.crash.fault;

import dev.penstock.bench.site.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Where the servers of a run keep their state. */
public sealed interface Database extends AutoCloseable {

    /** Settings of every server on it. */
    Map<String, String> settings();

    @Override
    void close();

    /** In the data folder of the one server. */
    record Sqlite() implements Database {
        @Override
        public Map<String, String> settings() {
            return Map.of();
        }

        @Override
        public void close() {}
    }

    /** A PostgreSQL of this run, shared by all servers; what it calls committed is on the disk. */
    final class Postgres implements Database {
        private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(60);
        private static final Duration PAUSE = Duration.ofMillis(50);

        private final EmbeddedDatabase server;
        private final Postmaster postmaster;
        private final Path keyFile;

        private Postgres(EmbeddedDatabase server, Postmaster postmaster, Path keyFile) {
            this.server = server;
            this.postmaster = postmaster;
            this.keyFile = keyFile;
        }

        /** Starts it. */
        public static Postgres start(Path folder) {
            Path data = folder.resolve("postgres");
            EmbeddedDatabase server = EmbeddedDatabase.start(data);
            return new Postgres(
                    server, new Postmaster(data, folder.resolve("postgres.log")), folder.resolve("penstock.key"));
        }

        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "database.url", server.url(),
                    "database.key-file", keyFile.toAbsolutePath().toString());
        }

        /**
         * Ends connections of the servers, whatever they are in the middle of.
         *
         * @param ofThousand how many of a thousand
         * @return how many were ended
         */
        int cut(int ofThousand) {
            try (Connection connection = DriverManager.getConnection(server.url());
                    Statement statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                            + " WHERE application_name LIKE 'penstock%' AND random() * 1000 < " + ofThousand)) {
                rows.next();
                return rows.getInt(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** {@code kill -9} of all its processes; it stays away until {@link #recover}. */
        void kill() {
            postmaster.kill();
        }

        /** Starts it on the data that it left. Returns once it takes connections. */
        void recover() {
            postmaster.start();
            awaitReady();
        }

        /**
         * {@code kill -9} of one of its children, which takes all connections with it. Returns once connections are taken
         * again.
         *
         * @return what the child was
         */
        String killOne(Random random) {
            String child = postmaster.killOne(random);
            awaitReady();
            return child;
        }

        /** SIGSTOP of all its processes; give them to {@link #goOn}. */
        List<ProcessHandle> stop() {
            return postmaster.stop();
        }

        void goOn(List<ProcessHandle> stopped) {
            postmaster.goOn(stopped);
        }

        private void awaitReady() {
            long until = System.nanoTime() + LONGEST_RECOVERY.toNanos();
            while (true) {
                try (Connection connection = DriverManager.getConnection(server.url());
                        Statement statement = connection.createStatement()) {
                    statement.execute("SELECT 1");
                    return;
                } catch (SQLException e) {
                    if (System.nanoTime() > until) {
                        throw new IllegalStateException("PostgreSQL does not recover", e);
                    }
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
