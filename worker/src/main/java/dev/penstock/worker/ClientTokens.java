package dev.penstock.worker;

import java.util.Map;
import java.util.Optional;

/**
 * The partner's own record of its customers: which secret token belongs to which client id. Must be safe for use by
 * many threads. A lookup may go to a database; give it a time-out.
 */
@FunctionalInterface
public interface ClientTokens {
    /** The token of a client; empty when this partner does not know the client. */
    Optional<String> tokenOf(String clientId);

    /** Tokens that never change, for tests and small set-ups. */
    static ClientTokens of(Map<String, String> tokens) {
        Map<String, String> copy = Map.copyOf(tokens);
        return clientId -> Optional.ofNullable(copy.get(clientId));
    }
}
