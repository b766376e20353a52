package dev.penstock.cli.codepipeline.credentials;

import java.util.Optional;

/** An access key. */
public record Credentials(String accessKey, String secret, Optional<String> sessionToken) {
    @Override
    public String toString() {
        return "Credentials[" + accessKey + "]";
    }
}
