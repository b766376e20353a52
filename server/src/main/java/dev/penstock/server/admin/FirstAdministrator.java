package dev.penstock.server.admin;

import dev.penstock.server.data.ProfileFiles;
import dev.penstock.store.Store;
import dev.penstock.store.account.AccessKey;
import dev.penstock.store.account.Account;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sees to it that the profile in the data folder holds an administrator's key of this database: at the first start, and
 * when the folder is put before another database.
 */
public final class FirstAdministrator {
    /** The account that a server begins with. */
    public static final String ACCOUNT = "111111111111";

    private final Store store;
    private final InstantSource clock;
    private final AccessKeyMaker keys;

    public FirstAdministrator(Store store, InstantSource clock, AccessKeyMaker keys) {
        this.store = store;
        this.clock = clock;
        this.keys = keys;
    }

    /** The key goes into the database first: one that nobody knows does no harm, one that is not there would. */
    public void ensure(ProfileFiles files) {
        Optional<String> known = files.accessKeyId();
        if (known.isPresent()
                && store.read(tx -> tx.accessKeys().find(known.get())).isPresent()) {
            return;
        }
        AccessKey key = store.write(tx -> {
            if (tx.accounts().find(ACCOUNT).isEmpty()) {
                tx.accounts().insert(new Account(ACCOUNT, "penstock", clock.instant()));
            }
            AccessKey made = keys.make(ACCOUNT, "admin", null, true);
            tx.accessKeys().insert(made);
            return made;
        });
        files.writeCredentials(key.id(), key.secret());
    }
}
