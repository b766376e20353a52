package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.server.PenstockServer;
import dev.penstock.server.settings.Settings;
import dev.penstock.store.seal.Sealer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose SQLite database or key is not as it was left does not start, says what to do, and changes nothing. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // set before each test
class RefusedStartTest {
    @TempDir
    Path parent;

    private Path folder;
    private Path database;
    private Path log;
    private Path key;

    @BeforeEach
    void aServerWasHereBefore() {
        folder = parent.resolve("data");
        database = folder.resolve("penstock.db");
        log = folder.resolve("penstock.db-wal");
        key = folder.resolve("penstock.key");
        start().close();
    }

    private PenstockServer start() {
        return PenstockServer.start(folder, Settings.of(Map.of("server.port", "0", "server.s3-port", "0")));
    }

    /** Database, log and key stay byte by byte what they are. */
    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused() throws IOException {
        Map<Path, Integer> before = contents();
        AbstractThrowableAssert<?, ? extends Throwable> refusal = assertThatThrownBy(this::start);
        assertThat(contents()).containsAllEntriesOf(before);
        return refusal.isInstanceOfAny(IllegalStateException.class, UncheckedIOException.class);
    }

    private Map<Path, Integer> contents() throws IOException {
        Map<Path, Integer> contents = new HashMap<>();
        for (Path file : new Path[] {database, log, key}) {
            if (Files.isRegularFile(file)) {
                contents.put(file, Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private void sql(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void anUntouchedFolderStarts() {
        assertThat(log).doesNotExist(); // a server that ends by itself leaves everything in the database file
        start().close();
    }

    @Test
    void aTruncatedDatabase() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }

        assertRefused()
                .hasMessageContaining("The database file " + database + " is damaged: ")
                .hasMessageContaining("malformed")
                .hasMessageContaining("put a backup in its place")
                .hasMessageEndingWith("Nothing was changed.");
    }

    @Test
    void aDatabaseWithAnotherHeader() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            file.write("Not SQL".getBytes(StandardCharsets.US_ASCII));
        }

        assertRefused()
                .hasMessageContaining("The database file " + database + " is damaged: it does not begin as an SQLite");
    }

    @Test
    void aFileOfSomethingElse() throws IOException {
        Files.writeString(database, "Dear diary,\n".repeat(1000));

        assertRefused().hasMessageContaining("is damaged: it does not begin as an SQLite database does");
    }

    @Test
    void aHeaderWithoutADatabase() throws IOException {
        Files.writeString(database, "SQLite format 3\0" + "rubbish".repeat(1000));

        assertRefused().hasMessageContaining("The database file " + database + " is damaged: ");
    }

    @Test
    void aDatabaseThatDecayedWhereTheLastServerDiedIsReadThrough() throws IOException, SQLException {
        damageATable();
        Files.writeString(log, "what a server that died leaves behind");

        assertRefused().hasMessageContaining("The database file " + database + " is damaged: ");
    }

    /** Overwrites the middle of the file, which no start reads. */
    private void damageATable() throws IOException, SQLException {
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            values.append(i == 0 ? "" : ",")
                    .append("('queue")
                    .append(i)
                    .append("', ")
                    .append(i)
                    .append(')');
        }
        sql(database, "INSERT INTO queue_poll (queue, polled_at) VALUES " + values, "PRAGMA wal_checkpoint(TRUNCATE)");
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            file.seek(file.length() - 3 * 4096);
            file.write(new byte[2 * 4096]);
        }
    }

    @Test
    void anotherProgramsDatabase() throws IOException, SQLException {
        Files.delete(database);
        sql(database, "CREATE TABLE bookmarks (url TEXT)");

        assertRefused()
                .hasMessage("The database " + database + " is not Penstock's: it holds the table bookmarks of something"
                        + " else. Give Penstock a database of its own. Nothing was changed.");
    }

    @Test
    void aDatabaseOfAnotherProgramThatKeepsItsHistoryAsWeDo() throws IOException, SQLException {
        sql(database, "UPDATE flyway_schema_history SET script = 'V1__shop.sql' WHERE version = '1'");

        assertRefused().hasMessageContaining("is not Penstock's");
    }

    @Test
    void aSchemaThatNeedsANewerRelease() throws IOException, SQLException {
        newerSchema(900);

        assertRefused()
                .hasMessageContaining("was made by a newer release: it has schema 900, this release knows ")
                .hasMessageContaining("Start Penstock 9.0.0 or newer. Nothing was changed.");
    }

    @Test
    void aNewerSchemaThatAllowsForThisReleaseIsNotRefused() throws SQLException {
        newerSchema(12);

        start().close();
    }

    private void newerSchema(int oldest) throws SQLException {
        sql(
                database,
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success)"
                        + " VALUES (900, '900', 'later', 'SQL', 'V900__later.sql', 1, '', 1, 1)",
                "UPDATE schema_compatibility SET oldest_schema = " + oldest + ", oldest_release = '9.0.0'");
    }

    @Test
    void aMissingKeyFile() throws IOException {
        Files.delete(key);

        assertRefused()
                .hasMessageContaining("The key file " + key + " is missing, but the database holds secrets")
                .hasMessageContaining("Put the file back from a backup");
        assertThat(key).doesNotExist();
    }

    @Test
    void anotherDatabasesKeyFile() throws IOException {
        Files.delete(key);
        Sealer.create(key);

        assertRefused().hasMessageContaining("The key file " + key + " belongs to another database. Put the file back");
    }

    @Test
    void aKeyFileThatIsNone() throws IOException {
        Files.writeString(key, "secret");

        assertRefused()
                .hasMessage("The key file " + key
                        + " does not hold a keyset. Put the file back that belongs to this database.");
    }

    @Test
    void aLostDatabaseIsNotBegunAnew() throws IOException {
        Files.delete(database);

        assertRefused()
                .hasMessageContaining("The database file " + database + " is missing or empty, but its key file " + key)
                .hasMessageContaining("Put the database back from a backup.");
        assertThat(database)
                .satisfiesAnyOf(
                        file -> assertThat(file).doesNotExist(),
                        file -> assertThat(file).isEmptyFile());
    }

    @Test
    void anEmptiedDatabaseIsNotBegunAnew() throws IOException {
        Files.write(database, new byte[0]);

        assertRefused().hasMessageContaining("is missing or empty, but its key file");
    }

    @Test
    void aDatabaseOfWhichOnlyTheLogIsLeft() throws IOException {
        Files.move(database, log);
        Files.delete(key);

        assertRefused()
                .hasMessageContaining("is missing or empty, but its log " + log + " is there")
                .hasMessageEndingWith("Nothing was changed.");
    }

    @Test
    void aFolderInThePlaceOfTheDatabase() throws IOException {
        Files.delete(database);
        Files.createDirectory(database);

        assertRefused().hasMessageContaining("The database file " + database + " is a folder. Move it away");
    }

    @Test
    void aDataFolderThatIsNone() throws IOException {
        folder = Files.writeString(parent.resolve("file"), "text");

        assertRefused()
                .hasMessage("The data folder " + folder + " cannot be used: " + folder
                        + " is there and is no folder. Correct that, or choose another folder with --data or"
                        + " PENSTOCK_DATA.");
        assertThat(folder).hasContent("text");
    }

    @Test
    void aDataFolderWhereNobodyMayWrite() throws IOException {
        folder = Path.of("/proc/penstock");

        assertRefused()
                .hasMessageContaining("The data folder /proc/penstock cannot be used: ")
                .hasMessageContaining("choose another folder with --data or PENSTOCK_DATA");
    }

    @Test
    void theFolderIsFreeAgainAfterARefusal() throws IOException {
        String content = Files.readString(key);
        Files.delete(key);
        assertRefused();
        Files.writeString(key, content);

        start().close();
    }
}
