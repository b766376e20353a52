package dev.penstock.store.memory;

import dev.penstock.store.account.AccessKey;
import dev.penstock.store.account.AccessKeys;
import java.util.List;
import java.util.Optional;

final class MemoryAccessKeys implements AccessKeys {

    private final SortedTable<String, AccessKey> keys;

    MemoryAccessKeys(SortedTable<String, AccessKey> keys) {
        this.keys = keys;
    }

    @Override
    public Optional<AccessKey> find(String accessKeyId) {
        return Optional.ofNullable(keys.get(accessKeyId));
    }

    @Override
    public void insert(AccessKey key) {
        keys.insert(key.id(), key);
    }

    @Override
    public List<AccessKey> list(String accountId) {
        return keys.all().stream()
                .filter(key -> key.accountId().equals(accountId))
                .toList();
    }

    @Override
    public void delete(String accessKeyId) {
        keys.remove(accessKeyId);
    }
}
