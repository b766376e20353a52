package dev.penstock.server.settings;

import org.jspecify.annotations.Nullable;

/**
 * @param url {@code jdbc:postgresql://...}; null for SQLite in the data folder
 * @param password in clear; never in {@link #toString}
 * @param readUrl {@code jdbc:postgresql://...} of a read replica; null for none
 * @param keyFile keyset that encrypts secrets at rest; null for the one in the data folder
 */
public record DatabaseSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String readUrl,
        @Nullable String keyFile) {

    static DatabaseSettings from(Settings settings) {
        String url = settings.optional("database.url");
        if (settings.optional("database.read-url") != null && url == null) {
            throw new SettingsException("database.read-url names a replica, so database.url must name the database.");
        }
        return new DatabaseSettings(
                url,
                settings.optional("database.user"),
                settings.secret("database.password"),
                settings.optional("database.read-url"),
                settings.optional("database.key-file"));
    }

    /** The URL may carry a password of its own. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + (url == null ? "sqlite" : "postgresql") + "]";
    }
}
