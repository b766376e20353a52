package dev.penstock.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionException;

/**
 * Where the transactions of one SQLite connection begin and end, and the mark inside one to which a caller's work can be
 * undone. Compiled once and without parameters, for there are more of these than of any other statement. Not thread-safe.
 */
final class SqliteBounds {

    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement rollBack;
    private final PreparedStatement mark;
    private final PreparedStatement backToMark;
    private final PreparedStatement unmark;

    /** Of the one connection that writes: its transactions take the write lock at once. */
    static SqliteBounds ofWriter(Handle handle) {
        return new SqliteBounds(handle, "BEGIN IMMEDIATE");
    }

    /** Of a connection that reads: its transactions see the file as their first statement found it. */
    static SqliteBounds ofReader(Handle handle) {
        return new SqliteBounds(handle, "BEGIN DEFERRED");
    }

    /** The statements are closed with the connection. */
    private SqliteBounds(Handle handle, String beginning) {
        try {
            Connection connection = handle.getConnection();
            begin = connection.prepareStatement(beginning);
            commit = connection.prepareStatement("COMMIT");
            rollBack = connection.prepareStatement("ROLLBACK");
            mark = connection.prepareStatement("SAVEPOINT work");
            backToMark = connection.prepareStatement("ROLLBACK TO work");
            unmark = connection.prepareStatement("RELEASE work");
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    void begin() {
        run(begin);
    }

    /** Returns once everything is on the disk. */
    void commit() {
        run(commit);
    }

    void rollBack() {
        run(rollBack);
    }

    void mark() {
        run(mark);
    }

    void backToMark() {
        run(backToMark);
    }

    void unmark() {
        run(unmark);
    }

    private static void run(PreparedStatement statement) {
        try {
            statement.execute();
        } catch (SQLException e) {
            throw new TransactionException("the transaction could not go on", e);
        }
    }
}
