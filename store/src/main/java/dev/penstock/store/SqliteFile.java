package dev.penstock.store;

import dev.penstock.store.sql.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Looks at the file of an SQLite database before anything writes to it. */
final class SqliteFile {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteFile.class);
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /** What is larger is left to whoever has the time. */
    private static final long MOST_CHECKED_BYTES = 1L << 30;

    private final Path file;
    private final Path keyFile;

    SqliteFile(Path file, Path keyFile) {
        this.file = file.toAbsolutePath();
        this.keyFile = keyFile.toAbsolutePath();
    }

    /**
     * Changes nothing. Reads the header and the schema; and after a server that did not end by itself, the whole file
     * ({@code PRAGMA quick_check}), which takes about 1.4 seconds for a gigabyte that is in the page cache.
     *
     * @throws IllegalStateException if this server must not touch the file; the text says what to do
     */
    void check() {
        try {
            if (Files.isDirectory(file)) {
                throw new IllegalStateException("The database file " + file
                        + " is a folder. Move it away, or give the server another data folder.");
            }
            if (!Files.exists(file) || Files.size(file) == 0) {
                checkAbsent();
                return;
            }
            if (!Files.isReadable(file) || !Files.isWritable(file)) {
                throw new IllegalStateException("The database file " + file
                        + " is not this user's to read and write. Correct its owner or rights.");
            }
            checkPresent();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read the database file " + file + ": " + e, e);
        }
    }

    /** A server that lost its database must not begin a new one as if nothing had been. */
    private void checkAbsent() throws IOException {
        if (unfinished()) {
            throw new IllegalStateException("The database file " + file + " is missing or empty, but its log " + log()
                    + " is there. Put the file back from a backup. To begin anew without the old state, move the log away."
                    + " Nothing was changed.");
        }
        boolean made = keyFile.getParent() != null && keyFile.getParent().equals(file.getParent());
        if (made && Files.exists(keyFile)) {
            throw new IllegalStateException(
                    "The database file " + file + " is missing or empty, but its key file " + keyFile
                            + " is there. Put the database back from a backup. To begin anew without the old state, move the key"
                            + " file away. Nothing was changed.");
        }
    }

    private void checkPresent() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw damaged("it does not begin as an SQLite database does", null);
            }
        }
        SQLiteDataSource reading = reading();
        try {
            Schema.check(reading, file.toString());
            if (unfinished()) {
                checkAll(reading);
            }
        } catch (Schema.UnreadableException e) {
            throw damaged(
                    String.valueOf(
                            e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
                    e);
        } catch (SQLException e) {
            throw damaged(String.valueOf(e.getMessage()), e);
        }
    }

    private void checkAll(SQLiteDataSource reading) throws IOException, SQLException {
        if (Files.size(file) > MOST_CHECKED_BYTES) {
            LOG.warn(
                    "the last server on {} did not end by itself, and the file is too large to be checked now;"
                            + " `PRAGMA quick_check` in the sqlite3 shell does that",
                    file);
            return;
        }
        try (Connection connection = reading.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (!rows.next() || !"ok".equals(rows.getString(1))) {
                throw damaged(rows.getString(1), null);
            }
        }
    }

    /** Without the settings that a connection which writes makes: some of them change the file. */
    private SQLiteDataSource reading() {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private IllegalStateException damaged(String how, @Nullable Exception cause) {
        return new IllegalStateException(
                "The database file " + file + " is damaged: " + how.strip()
                        + ". Copy it away first, then put a backup in its place. To begin anew without the old state, move"
                        + " it and the key file " + keyFile + " away. Nothing was changed.",
                cause);
    }

    /** Whoever closes a database last empties its log. */
    private boolean unfinished() throws IOException {
        return Files.exists(log()) && Files.size(log()) > 0;
    }

    private Path log() {
        return file.resolveSibling(file.getFileName() + "-wal");
    }
}
