package dev.penstock.server.auth;

import org.jspecify.annotations.Nullable;

/**
 * Who signed a request, and for which region.
 *
 * @param accountId account of the key
 * @param region taken from the signature; a namespace of its own
 * @param principalArn for example {@code arn:aws:iam::111111111111:user/admin}
 * @param policy the key's IAM policy document; null for all rights of its account
 * @param administrator may use the admin API
 */
public record Caller(
        String accountId,
        String region,
        String principalArn,
        String accessKeyId,
        @Nullable String policy,
        boolean administrator) {}
