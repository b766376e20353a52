package dev.penstock.server.admin;

import dev.penstock.api.error.ApiException;
import dev.penstock.server.auth.Caller;
import dev.penstock.server.iam.PolicyDocument;
import dev.penstock.store.Store;
import dev.penstock.store.account.AccessKey;
import dev.penstock.store.account.Account;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Accounts and their access keys. Thread-safe. */
public final class AccountOperations implements AdminService.Group {
    private final Store store;
    private final InstantSource clock;
    private final AccessKeyMaker keys;
    private final Consumer<String> deleted;

    /** @param deleted told the id of an access key whose deletion is durable, before the answer */
    public AccountOperations(Store store, InstantSource clock, AccessKeyMaker keys, Consumer<String> deleted) {
        this.store = store;
        this.clock = clock;
        this.keys = keys;
        this.deleted = deleted;
    }

    @Override
    public void addTo(AdminService service) {
        service.on("CreateAccount", this::createAccount);
        service.on("ListAccounts", (caller, input) -> listAccounts());
        service.on("CreateAccessKey", this::createAccessKey);
        service.on("DeleteAccessKey", this::deleteAccessKey);
    }

    private Map<String, ?> createAccount(Caller caller, AdminInput input) {
        Account account = new Account(input.text("accountId"), input.text("name"), clock.instant());
        store.write(tx -> {
            if (tx.accounts().find(account.id()).isPresent()) {
                throw ApiException.of(
                        "AccountAlreadyExistsException", "The account '" + account.id() + "' exists already.");
            }
            tx.accounts().insert(account);
            return account;
        });
        return Map.of("account", view(account));
    }

    private Map<String, ?> listAccounts() {
        List<Account> accounts = store.read(tx -> tx.accounts().list());
        return Map.of("accounts", accounts.stream().map(AccountOperations::view).toList());
    }

    private static Map<String, ?> view(Account account) {
        return Map.of("accountId", account.id(), "name", account.name(), "created", account.created());
    }

    /** A policy that the server could not evaluate as written is refused here, not when the key is used. */
    private Map<String, ?> createAccessKey(Caller caller, AdminInput input) {
        String accountId = input.text("accountId");
        Optional<String> policy = input.optionalText("policy");
        policy.ifPresent(PolicyDocument::parse);
        AccessKey created = store.write(tx -> {
            Account account = tx.accounts().find(accountId).orElseThrow(() -> AdminErrors.noAccount(accountId));
            String userName = input.optionalText("userName").orElseGet(() -> userNameOf(account));
            AccessKey key = keys.make(accountId, userName, policy.orElse(null), false);
            tx.accessKeys().insert(key);
            return key;
        });
        return Map.of("accessKeyId", created.id(), "secretAccessKey", created.secret());
    }

    /** The account's name in the characters that user names may have. */
    private static String userNameOf(Account account) {
        String name = account.name().replaceAll("[^A-Za-z0-9+=,.@_-]", "-");
        return name.substring(0, Math.min(name.length(), 64));
    }

    private Map<String, ?> deleteAccessKey(Caller caller, AdminInput input) {
        String id = input.text("accessKeyId");
        if (id.equals(caller.accessKeyId())) {
            throw ApiException.validation("The key that signs this request cannot be the one to delete.");
        }
        store.write(tx -> {
            AccessKey key = tx.accessKeys()
                    .find(id)
                    .orElseThrow(() ->
                            ApiException.of("AccessKeyNotFoundException", "There is no access key '" + id + "'."));
            tx.accessKeys().delete(key.id());
            return key;
        });
        deleted.accept(id);
        return Map.of();
    }
}
