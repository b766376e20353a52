package dev.penstock.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jspecify.annotations.Nullable;

/**
 * Where the transactions of one SQLite connection begin and end, and the mark inside one to which a caller's work can be
 * undone. Compiled once, for there are more of these than of any other statement. Not thread-safe.
 */
final class SqliteBounds {

    private final Connection connection;
    private boolean synced = true;
    private final Bound begin;
    private final Bound commit;
    private final Bound rollBack;
    private final Bound mark;
    private final Bound backToMark;
    private final Bound unmark;

    /** A statement without parameters, closed with its connection. */
    private static final class Bound {
        private final Connection connection;
        private final String sql;
        private @Nullable PreparedStatement compiled;

        Bound(Connection connection, String sql) {
            this.connection = connection;
            this.sql = sql;
        }

        void run() {
            try {
                PreparedStatement statement = compiled != null ? compiled : connection.prepareStatement(sql);
                compiled =
                        null; // the driver closes a statement that failed, on a full disk for one: it cannot run again
                statement.execute();
                compiled = statement;
            } catch (SQLException e) {
                throw new TransactionException(sql + " failed: " + e.getMessage(), e);
            }
        }
    }

    private SqliteBounds(Connection connection, String beginning) {
        this.connection = connection;
        begin = new Bound(connection, beginning);
        commit = new Bound(connection, "COMMIT");
        rollBack = new Bound(connection, "ROLLBACK");
        mark = new Bound(connection, "SAVEPOINT work");
        backToMark = new Bound(connection, "ROLLBACK TO work");
        unmark = new Bound(connection, "RELEASE work");
    }

    /** Of the one connection that writes: its transactions take the write lock at once. */
    static SqliteBounds ofWriter(Handle handle) {
        return new SqliteBounds(handle.getConnection(), "BEGIN IMMEDIATE");
    }

    /** Of a connection that reads: its transactions see the file as their first statement found it. */
    static SqliteBounds ofReader(Handle handle) {
        return new SqliteBounds(handle.getConnection(), "BEGIN DEFERRED");
    }

    /**
     * Whether the commits from now on wait for the disk. SQLite sets this while it compiles, so it is not compiled before. Not
     * within a transaction.
     */
    void sync(boolean each) {
        if (each == synced) {
            return;
        }
        synced = false; // unless it is told so and does not fail
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = " + (each ? "FULL" : "NORMAL"));
            synced = each;
        } catch (SQLException e) {
            throw new TransactionException("cannot be told when to wait for the disk: " + e.getMessage(), e);
        }
    }

    void begin() {
        begin.run();
    }

    /** Returns once everything is on the disk, unless {@link #sync} says otherwise. */
    void commit() {
        commit.run();
    }

    void rollBack() {
        rollBack.run();
    }

    void mark() {
        mark.run();
    }

    void backToMark() {
        backToMark.run();
    }

    void unmark() {
        unmark.run();
    }
}
