package dev.penstock.store.account;

import dev.penstock.engine.actiontype.ActionTypeKey;
import java.util.Optional;

/** Client pairs. */
public final class Clients {

    public Optional<Client> find(String clientId) {
        throw new IllegalStateException("not stored yet");
    }

    public Optional<Client> find(String accountId, String region, ActionTypeKey actionType) {
        throw new IllegalStateException("not stored yet");
    }

    public void insert(Client client) {
        throw new IllegalStateException("not stored yet");
    }

    /** Replaces the tokens of a client. */
    public void update(Client client) {
        throw new IllegalStateException("not stored yet");
    }
}
