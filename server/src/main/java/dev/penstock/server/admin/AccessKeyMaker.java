package dev.penstock.server.admin;

import dev.penstock.store.account.AccessKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Makes access keys in AWS's form: {@code AKIA} and 16 characters, and 40 characters of secret. Thread-safe. */
public final class AccessKeyMaker {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ID_LENGTH = 16;
    private static final int SECRET_BYTES = 30;

    private final InstantSource clock;
    private final SecureRandom random;

    public AccessKeyMaker(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * A new key, not stored yet.
     *
     * @param userName what callers are named by in ARNs
     * @param policy null for all rights of the account
     */
    public AccessKey make(String accountId, String userName, @Nullable String policy, boolean administrator) {
        StringBuilder id = new StringBuilder("AKIA");
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return key(
                id.toString(), Base64.getEncoder().encodeToString(secret), accountId, userName, policy, administrator);
    }

    /** An administrator's key that the operator has chosen. */
    AccessKey chosen(String id, String secret, String accountId, String userName) {
        return key(id, secret, accountId, userName, null, true);
    }

    private AccessKey key(
            String id,
            String secret,
            String accountId,
            String userName,
            @Nullable String policy,
            boolean administrator) {
        return new AccessKey(
                id,
                accountId,
                "arn:aws:iam::" + accountId + ":user/" + userName,
                secret,
                policy,
                administrator,
                clock.instant());
    }
}
