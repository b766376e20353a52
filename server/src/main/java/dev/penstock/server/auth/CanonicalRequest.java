package dev.penstock.server.auth;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The canonical form of a request, which client and server must write alike for their signatures to agree. */
final class CanonicalRequest {
    private static final Pattern SPACES = Pattern.compile(" +");

    private CanonicalRequest() {}

    /**
     * @param signedHeaders lower case, sorted
     * @param bodyHash lower-case hexadecimal SHA-256 of the body that was received
     */
    static String of(ReceivedRequest request, List<String> signedHeaders, String bodyHash) {
        String headers = signedHeaders.stream()
                .map(name -> name + ":" + value(request, name) + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n",
                request.method(),
                path(request.path()),
                QueryString.parse(request.query()).canonical(),
                headers,
                String.join(";", signedHeaders),
                bodyHash);
    }

    private static String value(ReceivedRequest request, String name) {
        return request.headerValues(name).stream()
                .map(CanonicalRequest::withSingleSpaces)
                .collect(Collectors.joining(","));
    }

    private static String withSingleSpaces(String value) {
        String stripped = value.strip();
        return stripped.contains("  ") ? SPACES.matcher(stripped).replaceAll(" ") : stripped;
    }

    /** Without dot segments and doubled slashes, and encoded once more than on the wire, as all services but S3 do. */
    private static String path(String raw) {
        if (raw.equals("/")) {
            return raw;
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : raw.split("/", -1)) {
            switch (segment) {
                case "", "." -> {}
                case ".." -> segments.pollLast();
                default -> segments.addLast(segment);
            }
        }
        String joined = segments.stream().map(UriEncoding::encode).collect(Collectors.joining("/", "/", ""));
        boolean folder = raw.endsWith("/") || raw.endsWith("/.") || raw.endsWith("/..");
        return segments.isEmpty() || !folder ? joined : joined + "/";
    }
}
