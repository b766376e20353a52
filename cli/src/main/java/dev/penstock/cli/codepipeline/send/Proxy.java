package dev.penstock.cli.codepipeline.send;

import dev.penstock.cli.codepipeline.value.InvalidValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Through whom requests go.
 *
 * @param endpoint without the key of the user
 * @param authorization value of the header {@code Proxy-Authorization}; a secret
 */
record Proxy(Endpoint endpoint, Optional<String> authorization) {
    private static final Pattern SCHEME = Pattern.compile("(?is)(?!http://).*?://.*");
    private static final Pattern URL = Pattern.compile("(?is)(?:http://)?(?:([^/?#]*)@)?([^@]*)");

    /**
     * Reads a URL; without a scheme it is one of http.
     *
     * @param variable that holds it, for the message, which never shows the URL: it may hold a password
     * @throws InvalidValue if it is no such URL
     */
    static Proxy of(String url, String variable) {
        if (SCHEME.matcher(url).matches()) {
            throw new InvalidValue("The proxy in " + variable + " cannot be used: its URL must begin with http://");
        }
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw invalid(variable);
        }
        try {
            return new Proxy(
                    Endpoint.of("http://" + matcher.group(2)),
                    Optional.ofNullable(matcher.group(1)).map(Proxy::basic));
        } catch (InvalidValue | IllegalArgumentException e) {
            throw invalid(variable);
        }
    }

    private static InvalidValue invalid(String variable) {
        return new InvalidValue("The proxy in " + variable + " cannot be used: its URL is not valid");
    }

    private static String basic(String user) {
        int colon = user.indexOf(':');
        String name = decoded(colon < 0 ? user : user.substring(0, colon));
        String password = colon < 0 ? "" : decoded(user.substring(colon + 1));
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** A plus is itself here, unlike in forms. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return endpoint.authority();
    }
}
