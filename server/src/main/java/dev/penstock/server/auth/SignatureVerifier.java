package dev.penstock.server.auth;

import dev.penstock.api.error.ApiException;
import dev.penstock.store.account.AccessKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Checks AWS signatures, version 4, in header and presigned form (spec events 5.1, 5.3). Each wrong way ends in AWS's
 * exception and text. Thread-safe.
 *
 * <p>Stricter than AWS in one point: {@code X-Amz-Target} must be among the signed headers, since it alone says which
 * operation the caller meant; every SDK signs it.
 */
public final class SignatureVerifier {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_REGION = 30;
    private static final String TERMINATOR = "aws4_request";

    /** Prefix of temporary keys. Those of a job open its artifacts and nothing else (spec jobs 17.5). */
    private static final String TEMPORARY = "ASIA";

    private static final int SIGNING_KEYS = 1024;

    private final Function<String, Optional<AccessKey>> keys;
    private final InstantSource clock;
    private final boolean explain;
    private final SigningKeys signingKeys = new SigningKeys(SIGNING_KEYS);

    /**
     * @param keys looks an access key up by its id
     * @param explain adds the canonical request and the string to sign to the error of a wrong signature; for
     *     development, since it shows the caller's headers
     */
    public SignatureVerifier(Function<String, Optional<AccessKey>> keys, InstantSource clock, boolean explain) {
        this.keys = keys;
        this.clock = clock;
        this.explain = explain;
    }

    /**
     * Who signed the request.
     *
     * @param service the name that must stand in the credential scope, for example {@code codepipeline}
     * @throws ApiException that says what is wrong with the signature
     */
    public Caller verify(ReceivedRequest request, String service) {
        PresentedSignature presented = PresentedSignature.of(request);
        CredentialScope scope = presented.scope();
        AccessKey key = find(scope.accessKeyId(), presented);
        checkScope(presented, service);
        checkTime(presented);
        checkSignedHeaders(request, presented);
        String bodyHash = SigningKeys.sha256(request.body());
        String canonical = CanonicalRequest.of(request, presented.signedHeaders(), bodyHash);
        String toSign = String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                presented.date().text(),
                scope.withoutKey(),
                SigningKeys.sha256(canonical.getBytes(StandardCharsets.UTF_8)));
        byte[] signingKey = signingKeys.derive(scope, key.secret());
        String expected = HexFormat.of().formatHex(SigningKeys.hmac(signingKey, toSign));
        if (!SigningKeys.same(expected, presented.signature()) || !bodyHashAgrees(request, bodyHash)) {
            throw mismatch(canonical, toSign);
        }
        signingKeys.keep(scope, key.secret(), signingKey);
        return caller(key, scope.region());
    }

    /**
     * The caller with the rights that its key has by now, for connections that outlive their signature; empty if the key
     * is gone.
     */
    public Optional<Caller> again(Caller caller) {
        return keys.apply(caller.accessKeyId()).map(key -> caller(key, caller.region()));
    }

    private static Caller caller(AccessKey key, String region) {
        return new Caller(key.accountId(), region, key.principalArn(), key.id(), key.policy(), key.administrator());
    }

    private AccessKey find(String accessKeyId, PresentedSignature presented) {
        boolean temporary = accessKeyId.startsWith(TEMPORARY) || presented.sessionToken() != null;
        return (temporary ? Optional.<AccessKey>empty() : keys.apply(accessKeyId))
                .orElseThrow(() -> ApiException.of(
                        "UnrecognizedClientException", "The security token included in the request is invalid."));
    }

    private static void checkScope(PresentedSignature presented, String service) {
        CredentialScope scope = presented.scope();
        List<String> wrong = new ArrayList<>();
        if (!REGION.matcher(scope.region()).matches() || scope.region().length() > LONGEST_REGION) {
            wrong.add("Credential should be scoped to a valid region.");
        }
        if (!scope.service().equals(service)) {
            wrong.add("Credential should be scoped to correct service: '" + service + "'.");
        }
        if (!scope.terminator().equals(TERMINATOR)) {
            wrong.add("Credential should be scoped with a valid terminator: '" + TERMINATOR + "', not '"
                    + scope.terminator() + "'.");
        }
        if (!scope.date().equals(presented.date().day())) {
            wrong.add("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                    + scope.date() + "' != '" + presented.date().day() + "', from '"
                    + presented.date().text() + "'.");
        }
        if (!wrong.isEmpty()) {
            throw invalid(String.join(" ", wrong));
        }
    }

    private void checkTime(PresentedSignature presented) {
        Instant now = clock.instant();
        Instant signed = presented.date().instant();
        Duration good = presented.expires() == null ? CLOCK_SKEW : presented.expires();
        if (signed.isBefore(now.minus(good))) {
            throw invalid("Signature expired: " + presented.date().text() + " is now earlier than "
                    + AmzDate.format(now.minus(good)) + " (" + AmzDate.format(now) + " - " + inWords(good) + ")");
        }
        if (signed.isAfter(now.plus(CLOCK_SKEW))) {
            throw invalid("Signature not yet current: " + presented.date().text() + " is still later than "
                    + AmzDate.format(now.plus(CLOCK_SKEW)) + " (" + AmzDate.format(now) + " + " + inWords(CLOCK_SKEW)
                    + ")");
        }
    }

    private static String inWords(Duration duration) {
        return duration.toSecondsPart() == 0 ? duration.toMinutes() + " min." : duration.toSeconds() + " s.";
    }

    private static void checkSignedHeaders(ReceivedRequest request, PresentedSignature presented) {
        List<String> signed = presented.signedHeaders();
        if (!signed.contains("host")) {
            throw invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        if (request.hasHeader("x-amz-target") && !signed.contains("x-amz-target")) {
            throw invalid("'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.");
        }
    }

    /** A declared hash must be that of the body; this service has no unsigned and no chunked payloads. */
    private static boolean bodyHashAgrees(ReceivedRequest request, String bodyHash) {
        return request.header("x-amz-content-sha256")
                .map(declared -> SigningKeys.same(declared.toLowerCase(Locale.ROOT), bodyHash))
                .orElse(true);
    }

    private ApiException mismatch(String canonical, String toSign) {
        String message = "The request signature we calculated does not match the signature you provided. Check your AWS"
                + " Secret Access Key and signing method. Consult the service documentation for details.";
        if (explain) {
            message += "\n\nThe Canonical String for this request should have been\n'" + canonical
                    + "'\n\nThe String-to-Sign should have been\n'" + toSign + "'\n";
        }
        return invalid(message);
    }

    private static ApiException invalid(String message) {
        return ApiException.of("InvalidSignatureException", message);
    }
}
