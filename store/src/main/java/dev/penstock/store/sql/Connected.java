package dev.penstock.store.sql;

import java.sql.Connection;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** Jdbi as this module uses it. */
public final class Connected {

    private Connected() {}

    /** Over a pool. */
    public static Jdbi to(DataSource pool) {
        return configured(Jdbi.create(pool));
    }

    /** Over one connection, with its statements kept; it is closed with the handle. */
    public static Handle to(Connection connection) {
        // Given the connection itself, Jdbi would leave it open: SQLite would keep its log, and its locks.
        Jdbi jdbi = configured(Jdbi.create((ConnectionFactory) () -> connection));
        jdbi.setStatementBuilderFactory(each -> new CachedStatements());
        return jdbi.open();
    }

    /** An error names its cause, never the values of a statement: some of them are nobody's business in a log. */
    private static Jdbi configured(Jdbi jdbi) {
        return jdbi.setSqlLogger(new StatementLog())
                .configure(
                        StatementExceptions.class, exceptions -> exceptions.setMessageRendering(MessageRendering.NONE));
    }
}
