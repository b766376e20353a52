package dev.penstock.store.account;

import java.util.List;
import java.util.Optional;

/** Access keys. */
public final class AccessKeys {

    public Optional<AccessKey> find(String accessKeyId) {
        throw new IllegalStateException("not stored yet");
    }

    public void insert(AccessKey key) {
        throw new IllegalStateException("not stored yet");
    }

    public List<AccessKey> list(String accountId) {
        throw new IllegalStateException("not stored yet");
    }

    public void delete(String accessKeyId) {
        throw new IllegalStateException("not stored yet");
    }
}
