package dev.penstock.store;

import dev.penstock.store.sql.Connected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * Connections to one SQLite file: write-ahead log, so that readers and the writer do not wait for each other, and a
 * commit that returns only when it is on the disk, unless {@link SqliteBounds#sync} says otherwise.
 */
final class SqliteConnections {

    /** How long one of the few other writers (the scheduler, migrations) may hold the file before an error. */
    private static final int BUSY_TIMEOUT_MILLIS = 10_000;

    /**
     * How much of the file a connection may keep in memory; negative, so in KiB. The writer's pages stay valid from
     * one transaction to the next, a reader's only until somebody writes.
     */
    private static final int WRITERS_CACHE = -64 << 10;

    private static final int READERS_CACHE = -4 << 10;

    /**
     * Pages of the log after which a commit also empties it into the file; 16 MiB. Most steps change the same few pages,
     * so the more there are, the fewer are written twice; and the emptying keeps callers waiting.
     */
    private static final int LONGEST_LOG = 4_000;

    private final String url;

    SqliteConnections(String url) {
        this.url = url;
        String file = url.substring("jdbc:sqlite:".length());
        try {
            Path folder = Path.of(file).toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Cannot make the folder of the database " + file + ": " + e.getMessage(), e);
        }
    }

    /** Of connections that write; their transactions take the write lock at once. */
    SQLiteDataSource writing() {
        return dataSource(false);
    }

    Handle writer() {
        Handle writer = open(writing());
        writer.execute("PRAGMA wal_autocheckpoint = " + LONGEST_LOG);
        return writer;
    }

    Handle reader() {
        return open(dataSource(true));
    }

    private Handle open(SQLiteDataSource source) {
        try {
            return Connected.to(source.getConnection());
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot open the database " + url + ": " + e.getMessage(), e);
        }
    }

    private SQLiteDataSource dataSource(boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setReadOnly(readOnly);
        // Each caller's savepoint keeps the pages that it changes; in files that is as much writing as the log itself.
        config.setTempStore(TempStore.MEMORY);
        config.setCacheSize(readOnly ? READERS_CACHE : WRITERS_CACHE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(url);
        return source;
    }
}
