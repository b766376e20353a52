package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.server.PenstockServer;
import dev.penstock.server.settings.Settings;
import dev.penstock.server.settings.SettingsException;
import dev.penstock.store.seal.Sealer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose PostgreSQL cannot be used does not start, and says what to do. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // set before each test
class RefusedStartOnPostgresTest {
    @TempDir
    Path parent;

    private final Map<String, String> settings = new HashMap<>();
    private String url;

    @BeforeEach
    void settings() {
        url = PostgresForTests.newDatabase();
        settings.put("server.port", "0");
        settings.put("server.s3-port", "0");
        settings.put("database.url", url);
    }

    private PenstockServer start() {
        return PenstockServer.start(parent.resolve("data"), Settings.of(settings));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused() {
        return assertThatThrownBy(this::start).isInstanceOf(IllegalStateException.class);
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet rows = connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    @Test
    void aDatabaseOutOfReach() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        settings.put("database.url", "jdbc:postgresql://127.0.0.1:" + free + "/penstock?password=geheim");

        assertRefused()
                .hasMessageContaining("Cannot reach the database jdbc:postgresql://127.0.0.1:" + free + "/penstock: ")
                .hasMessageContaining("Check that PostgreSQL runs there and that database.url is right.")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void aWrongPassword() throws SQLException, IOException {
        sql("CREATE ROLE limited LOGIN PASSWORD 'right'");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            Path rules;
            try (ResultSet row = statement.executeQuery("SHOW hba_file")) {
                assertThat(row.next()).isTrue();
                rules = Path.of(row.getString(1));
            }
            String others = Files.readString(rules);
            Files.writeString(
                    rules,
                    "host all limited all scram-sha-256\n" + others,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING);
            statement.execute("SELECT pg_reload_conf()");
        }
        settings.put("database.url", url.replaceAll("\\?.*", ""));
        settings.put("database.user", "limited");
        settings.put("database.password", "wrong");

        assertRefused()
                .hasMessageContaining("does not let this server in: ")
                .hasMessageContaining("Check database.user and database.password");

        settings.put("database.password", "right");
        assertRefused()
                .hasMessageContaining("The user of the database ")
                .hasMessageContaining("lacks a right: ")
                .hasMessageContaining("be able to create them");
    }

    @Test
    void aDatabaseThatDoesNotExist() {
        settings.put("database.url", url.replaceAll("/penstock[0-9]+", "/nowhere"));

        assertRefused().hasMessageContaining("/nowhere does not exist. Create it (CREATE DATABASE ...)");
    }

    @Test
    void anotherProgramsDatabase() throws SQLException {
        sql("CREATE TABLE bookmarks (url TEXT)");

        assertRefused().hasMessageContaining("is not Penstock's: it holds the table bookmarks of something else.");
        assertThat(tables()).containsExactly("bookmarks");
    }

    @Test
    void aSchemaThatNeedsANewerRelease() throws SQLException {
        start().close();
        sql(
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success)"
                        + " VALUES (900, '900', 'later', 'SQL', 'V900__later.sql', 1, '', 1, TRUE)",
                "UPDATE schema_compatibility SET oldest_schema = 900, oldest_release = '9.0.0'");

        assertRefused()
                .hasMessageContaining("was made by a newer release: it has schema 900")
                .hasMessageContaining("Start Penstock 9.0.0 or newer.");

        sql("UPDATE schema_compatibility SET oldest_schema = 12");
        start().close();
    }

    @Test
    void aFurtherNodeWithoutTheKeyFile() throws IOException {
        start().close();
        Path key = parent.resolve("data/penstock.key");
        Files.delete(key);

        assertRefused().hasMessageContaining("on a further node, copy the first node's");
        assertThat(key).doesNotExist();

        Sealer.create(key);
        assertRefused().hasMessageContaining("belongs to another database");
    }

    @Test
    void aReplicaWithoutADatabase() {
        settings.remove("database.url");
        settings.put("database.read-url", url);

        assertThatThrownBy(this::start)
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("database.url must name the database");
    }
}
