package dev.penstock.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the state is kept.
 *
 * @param url {@code jdbc:sqlite:<file>} or {@code jdbc:postgresql://...}
 * @param user PostgreSQL only; null if the URL says it
 * @param password PostgreSQL only; never in {@link #toString}
 * @param keyFile keyset that encrypts secrets at rest; made with a new database. All nodes on one database need the same
 * @param readUrl PostgreSQL only: a read replica, for {@link Store#readStale}, with the same user; null for none
 */
public record DatabaseSettings(
        String url,
        @Nullable String user,
        @Nullable String password,
        Path keyFile,
        @Nullable String readUrl) {

    /** Without a read replica. */
    public DatabaseSettings(String url, @Nullable String user, @Nullable String password, Path keyFile) {
        this(url, user, password, keyFile, null);
    }

    /** An embedded database in a file. */
    public static DatabaseSettings sqlite(Path file, Path keyFile) {
        return new DatabaseSettings("jdbc:sqlite:" + file.toAbsolutePath(), null, null, keyFile);
    }

    /** The URL may carry a password of its own, so it is cut before its parameters. */
    @Override
    public String toString() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
