package dev.penstock.cli.codepipeline.send;

import dev.penstock.cli.codepipeline.value.InvalidValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where requests go.
 *
 * @param url as the user gave it, with a path
 * @param path at least a slash
 */
public record Endpoint(String url, boolean tls, String host, int port, String path) {
    private static final Pattern URL = Pattern.compile(
            "(?i)(https?)://(?:[^/?#@]*@)?(\\[[0-9a-f:.]+]|[^/?#:\\[\\]]+)(?::(\\d{1,5}))?(/[^?#]*)?(?:[?#].*)?");
    private static final Pattern NAME =
            Pattern.compile("(?i)(?:(?!-)[a-z\\d-]{1,63}(?<!-)\\.)*(?!-)[a-z\\d-]{1,63}(?<!-)\\.?|\\[[0-9a-f:.]+]");

    /**
     * @throws InvalidValue if it is no URL of a web server
     */
    public static Endpoint of(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches() || !NAME.matcher(matcher.group(2)).matches()) {
            throw new InvalidValue("Invalid endpoint: " + url);
        }
        boolean tls = matcher.group(1).equalsIgnoreCase("https");
        int port = matcher.group(3) == null ? (tls ? 443 : 80) : Integer.parseInt(matcher.group(3));
        if (port > 65535) {
            throw new InvalidValue("Invalid endpoint: " + url);
        }
        String path = matcher.group(4) == null ? "/" : matcher.group(4);
        return new Endpoint(matcher.group(4) == null ? url + "/" : url, tls, matcher.group(2), port, path);
    }

    /**
     * Refuses what an option gives when it lacks {@code http://} (spec cli 15).
     *
     * @throws InvalidValue if it does
     */
    public static void requireScheme(String url) {
        if (!url.matches("(?s)[a-zA-Z][a-zA-Z0-9+.-]*:.*")) {
            throw new InvalidValue("Bad value for --endpoint-url \"" + url + "\": scheme is missing.  Must be of the"
                    + " form http://<hostname>/ or https://<hostname>/");
        }
    }

    /** The value of the header {@code Host}. */
    String authority() {
        return port == (tls ? 443 : 80) ? host : host + ":" + port;
    }
}
