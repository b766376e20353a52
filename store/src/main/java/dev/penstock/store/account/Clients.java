package dev.penstock.store.account;

import dev.penstock.engine.actiontype.ActionTypeKey;
import java.time.Instant;
import java.util.Optional;

/** Client pairs. Their tokens are encrypted at rest, with a hash beside them for comparison (spec jobs 12). */
public interface Clients {

    Optional<Client> find(String clientId);

    Optional<Client> find(String accountId, String region, ActionTypeKey actionType);

    /** The same, as it was a moment ago: for calls that only look, and come all the time. */
    Optional<Client> recent(ClientKey key);

    /**
     * True if this is the client's token, or the one before it within its grace period. Compares hashes in constant time
     * and decrypts nothing; false for an unknown client.
     */
    boolean accepts(String clientId, String token, Instant now);

    void insert(Client client);

    /** Replaces the tokens of a client. */
    void update(Client client);
}
