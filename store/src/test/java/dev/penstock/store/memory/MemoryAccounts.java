package dev.penstock.store.memory;

import dev.penstock.store.account.Account;
import dev.penstock.store.account.Accounts;
import java.util.List;
import java.util.Optional;

final class MemoryAccounts implements Accounts {

    private final SortedTable<String, Account> accounts;

    MemoryAccounts(SortedTable<String, Account> accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<Account> find(String accountId) {
        return Optional.ofNullable(accounts.get(accountId));
    }

    @Override
    public void insert(Account account) {
        accounts.insert(account.id(), account);
    }

    @Override
    public List<Account> list() {
        return List.copyOf(accounts.all());
    }
}
