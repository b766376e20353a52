package dev.penstock.artifacts.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells virtual-host-style requests ({@code bucket.localhost:8421/key}) from path-style ones ({@code localhost:8421/bucket/key}).
 * The names of AWS's own S3 endpoints are understood too, for workers that reach us by redirected DNS (spec jobs 22.1).
 *
 * @param domains names of this endpoint, lower case; {@code bucket.<domain>} addresses a bucket. Any other name and every
 *     IP address is path style
 */
record Addressing(List<String> domains) {
    private static final Pattern AWS =
            Pattern.compile("(?:(?<bucket>.+)\\.)?s3(?:[.-](?:dualstack\\.)?[a-z0-9-]+)?\\.amazonaws\\.com(?:\\.cn)?");

    Optional<String> bucket(@Nullable String hostHeader) {
        if (hostHeader == null) {
            return Optional.empty();
        }
        String host = withoutPort(hostHeader.toLowerCase(Locale.ROOT));
        Matcher aws = AWS.matcher(host);
        if (aws.matches()) {
            return Optional.ofNullable(aws.group("bucket"));
        }
        for (String domain : domains) {
            if (host.endsWith("." + domain)) {
                return Optional.of(host.substring(0, host.length() - domain.length() - 1));
            }
        }
        return Optional.empty();
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
