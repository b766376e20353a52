package dev.penstock.cli.codepipeline.send;

import dev.penstock.cli.codepipeline.Surroundings;
import java.util.Locale;
import java.util.Optional;

/** The proxy of the environment: {@code HTTP_PROXY}, {@code HTTPS_PROXY}, {@code NO_PROXY}, lower case wins. */
final class Proxies {
    private Proxies() {}

    /**
     * @throws dev.penstock.cli.codepipeline.value.InvalidValue if it cannot be used
     */
    static Optional<Proxy> of(Endpoint endpoint, Surroundings surroundings) {
        String host = endpoint.host().toLowerCase(Locale.ROOT);
        Optional<String> exceptions = variable(surroundings, "no_proxy");
        if (exceptions.isPresent()) {
            for (String exception : exceptions.get().split(",")) {
                String suffix = exception.strip().toLowerCase(Locale.ROOT);
                suffix = suffix.startsWith(".") ? suffix.substring(1) : suffix;
                if (!suffix.isEmpty()
                        && (suffix.equals("*")
                                || suffix.equals(host)
                                || suffix.equals(host + ":" + endpoint.port())
                                || host.endsWith("." + suffix))) {
                    return Optional.empty();
                }
            }
        }
        String name = endpoint.tls() ? "https_proxy" : "http_proxy";
        return variable(surroundings, name).map(url -> Proxy.of(url, name.toUpperCase(Locale.ROOT)));
    }

    private static Optional<String> variable(Surroundings surroundings, String name) {
        return surroundings.variable(name).or(() -> surroundings.variable(name.toUpperCase(Locale.ROOT)));
    }
}
