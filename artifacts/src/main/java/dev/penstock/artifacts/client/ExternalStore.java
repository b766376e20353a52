package dev.penstock.artifacts.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An S3 store outside the server.
 *
 * @param endpoint null for AWS's own of the region
 * @param secretAccessKey never in {@link #toString}
 * @param pathStyle most stores that are not AWS need it
 * @param roleArn role that job credentials are made from, by AssumeRole with a session policy; null when the store cannot
 * @param stsEndpoint null for AWS's own; many stores answer AssumeRole on their S3 endpoint
 * @param handOutKeys without a role, jobs get the store's own keys, which open everything; false unless the operator
 *     decides that every worker may have them
 */
public record ExternalStore(
        @Nullable URI endpoint,
        String region,
        String accessKeyId,
        String secretAccessKey,
        boolean pathStyle,
        @Nullable String roleArn,
        @Nullable URI stsEndpoint,
        boolean handOutKeys) {

    @Override
    public String toString() {
        return "ExternalStore[" + endpoint + " in " + region + " as " + accessKeyId + "]";
    }
}
