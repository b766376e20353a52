package dev.penstock.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps the prepared statements of one long-lived connection, since SQLite compiles a statement anew for each
 * preparation. All SQL here is constant but for the length of lists, so there are few. Not thread-safe, as its connection.
 */
final class CachedStatements extends DefaultStatementBuilder {

    private static final int MOST = 200;

    private final Map<String, PreparedStatement> idle = new HashMap<>();

    /** Jdbi names the SQL with question marks when it asks for a statement, and with names when it gives it back. */
    private final Map<Statement, String> busy = new IdentityHashMap<>();

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        PreparedStatement kept = idle.remove(sql);
        PreparedStatement statement = kept != null ? kept : connection.prepareStatement(sql);
        busy.put(statement, sql);
        return statement;
    }

    @Override
    public void close(Connection connection, String named, Statement statement) throws SQLException {
        String sql = Optional.ofNullable(busy.remove(statement)).orElse(named);
        if (statement instanceof PreparedStatement prepared && idle.size() < MOST && !idle.containsKey(sql)) {
            prepared.clearParameters();
            idle.put(sql, prepared);
        } else {
            statement.close();
        }
    }
}
