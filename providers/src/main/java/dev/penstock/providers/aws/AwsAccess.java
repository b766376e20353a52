package dev.penstock.providers.aws;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How AWS services are reached.
 *
 * @param endpoints where something else answers in a service's place; AWS itself for services without an entry
 * @param accessKeyId null to look for credentials where AWS's own tools do: environment, profile, the machine's role
 * @param secretAccessKey in clear; never in {@link #toString}
 */
public record AwsAccess(
        Map<AwsService, URI> endpoints,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey,
        @Nullable String sessionToken) {

    public AwsAccess {
        Map<AwsService, URI> copy = new EnumMap<>(AwsService.class);
        copy.putAll(endpoints);
        endpoints = Map.copyOf(copy);
    }

    Optional<URI> endpoint(AwsService service) {
        return Optional.ofNullable(endpoints.get(service));
    }

    @Override
    public String toString() {
        return "AwsAccess" + endpoints;
    }
}
