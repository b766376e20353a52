package dev.penstock.server.settings;

import org.jspecify.annotations.Nullable;

/**
 * The artifact store.
 *
 * @param endpoint null for the embedded one
 * @param secretAccessKey in clear; never in {@link #toString}
 * @param handOutKeys without a role, jobs get the store's own keys, which open everything
 */
public record S3Settings(
        @Nullable String endpoint,
        String region,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey,
        boolean pathStyle,
        @Nullable String stsEndpoint,
        @Nullable String stsRoleArn,
        boolean handOutKeys) {

    static S3Settings from(Settings settings) {
        return new S3Settings(
                settings.optional("s3.endpoint"),
                settings.text("s3.region"),
                settings.optional("s3.access-key-id"),
                settings.secret("s3.secret-access-key"),
                settings.on("s3.path-style"),
                settings.optional("s3.sts-endpoint"),
                settings.optional("s3.sts-role-arn"),
                settings.on("s3.hand-out-keys"));
    }

    @Override
    public String toString() {
        return "S3Settings[endpoint=" + endpoint + ", region=" + region + "]";
    }
}
