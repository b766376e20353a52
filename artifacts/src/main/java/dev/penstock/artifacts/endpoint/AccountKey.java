package dev.penstock.artifacts.endpoint;

/**
 * A long-lived key of an account, as the endpoint needs it.
 *
 * @param accountId whose buckets the key opens
 * @param secret needed in clear to check signatures; never in {@link #toString}
 */
public record AccountKey(String accountId, String secret, Permissions permissions) {

    @Override
    public String toString() {
        return "AccountKey[of " + accountId + "]";
    }
}
