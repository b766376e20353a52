package dev.penstock.store;

import dev.penstock.store.sql.Dialect;
import dev.penstock.store.sql.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL for the tests of one JVM, started when the first test asks and stopped with the JVM. Started by root
 * it runs in a user namespace of its own, since PostgreSQL refuses root.
 */
final class TestPostgres {

    private static final String TEMPLATE = "penstock_template";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static final class Started {
        static final EmbeddedPostgres SERVER = start();
    }

    private TestPostgres() {}

    /** JDBC URL of a new database that has the schema and no rows. */
    static String newDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        execute(Started.SERVER, "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return Started.SERVER.getJdbcUrl("postgres", name);
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off") // these tests kill no machine
                    .setServerConfig("max_connections", "200")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
            execute(server, "CREATE DATABASE " + TEMPLATE);
            Schema.migrate(server.getDatabase("postgres", TEMPLATE), Dialect.POSTGRESQL);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(EmbeddedPostgres server, String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
