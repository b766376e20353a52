package dev.penstock.store.sql;

import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names every statement at level TRACE as the database gets it, so that whoever wonders what a call costs can count. The
 * values of a statement are never logged: some of them are nobody's business.
 */
public final class StatementLog implements SqlLogger {
    /** Category of the log. */
    public static final String CATEGORY = "dev.penstock.store.statements";

    private static final Logger LOG = LoggerFactory.getLogger(CATEGORY);

    @Override
    public void logAfterExecution(StatementContext context) {
        if (LOG.isTraceEnabled()) {
            LOG.trace("{}", text(context));
        }
    }

    /** A statement as the database gets it. */
    public static String text(StatementContext context) {
        return context.getRenderedSql() != null && context.getParsedSql() == null
                ? context.getRenderedSql()
                : parsed(context).getSql();
    }

    static ParsedSql parsed(StatementContext context) {
        ParsedSql known = context.getParsedSql();
        return known != null
                ? known
                : context.getConfig(SqlStatements.class).getSqlParser().parse(context.getRawSql(), context);
    }
}
