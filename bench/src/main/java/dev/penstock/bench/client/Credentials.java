package dev.penstock.bench.client;

/** An access key. */
public record Credentials(String accountId, String keyId, String secret) {
    @Override
    public String toString() {
        return "Credentials[" + accountId + ", " + keyId + "]";
    }
}
