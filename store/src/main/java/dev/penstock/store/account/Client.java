package dev.penstock.store.account;

import dev.penstock.engine.actiontype.ActionTypeKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The pair by which a partner knows a customer: one for each customer account, region and partner's action type
 * (spec jobs 12).
 *
 * @param clientId lower-case UUID
 * @param token 256 random bits in base64url; encrypted at rest; never in {@link #toString}
 * @param previousToken the token before the last rotation, good until {@code previousUntil}
 */
public record Client(
        String clientId,
        String accountId,
        String region,
        ActionTypeKey actionType,
        String token,
        @Nullable String previousToken,
        @Nullable Instant previousUntil,
        Instant created) {
    @Override
    public String toString() {
        return "Client[" + clientId + " of " + accountId + "]";
    }
}
