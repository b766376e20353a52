package dev.penstock.bench.crash.store;

import dev.penstock.artifacts.credentials.SessionTokens;
import dev.penstock.artifacts.endpoint.AccountKey;
import dev.penstock.artifacts.endpoint.EmbeddedS3;
import dev.penstock.artifacts.endpoint.EmbeddedS3Settings;
import dev.penstock.artifacts.endpoint.Permissions;
import dev.penstock.bench.crash.call.Keys;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * An S3 store with a token service, in a process of its own: {@code S3StoreMain FOLDER ACCESS-KEY-ID SECRET}. It knows one
 * account with one key, and the sessions that its token service gave out. Says on one line at which addresses both are. Ends
 * when its standard input does.
 */
public final class S3StoreMain {
    /** Whose buckets they are. */
    public static final String OWNER = "999999999999";

    private S3StoreMain() {}

    /** @param arguments the folder for objects, and the one key */
    public static void main(String[] arguments) throws Exception {
        Keys keys = new Keys(arguments[1], arguments[2]);
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        SessionTokens tokens = new SessionTokens(secret);
        try (TokenService sts = TokenService.start(tokens, InstantSource.system());
                EmbeddedS3 s3 = EmbeddedS3.start(
                        EmbeddedS3Settings.loopback(Path.of(arguments[0]), 0),
                        id -> id.equals(keys.id())
                                ? Optional.of(new AccountKey(OWNER, keys.secret(), Permissions.ALL))
                                : Optional.empty(),
                        tokens,
                        sts::scope,
                        InstantSource.system())) {
            System.out.println(s3.uri() + " " + sts.uri());
            while (System.in.read() >= 0) {
                // the harness only keeps the stream open
            }
        }
    }
}
