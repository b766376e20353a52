package dev.penstock.store.snapshot;

import dev.penstock.store.sql.Connected;
import dev.penstock.store.sql.SealCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * A copy of a SQLite database as it was at one moment. The server that works on the database, in this process or another
 * one, is not held up: the copy is read from one snapshot of the write-ahead log, which cannot be cut until the copy is
 * complete and grows by what is written meanwhile.
 */
public final class SqliteSnapshot {
    private static final int BUSY_TIMEOUT_MILLIS = 10_000;

    /** Instructions of SQLite's between two reports: some ten reports a second. */
    private static final int REPORT_EVERY = 500_000;

    private static final int MOST_COMPLAINTS = 5;

    /** Told how far a long step is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * @param done bytes so far
         * @param total bytes in all, as far as that is known
         */
        void at(long done, long total);
    }

    private SqliteSnapshot() {}

    /**
     * Copies the database; when this returns, the copy is on the disk. Everything that was acknowledged before the call is
     * in the copy; of what comes while it runs nothing is.
     *
     * @param copy an empty file, or none; its permissions stay
     * @throws IllegalStateException if the database cannot be read, or is damaged; the text says what is wrong
     */
    public static void write(Path database, Path copy, Progress progress) {
        try (Connection connection = open(database, false)) {
            long size = size(connection);
            ProgressHandler.setHandler(connection, REPORT_EVERY, new ProgressHandler() {
                @Override
                protected int progress() throws SQLException {
                    try {
                        progress.at(Math.min(Files.size(copy), size), size);
                    } catch (IOException e) {
                        throw new SQLException(e);
                    }
                    return 0;
                }
            });
            // Unlike the pages that the backup interface copies, this never begins anew because somebody wrote.
            try (PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
                vacuum.setString(1, copy.toString());
                vacuum.execute();
            } finally {
                ProgressHandler.clearHandler(connection);
            }
            force(copy);
            progress.at(size, size);
        } catch (SQLException e) {
            throw new IllegalStateException("The database " + database + " cannot be copied: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("The copy " + copy + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static long size(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT (page_count - freelist_count) * page_size
                        FROM pragma_page_count, pragma_freelist_count, pragma_page_size
                        """)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Of SQLite's own accord the copy is written, but not forced to the disk. */
    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /**
     * Reads the whole database and looks for damage: torn pages, indexes that disagree with their tables, references that
     * lead nowhere.
     *
     * @return what is wrong, the first few complaints; empty if nothing is
     */
    public static List<String> damage(Path database) {
        return reading(database, handle -> {
            List<String> complaints = handle.createQuery("PRAGMA integrity_check(" + MOST_COMPLAINTS + ")")
                    .mapTo(String.class)
                    .list();
            if (!complaints.equals(List.of("ok"))) {
                return complaints;
            }
            return handle
                    .createQuery("PRAGMA foreign_key_check")
                    .map((row, context) -> "a row of " + row.getString(1) + " refers to one of " + row.getString(3)
                            + " that is not there")
                    .stream()
                    .limit(MOST_COMPLAINTS)
                    .toList();
        });
    }

    /**
     * Whether the key file opens the secrets of the database.
     *
     * @throws IllegalStateException if it does not, or one of the two is not what it should be; the text says which
     */
    public static void requireKey(Path database, Path keyFile) {
        reading(database, handle -> {
            SealCheck.requireMatch(handle, keyFile);
            return true;
        });
    }

    /** Number of the newest migration that the database has seen; empty before the first. */
    public static Optional<String> schemaVersion(Path database) {
        return reading(
                database,
                handle -> handle.createQuery(
                                "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1")
                        .mapTo(String.class)
                        .findOne());
    }

    private static <T> T reading(Path database, Function<Handle, T> work) {
        try (Connection connection = open(database, true)) {
            return work.apply(Connected.to(connection));
        } catch (SQLException | JdbiException e) {
            throw new IllegalStateException(
                    "The file " + database + " cannot be read as a Penstock server's database: " + cause(e), e);
        }
    }

    /** SQLite's own words, which the exceptions of a library may hide. */
    private static String cause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static Connection open(Path database, boolean readOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setReadOnly(readOnly);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + database.toAbsolutePath());
        return source.getConnection();
    }
}
