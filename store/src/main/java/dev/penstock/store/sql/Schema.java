package dev.penstock.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * Brings a database to the schema of this release, or refuses one that this release must not touch.
 *
 * <p>A release works on its own schema and on newer ones, as long as the table {@code schema_compatibility} of the database
 * allows it. Migrations that only add (expand) leave that table alone; one that takes something away (contract) raises
 * {@code oldest_schema} to the schema of the oldest release that does without. So servers of two releases work side by
 * side while one after the other is replaced. CONTRIBUTING.md has the rules for migrations, and a test holds them.
 */
public final class Schema {

    /** Number of the newest migration in {@code db/migration}. */
    static final int LATEST = 12;

    private static final String HISTORY = "flyway_schema_history";
    private static final String FIRST_SCRIPT = "V1__schema.sql";

    private Schema() {}

    /** What is in a database before this server touches it. */
    private sealed interface Found {
        /** No tables. */
        record Nothing() implements Found {}

        /** Tables, and they are not ours. */
        record Foreign(String table) implements Found {}

        /** @param newest number of the newest migration that was applied */
        record Ours(int newest) implements Found {}
    }

    /**
     * Applies what is missing. A database that is up to date costs one query: Flyway takes longer to say so than the
     * rest of the server takes to start.
     *
     * @param name of the database, for messages
     * @throws IllegalStateException see {@link #check}
     */
    public static void migrate(DataSource database, Dialect dialect, String name) {
        if (check(database, name) >= LATEST) {
            return;
        }
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .placeholders(dialect.schemaWords())
                .load()
                .migrate();
    }

    /**
     * Changes nothing.
     *
     * @return number of the schema; 0 if the database is empty
     * @throws IllegalStateException if the database is something else's, or needs a newer release; the text says what to do
     */
    public static int check(DataSource database, String name) {
        try (Connection connection = database.getConnection()) {
            return switch (found(connection)) {
                case Found.Nothing() -> 0;
                case Found.Foreign(String table) ->
                    throw new IllegalStateException("The database " + name + " is not Penstock's: it holds the table "
                            + table + " of something else. Give Penstock a database of its own. Nothing was changed.");
                case Found.Ours(int newest) -> {
                    if (newest > LATEST) {
                        requireCompatible(connection, name, newest);
                    }
                    yield newest;
                }
            };
        } catch (SQLException e) {
            throw new UnreadableException(name, e);
        }
    }

    /** The database did not let its schema be read. */
    public static final class UnreadableException extends IllegalStateException {
        private static final long serialVersionUID = 1;

        UnreadableException(String name, SQLException cause) {
            super("Cannot read the schema of the database " + name + ": " + cause.getMessage(), cause);
        }
    }

    private static Found found(Connection connection) throws SQLException {
        Integer newest = newest(connection);
        if (newest != null) {
            return new Found.Ours(newest);
        }
        return anyTable(connection).<Found>map(Found.Foreign::new).orElseGet(Found.Nothing::new);
    }

    /** Null if there is no history of ours; whatever else is wrong, the next question will meet it. */
    private static @Nullable Integer newest(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version, script FROM " + HISTORY
                        + " WHERE success AND version IS NOT NULL ORDER BY installed_rank")) {
            Integer newest = null;
            while (rows.next()) {
                if (newest == null && !FIRST_SCRIPT.equals(rows.getString("script"))) {
                    return null;
                }
                int version = Integer.parseInt(rows.getString("version"));
                newest = newest == null ? version : Math.max(newest, version);
            }
            return newest;
        } catch (SQLException | NumberFormatException e) {
            return null;
        }
    }

    private static Optional<String> anyTable(Connection connection) throws SQLException {
        try (ResultSet tables = connection
                .getMetaData()
                .getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                String table = tables.getString("TABLE_NAME");
                if (!table.equals(HISTORY)) { // another server may be about to make the others
                    return Optional.of(table);
                }
            }
            return Optional.empty();
        }
    }

    private static void requireCompatible(Connection connection, String name, int newest) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT oldest_schema, oldest_release FROM schema_compatibility WHERE id = 1")) {
            if (rows.next() && rows.getInt("oldest_schema") <= LATEST) {
                return;
            }
            throw new IllegalStateException(
                    "The database " + name + " was made by a newer release: it has schema " + newest
                            + ", this release knows " + LATEST + ". Start Penstock " + rows.getString("oldest_release")
                            + " or newer. Nothing was changed.");
        }
    }
}
