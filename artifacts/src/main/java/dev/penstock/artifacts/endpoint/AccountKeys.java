package dev.penstock.artifacts.endpoint;

import java.util.Optional;

/** The long-lived access keys that the endpoint accepts; given by the server, asked on every request by many threads. */
@FunctionalInterface
public interface AccountKeys {

    Optional<AccountKey> find(String accessKeyId);
}
