package dev.penstock.server.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request as it came over the wire, before anything was decoded: the part of it that signatures cover.
 *
 * @param path raw, still percent-encoded
 * @param query raw, without the question mark; empty if there is none
 * @param headers in the order received
 */
public record ReceivedRequest(String method, String path, String query, List<Header> headers, byte[] body) {

    /** One header line. */
    public record Header(String name, String value) {}

    /** All values of the header in the order received, joined by commas; empty if the header is absent. */
    public Optional<String> header(String name) {
        List<String> values = headerValues(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }

    List<String> headerValues(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    boolean hasHeader(String name) {
        return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
    }

    /** Says nothing of values: they may be credentials. */
    @Override
    public String toString() {
        return method + " " + path
                + headers.stream()
                        .map(header -> header.name().toLowerCase(Locale.ROOT))
                        .toList();
    }
}
