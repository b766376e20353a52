package dev.penstock.store.account;

import java.util.List;
import java.util.Optional;

/** Accounts: the customers, partners and teams that the server keeps apart. */
public final class Accounts {

    public Optional<Account> find(String accountId) {
        throw new IllegalStateException("not stored yet");
    }

    public void insert(Account account) {
        throw new IllegalStateException("not stored yet");
    }

    public List<Account> list() {
        throw new IllegalStateException("not stored yet");
    }
}
