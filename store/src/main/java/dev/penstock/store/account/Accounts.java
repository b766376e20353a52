package dev.penstock.store.account;

import java.util.List;
import java.util.Optional;

/** Accounts: the customers, partners and teams that the server keeps apart. */
public interface Accounts {

    Optional<Account> find(String accountId);

    void insert(Account account);

    List<Account> list();
}
