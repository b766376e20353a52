package dev.penstock.bench.crash.fault;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

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

    /** A PostgreSQL of this run, shared by all servers. */
    final class Postgres implements Database {
        private final EmbeddedPostgres server;
        private final Path keyFile;

        private Postgres(EmbeddedPostgres server, Path keyFile) {
            this.server = server;
            this.keyFile = keyFile;
        }

        /** Starts it. */
        public static Postgres start(Path folder) {
            try {
                return new Postgres(EmbeddedPostgres.builder().start(), folder.resolve("penstock.key"));
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL does not start", e);
            }
        }

        /**
         * The servers share no S3 store here. Workers get the keys of one that is never asked, so artifacts are named but
         * not made.
         */
        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "database.url", server.getJdbcUrl("postgres", "postgres"),
                    "database.key-file", keyFile.toAbsolutePath().toString(),
                    "s3.endpoint", "http://127.0.0.1:9",
                    "s3.access-key-id", "nobody",
                    "s3.secret-access-key", "nothing",
                    "s3.hand-out-keys", "true");
        }

        /**
         * Ends connections of the servers, whatever they are in the middle of.
         *
         * @param ofThousand how many of a thousand
         * @return how many were ended
         */
        int cut(int ofThousand) {
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                            + " WHERE application_name LIKE 'penstock%' AND random() * 1000 < " + ofThousand)) {
                rows.next();
                return rows.getInt(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
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
}
