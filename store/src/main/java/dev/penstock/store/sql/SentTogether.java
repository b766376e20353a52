package dev.penstock.store.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;

/**
 * Several changes in one message to PostgreSQL and one answer. Its driver takes statements with semicolons between them as
 * one, and prepares each. If one fails, the transaction does; the error says which by its text, not by the statement it names.
 */
final class SentTogether {

    private SentTogether() {}

    static void execute(Handle handle, List<Update> changes) {
        List<ParsedSql> parsed = new ArrayList<>(changes.size());
        for (Update change : changes) {
            parsed.add(StatementLog.parsed(change.getContext()));
        }
        String all = parsed.stream().map(ParsedSql::getSql).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = handle.getConnection().prepareStatement(all)) {
            int position = 1;
            for (int i = 0; i < changes.size(); i++) {
                StatementContext context = changes.get(i).getContext();
                for (String name : parsed.get(i).getParameters().getParameterNames()) {
                    value(context, name).apply(position++, statement, context);
                }
            }
            statement.execute();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, changes.getFirst().getContext());
        }
        for (Update change : changes) {
            change.getConfig(SqlStatements.class).getSqlLogger().logAfterExecution(change.getContext());
        }
    }

    private static Argument value(StatementContext context, String name) {
        return context.getBinding()
                .findForName(name, context)
                .orElseThrow(() -> new IllegalArgumentException("no value for :" + name));
    }
}
