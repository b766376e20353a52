package dev.penstock.store;

import dev.penstock.store.sql.Dialect;
import dev.penstock.store.sql.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A real PostgreSQL for the tests of one JVM, started when the first test asks and stopped with the JVM. Started by root
 * it runs in a user namespace of its own, since PostgreSQL refuses root. One test at a time uses it.
 */
final class TestPostgres {

    private static final class Started {
        static final EmbeddedPostgres SERVER = start();
    }

    private TestPostgres() {}

    /** JDBC URL of a database that has the schema and no rows. */
    static String emptied() {
        try (Connection connection = Started.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE " + String.join(", ", tables(statement)) + " RESTART IDENTITY");
            statement.execute("UPDATE event_progress SET last_position = 0, forgotten = 0");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Started.SERVER.getJdbcUrl("postgres", "postgres");
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT tablename FROM pg_tables"
                + " WHERE schemaname = 'public' AND tablename NOT IN ('flyway_schema_history', 'event_progress')")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off") // these tests kill no machine
                    .start();
            Schema.migrate(server.getPostgresDatabase(), Dialect.POSTGRESQL);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
