package dev.penstock.store.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs requests.
 *
 * @param id access key id, {@code AKIA...}
 * @param principalArn who signs, for example {@code arn:aws:iam::111111111111:user/admin}
 * @param secret needed in clear to check signatures; encrypted at rest; never in {@link #toString}
 * @param policy IAM policy document; null for all rights of the account
 * @param administrator may use the admin API
 */
public record AccessKey(
        String id,
        String accountId,
        String principalArn,
        String secret,
        @Nullable String policy,
        boolean administrator,
        Instant created) {
    @Override
    public String toString() {
        return "AccessKey[" + id + " of " + principalArn + "]";
    }
}
