package dev.penstock.server.admin;

import dev.penstock.server.data.ProfileFiles;
import dev.penstock.server.settings.AdministratorSettings;
import dev.penstock.server.settings.SettingsException;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import dev.penstock.store.account.AccessKey;
import dev.penstock.store.account.Account;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sees to it that the profile in the data folder holds an administrator's key of this database: at the first start, and
 * when the folder is put before another database.
 */
public final class FirstAdministrator {
    /** The account that a server begins with. */
    public static final String ACCOUNT = "111111111111";

    private static final String USER = "admin";

    private final Store store;
    private final InstantSource clock;
    private final AccessKeyMaker keys;

    public FirstAdministrator(Store store, InstantSource clock, AccessKeyMaker keys) {
        this.store = store;
        this.clock = clock;
        this.keys = keys;
    }

    /**
     * Gives the folder's profile a key that the database knows: the chosen one, or else the folder's own.
     *
     * @param chosen by the operator
     * @throws SettingsException if the chosen key is in the database as another one
     */
    public void ensure(ProfileFiles files, Optional<AdministratorSettings> chosen) {
        if (chosen.isPresent()) {
            ensure(files, chosen.get());
        } else {
            ensureOwn(files);
        }
    }

    private void ensure(ProfileFiles files, AdministratorSettings chosen) {
        store.write(tx -> {
            Optional<AccessKey> known = tx.accessKeys().find(chosen.accessKeyId());
            if (known.isEmpty()) {
                insert(tx, keys.chosen(chosen.accessKeyId(), chosen.secret(), ACCOUNT, USER));
            } else if (!known.get().administrator() || !sameSecret(known.get(), chosen)) {
                throw new SettingsException("The database knows the access key " + chosen.accessKeyId()
                        + " with another secret or other rights. Choose another id in server.administrator-key-id, or give"
                        + " the secret that it was made with.");
            }
            return true;
        });
        files.writeCredentials(chosen.accessKeyId(), chosen.secret());
    }

    private static boolean sameSecret(AccessKey known, AdministratorSettings chosen) {
        return MessageDigest.isEqual(
                known.secret().getBytes(StandardCharsets.UTF_8), chosen.secret().getBytes(StandardCharsets.UTF_8));
    }

    /** The key goes into the database first: one that nobody knows does no harm, one that is not there would. */
    private void ensureOwn(ProfileFiles files) {
        Optional<String> known = files.accessKeyId();
        if (known.isPresent()
                && store.read(tx -> tx.accessKeys().find(known.get())).isPresent()) {
            return;
        }
        AccessKey key = store.write(tx -> insert(tx, keys.make(ACCOUNT, USER, null, true)));
        files.writeCredentials(key.id(), key.secret());
    }

    private AccessKey insert(Tx tx, AccessKey key) {
        if (tx.accounts().find(ACCOUNT).isEmpty()) {
            tx.accounts().insert(new Account(ACCOUNT, "penstock", clock.instant()));
        }
        tx.accessKeys().insert(key);
        return key;
    }
}
