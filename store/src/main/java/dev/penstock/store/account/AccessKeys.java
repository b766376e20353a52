package dev.penstock.store.account;

import java.util.List;
import java.util.Optional;

/** Access keys. Their secrets are encrypted at rest. */
public interface AccessKeys {

    Optional<AccessKey> find(String accessKeyId);

    void insert(AccessKey key);

    List<AccessKey> list(String accountId);

    void delete(String accessKeyId);
}
