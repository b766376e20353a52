package dev.penstock.server.settings;

import org.jspecify.annotations.Nullable;

/**
 * @param url {@code jdbc:postgresql://...}; null for SQLite in the data folder
 * @param password in clear; never in {@link #toString}
 */
public record DatabaseSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        int poolSize) {

    static DatabaseSettings from(Settings settings) {
        return new DatabaseSettings(
                settings.optional("database.url"),
                settings.optional("database.user"),
                settings.secret("database.password"),
                settings.number("database.pool-size"));
    }

    @Override
    public String toString() {
        return "DatabaseSettings[poolSize=" + poolSize + "]";
    }
}
