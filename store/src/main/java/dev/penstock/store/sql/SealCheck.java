package dev.penstock.store.sql;

import dev.penstock.store.seal.Sealer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Holds a database and its key file together: a wrong or lost key shows at the start, not at the first secret. */
public final class SealCheck {

    private static final String PLACE = "seal";

    private SealCheck() {}

    /**
     * The sealer of this database. A new database gets the key file if there is one, or else a new one; a database that
     * has been used opens with its own key file only.
     *
     * @throws IllegalStateException if the key file is missing or is another database's
     */
    public static Sealer sealer(Handle handle, Path keyFile) {
        Optional<byte[]> mark = mark(handle);
        if (mark.isEmpty()) {
            Sealer sealer = Files.exists(keyFile) ? Sealer.read(keyFile) : Sealer.create(keyFile);
            handle.createUpdate("INSERT INTO seal (id, sealed) VALUES (1, :sealed) ON CONFLICT (id) DO NOTHING")
                    .bind("sealed", sealer.seal("penstock", PLACE))
                    .execute();
            // another node may have been first
            return checked(sealer, mark(handle).orElseThrow(), keyFile);
        }
        if (!Files.exists(keyFile)) {
            throw new IllegalStateException("The key file " + keyFile + " is missing, but the database holds secrets"
                    + " that only it opens. Put the file back from a backup or, on a further node, copy the first node's."
                    + " To begin anew without the old state, use a new database.");
        }
        return checked(Sealer.read(keyFile), mark.get(), keyFile);
    }

    /**
     * Holds a database that is looked at, not opened, against a key file.
     *
     * @throws IllegalStateException if the key file is missing or is another database's, or the database never had one
     */
    public static void requireMatch(Handle handle, Path keyFile) {
        byte[] mark = mark(handle)
                .orElseThrow(() -> new IllegalStateException("The database holds no state of a Penstock server."));
        checked(Sealer.read(keyFile), mark, keyFile);
    }

    private static Sealer checked(Sealer sealer, byte[] mark, Path keyFile) {
        try {
            sealer.unseal(mark, PLACE);
            return sealer;
        } catch (IllegalStateException e) {
            throw new IllegalStateException("The key file " + keyFile + " belongs to another database."
                    + " Put the file back that was used with this one or, on a further node, copy the first node's.");
        }
    }

    private static Optional<byte[]> mark(Handle handle) {
        return handle.createQuery("SELECT sealed FROM seal WHERE id = 1")
                .map((row, context) -> row.getBytes("sealed"))
                .findOne();
    }
}
