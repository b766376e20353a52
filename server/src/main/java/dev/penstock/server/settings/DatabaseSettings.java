package dev.penstock.server.settings;

import org.jspecify.annotations.Nullable;

/**
 * @param url {@code jdbc:postgresql://...}; null for SQLite in the data folder
 * @param password in clear; never in {@link #toString}
 * @param keyFile keyset that encrypts secrets at rest; null for the one in the data folder
 */
public record DatabaseSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String keyFile) {

    static DatabaseSettings from(Settings settings) {
        return new DatabaseSettings(
                settings.optional("database.url"),
                settings.optional("database.user"),
                settings.secret("database.password"),
                settings.optional("database.key-file"));
    }

    /** The URL may carry a password of its own. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + (url == null ? "sqlite" : "postgresql") + "]";
    }
}
