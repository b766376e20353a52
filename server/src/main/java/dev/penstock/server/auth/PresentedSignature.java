package dev.penstock.server.auth;

import dev.penstock.api.error.ApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The signature that a request carries, in its {@code Authorization} header or in its query.
 *
 * @param signedHeaders lower case, sorted
 * @param sessionToken {@code X-Amz-Security-Token}; null if there is none
 * @param expires how long a presigned request may be used; null for the header form
 */
record PresentedSignature(
        CredentialScope scope,
        List<String> signedHeaders,
        String signature,
        AmzDate date,
        @Nullable String sessionToken,
        @Nullable Duration expires) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final long LONGEST_EXPIRES = Duration.ofDays(7).toSeconds();

    /** @throws ApiException if there is no signature or a piece of it is missing, in AWS's words */
    static PresentedSignature of(ReceivedRequest request) {
        QueryString query = QueryString.parse(request.query());
        Optional<String> authorization = request.header("authorization");
        boolean presigned = query.has("X-Amz-Algorithm") || query.has("X-Amz-Signature");
        if (authorization.isPresent() && presigned) {
            throw incomplete("A request carries either an Authorization header or a signature in its query, not both.");
        }
        if (authorization.isPresent()) {
            return fromHeader(request, authorization.get());
        }
        if (presigned) {
            return fromQuery(query);
        }
        throw ApiException.of("MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    private static PresentedSignature fromHeader(ReceivedRequest request, String authorization) {
        if (!authorization.startsWith(ALGORITHM + " ")) {
            throw incomplete("Authorization header must start with '" + ALGORITHM + "'.");
        }
        Map<String, String> fields = new HashMap<>();
        for (String pair : authorization.substring(ALGORITHM.length()).split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw incomplete("'" + pair.strip()
                        + "' not a valid key=value pair (missing equal-sign) in Authorization header: '" + authorization
                        + "'.");
            }
            fields.put(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip());
        }
        List<String> missing = new ArrayList<>();
        String credential = require(fields, "Credential", missing);
        String signature = require(fields, "Signature", missing);
        String signedHeaders = require(fields, "SignedHeaders", missing);
        Optional<AmzDate> date = AmzDate.of(request);
        if (date.isEmpty()) {
            missing.add("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }
        if (!missing.isEmpty()) {
            throw incomplete(String.join(" ", missing) + " Authorization=" + authorization);
        }
        return new PresentedSignature(
                CredentialScope.parse(credential),
                headerNames(signedHeaders),
                signature,
                date.orElseThrow(),
                request.header("x-amz-security-token").orElse(null),
                null);
    }

    private static String require(Map<String, String> fields, String name, List<String> missing) {
        String value = fields.getOrDefault(name, "");
        if (value.isEmpty()) {
            missing.add("Authorization header requires '" + name + "' parameter.");
        }
        return value;
    }

    private static PresentedSignature fromQuery(QueryString query) {
        List<String> missing = new ArrayList<>();
        String algorithm = require(query, "X-Amz-Algorithm", missing);
        String credential = require(query, "X-Amz-Credential", missing);
        String signature = require(query, "X-Amz-Signature", missing);
        String signedHeaders = require(query, "X-Amz-SignedHeaders", missing);
        String date = require(query, "X-Amz-Date", missing);
        String expires = require(query, "X-Amz-Expires", missing);
        if (!missing.isEmpty()) {
            throw incomplete(String.join(" ", missing));
        }
        if (!algorithm.equals(ALGORITHM)) {
            throw incomplete("Unsupported AWS 'algorithm': '" + algorithm + "'");
        }
        return new PresentedSignature(
                CredentialScope.parse(credential),
                headerNames(signedHeaders),
                signature,
                AmzDate.parse(date),
                query.single("X-Amz-Security-Token").orElse(null),
                expires(expires));
    }

    private static String require(QueryString query, String name, List<String> missing) {
        Optional<String> value = query.single(name).filter(text -> !text.isEmpty());
        if (value.isEmpty()) {
            missing.add("AWS query-string parameters must include '" + name + "'.");
        }
        return value.orElse("");
    }

    private static Duration expires(String text) {
        boolean number = text.length() <= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        long seconds = number ? Long.parseLong(text) : -1;
        if (seconds < 0 || seconds > LONGEST_EXPIRES) {
            throw incomplete("X-Amz-Expires must be a number of seconds between 0 and " + LONGEST_EXPIRES + ".");
        }
        return Duration.ofSeconds(seconds);
    }

    private static List<String> headerNames(String signedHeaders) {
        return List.of(signedHeaders.split(";", -1)).stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .sorted()
                .distinct()
                .toList();
    }

    private static ApiException incomplete(String message) {
        return ApiException.of("IncompleteSignatureException", message);
    }
}
