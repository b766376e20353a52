package dev.penstock.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Why a PostgreSQL database cannot be used, in words that say what to do. */
final class PostgresTrouble {

    private PostgresTrouble() {}

    /** @param thrown while the database was opened */
    static IllegalStateException explained(DatabaseSettings settings, RuntimeException thrown) {
        SQLException reason = reason(thrown);
        if (reason == null) {
            return thrown instanceof IllegalStateException told
                    ? told
                    : new IllegalStateException(
                            "Cannot use the database " + settings + ": " + thrown.getMessage(), thrown);
        }
        String state = String.valueOf(reason.getSQLState());
        return new IllegalStateException(
                switch (state) {
                    case "28P01", "28000" ->
                        "The database " + settings + " does not let this server in: " + reason.getMessage()
                                + ". Check database.user and database.password (or database.password-file).";
                    case "3D000" ->
                        "The database " + settings + " does not exist. Create it (CREATE DATABASE ...) or correct"
                                + " database.url.";
                    case "42501" ->
                        "The user of the database " + settings + " lacks a right: " + reason.getMessage()
                                + ". It must own the database's tables, or be able to create them.";
                    default ->
                        state.startsWith("08") || state.equals("57P03")
                                ? "Cannot reach the database " + settings + ": " + reason.getMessage()
                                        + " Check that PostgreSQL runs there and that database.url is right."
                                : "Cannot use the database " + settings + ": " + reason.getMessage() + " (SQLSTATE "
                                        + state + ").";
                },
                thrown);
    }

    private static @Nullable SQLException reason(Throwable thrown) {
        SQLException found = null;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                found = sql;
            }
        }
        return found;
    }
}
