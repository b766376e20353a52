package dev.penstock.artifacts.credentials;

import java.time.Instant;

/** A set of session credentials as handed to a client; the secret members stay out of {@link #toString}. */
public record SessionKey(String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration) {

    @Override
    public String toString() {
        return "SessionKey[" + accessKeyId + " until " + expiration + "]";
    }
}
