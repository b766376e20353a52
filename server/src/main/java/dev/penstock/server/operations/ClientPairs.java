package dev.penstock.server.operations;

import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.store.Tx;
import dev.penstock.store.account.Client;
import dev.penstock.store.account.ClientKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * The pairs of client id and client token by which a partner knows a customer: one pair for each customer account,
 * region and partner's action type, made on first use and stable afterwards (spec jobs 12). Thread-safe.
 */
public final class ClientPairs {
    private static final int TOKEN_BYTES = 32;

    private final InstantSource clock;
    private final Supplier<String> ids;
    private final SecureRandom random;

    public ClientPairs(InstantSource clock, Supplier<String> ids, SecureRandom random) {
        this.clock = clock;
        this.ids = ids;
        this.random = random;
    }

    /** By what the partner knows this customer; it never changes. */
    public String idOf(Tx tx, String accountId, String region, ActionTypeKey actionType) {
        return tx.clients()
                .recent(new ClientKey.Customer(accountId, region, actionType))
                .orElseGet(() -> of(tx, accountId, region, actionType))
                .clientId();
    }

    /** The pair of this customer, made if there is none. */
    public Client of(Tx tx, String accountId, String region, ActionTypeKey actionType) {
        return tx.clients().find(accountId, region, actionType).orElseGet(() -> {
            Client client =
                    new Client(ids.get(), accountId, region, actionType, newToken(), null, null, clock.instant());
            tx.clients().insert(client);
            return client;
        });
    }

    /** A new token for this customer; the old one stays good for the grace period. */
    public Client rotate(Tx tx, String accountId, String region, ActionTypeKey actionType, Duration grace) {
        Client before = of(tx, accountId, region, actionType);
        Client after = new Client(
                before.clientId(),
                accountId,
                region,
                actionType,
                newToken(),
                before.token(),
                clock.instant().plus(grace),
                before.created());
        tx.clients().update(after);
        return after;
    }

    private String newToken() {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }
}
