package dev.penstock.bench.site;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Writes many rows quickly into the database of running servers: a commit need not be on the disk. When it is closed all
 * of it is, so that nothing is left to be written while something is measured.
 */
final class BulkConnection implements AutoCloseable {
    private final Connection connection;
    private final boolean sqlite;

    BulkConnection(Servers servers) throws SQLException {
        connection = servers.database();
        sqlite = connection.getMetaData().getURL().startsWith("jdbc:sqlite:");
        run(sqlite ? "PRAGMA synchronous = OFF" : "SET synchronous_commit = off");
        if (sqlite) {
            run("PRAGMA cache_size = -262144"); // 256 MB
        }
        connection.setAutoCommit(false);
    }

    /** Commits only when told to. */
    Connection connection() {
        return connection;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.setAutoCommit(true);
            if (sqlite) {
                run("PRAGMA synchronous = FULL");
                run("PRAGMA wal_checkpoint(TRUNCATE)");
            } else {
                run("CHECKPOINT");
                run("ANALYZE"); // as autovacuum would have done while the rows came
            }
        }
    }
}
