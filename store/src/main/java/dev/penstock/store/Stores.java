package dev.penstock.store;

import com.google.crypto.tink.aead.AeadConfig;
import dev.penstock.store.time.TimeSource;

/** Opens the store that the settings ask for. */
public final class Stores {

    private Stores() {}

    /**
     * Connects, brings the schema up to date, and checks that the key file belongs to the database.
     *
     * @throws IllegalStateException if the database cannot be used; the text says what to do
     */
    public static Store open(DatabaseSettings settings, TimeSource time) {
        // takes as long as opening the database does, so both go on at once
        Thread.ofPlatform().daemon().name("penstock-cipher").start(Stores::warmUpCipher);
        if (settings.url().startsWith("jdbc:sqlite:")) {
            return SqliteStore.open(settings, new InProcessSignals(time), time);
        }
        if (settings.readUrl() != null && !settings.readUrl().startsWith("jdbc:postgresql:")) {
            throw new IllegalStateException(
                    "The read replica must be a PostgreSQL: give jdbc:postgresql://<host>/<database>.");
        }
        if (settings.url().startsWith("jdbc:postgresql:")) {
            return PostgresStore.open(settings, time);
        }
        throw new IllegalStateException("Cannot use the database " + settings
                + ": give jdbc:sqlite:<file> or jdbc:postgresql://<host>/<database>");
    }

    private static void warmUpCipher() {
        try {
            AeadConfig.register();
        } catch (java.security.GeneralSecurityException e) {
            // whoever needs it next registers again and meets the same error
        }
    }
}
