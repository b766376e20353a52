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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL for the tests of one JVM, started when the first test asks and stopped with the JVM. Started by root
 * it runs in a user namespace of its own, since PostgreSQL refuses root. One test at a time uses it.
 */
final class TestPostgres {

    private static final class Started {
        static final EmbeddedPostgres SERVER = start();
    }

    private static final AtomicInteger OTHERS = new AtomicInteger();

    private TestPostgres() {}

    /** JDBC URL of a database that has the schema and no rows. */
    static String emptied() {
        return emptied(Started.SERVER, "postgres");
    }

    /** The same with the schema of a later release. */
    static String emptiedOfALaterRelease() {
        return emptied(Expanded.SERVER, Expanded.NAME);
    }

    private static String emptied(EmbeddedPostgres server, String name) {
        try (Connection connection = server.getDatabase("postgres", name).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE " + String.join(", ", tables(statement)) + " RESTART IDENTITY");
            statement.execute("UPDATE event_progress SET last_position = 0, forgotten = 0");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return server.getJdbcUrl("postgres", name);
    }

    private static final class Expanded {
        static final String NAME = "expanded";
        static final EmbeddedPostgres SERVER = make();

        private static EmbeddedPostgres make() {
            create(NAME);
            LaterRelease.migrate(Started.SERVER.getDatabase("postgres", NAME), Dialect.POSTGRESQL);
            return Started.SERVER;
        }
    }

    /** JDBC URL of a new database without any tables. */
    static String another() {
        String name = "another" + OTHERS.incrementAndGet();
        create(name);
        return Started.SERVER.getJdbcUrl("postgres", name);
    }

    private static void create(String name) {
        try (Connection connection = Started.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT tablename FROM pg_tables"
                + " WHERE schemaname = 'public' AND tablename NOT IN"
                + " ('flyway_schema_history', 'event_progress', 'schema_compatibility')")) {
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
            Schema.migrate(server.getPostgresDatabase(), Dialect.POSTGRESQL, "test");
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
