package dev.penstock.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database to the schema of this release. */
public final class Schema {

    /** Number of the newest migration in {@code db/migration}. */
    static final String LATEST = "11";

    private Schema() {}

    /**
     * Applies what is missing. A database that is up to date costs one query: Flyway takes longer to say so than the
     * rest of the server takes to start.
     */
    public static void migrate(DataSource database, Dialect dialect) {
        if (isCurrent(database)) {
            return;
        }
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .placeholders(dialect.schemaWords())
                .load()
                .migrate();
    }

    static boolean isCurrent(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT version, success FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1")) {
            return rows.next() && LATEST.equals(rows.getString("version")) && rows.getBoolean("success");
        } catch (SQLException e) {
            return false; // no history yet; whatever else is wrong, Flyway will meet it and say so
        }
    }
}
