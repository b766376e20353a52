package dev.penstock.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.penstock.api.error.ApiException;
import dev.penstock.store.account.AccessKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Every wrong way to sign, each with AWS's answer (spec events 5.3). Requests are signed by the AWS SDK's own signer. */
class SignatureVerifierTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final AccessKey KEY = new AccessKey(
            "AKIAEXAMPLEEXAMPLE01",
            "111111111111",
            "arn:aws:iam::111111111111:user/worker",
            "s3cr3t/of+the=key",
            null,
            false,
            Instant.EPOCH);
    private static final AwsCredentialsIdentity CREDENTIALS = AwsCredentialsIdentity.create(KEY.id(), KEY.secret());
    private static final String BODY = "{\"name\":\"app\"}";

    private final SignatureVerifier verifier = at(NOW);

    @Test
    void aRequestOfTheSdkIsAccepted() {
        Caller caller = verifier.verify(signed(), "codepipeline");

        assertThat(caller)
                .isEqualTo(new Caller("111111111111", "eu-west-1", KEY.principalArn(), KEY.id(), null, false));
    }

    @Test
    void aPresignedRequestOfTheSdkIsAccepted() {
        assertThat(verifier.verify(presigned(Duration.ofMinutes(15)), "codepipeline")
                        .region())
                .isEqualTo("eu-west-1");
    }

    @Test
    void aRequestWithoutSignatureMissesItsToken() {
        ReceivedRequest request = without(signed(), "Authorization");

        assertRefused(request, "MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    @Test
    void allMissingPiecesAreNamedAtOnce() {
        ReceivedRequest request = without(
                with(signed(), "Authorization", old -> "AWS4-HMAC-SHA256 Credential=" + KEY.id()), "X-Amz-Date");

        assertRefused(
                request,
                "IncompleteSignatureException",
                "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders'"
                        + " parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date'"
                        + " header. Authorization=AWS4-HMAC-SHA256 Credential=" + KEY.id());
    }

    @Test
    void aCredentialThatIsNoScopeIsIncomplete() {
        ReceivedRequest request =
                with(signed(), "Authorization", old -> old.replace("/eu-west-1/codepipeline/aws4_request", ""));

        assertRefused(
                request,
                "IncompleteSignatureException",
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '"
                        + KEY.id() + "/20261101'");
    }

    @Test
    void anotherSchemeIsIncomplete() {
        ReceivedRequest request = with(signed(), "Authorization", old -> "Basic dXNlcjpwYXNz");

        assertThat(refusal(request).code()).isEqualTo("IncompleteSignatureException");
        assertThat(refusal(request)).hasMessageNotContaining("dXNlcjpwYXNz");
    }

    @Test
    void twoSignaturesAtOnceAreRefused() {
        ReceivedRequest presigned = presigned(Duration.ofMinutes(15));
        List<ReceivedRequest.Header> headers = new ArrayList<>(presigned.headers());
        headers.add(new ReceivedRequest.Header(
                "Authorization", signed().header("authorization").orElseThrow()));

        assertThat(refusal(new ReceivedRequest("POST", "/", presigned.query(), headers, presigned.body())))
                .extracting(ApiException::code)
                .isEqualTo("IncompleteSignatureException");
    }

    @Test
    void anUnknownKeyIsNotRecognised() {
        ReceivedRequest request =
                signed(AwsCredentialsIdentity.create("AKIAUNKNOWNUNKNOWN01", KEY.secret()), "codepipeline");

        assertRefused(request, "UnrecognizedClientException", "The security token included in the request is invalid.");
    }

    @Test
    void theSecretOfAnotherKeyDoesNotMatch() {
        ReceivedRequest request = signed(AwsCredentialsIdentity.create(KEY.id(), "another"), "codepipeline");

        assertMismatch(request);
    }

    @Test
    void artifactCredentialsOpenNoCallOfThisApi() {
        ReceivedRequest request = signed(
                AwsSessionCredentialsIdentity.create("ASIAEXAMPLEEXAMPLE01", KEY.secret(), "token"), "codepipeline");

        assertRefused(request, "UnrecognizedClientException", "The security token included in the request is invalid.");
    }

    @Test
    void aSessionTokenWithALongLivedKeyIsNotRecognised() {
        ReceivedRequest request =
                signed(AwsSessionCredentialsIdentity.create(KEY.id(), KEY.secret(), "token"), "codepipeline");

        assertRefused(request, "UnrecognizedClientException", "The security token included in the request is invalid.");
    }

    @Test
    void aSignatureForAnotherServiceIsRefused() {
        assertRefused(
                signed(CREDENTIALS, "s3"),
                "InvalidSignatureException",
                "Credential should be scoped to correct service: 'codepipeline'.");
    }

    @Test
    void aRegionThatIsNoNameIsRefused() {
        ReceivedRequest request = with(signed(), "Authorization", old -> old.replace("eu-west-1", "EU_West!"));

        assertRefused(request, "InvalidSignatureException", "Credential should be scoped to a valid region.");
    }

    @Test
    void anotherTerminatorAndAnotherDayAreNamedTogether() {
        ReceivedRequest request = with(
                signed(),
                "Authorization",
                old -> old.replace("aws4_request", "aws5").replace("/20261101/", "/20261030/"));

        assertRefused(
                request,
                "InvalidSignatureException",
                "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5'. Date in Credential"
                        + " scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20261030' !="
                        + " '20261101', from '20261101T120000Z'.");
    }

    @Test
    void fiveMinutesOldIsGoodAndASecondMoreIsNot() {
        assertThat(at(NOW.plusSeconds(300)).verify(signed(), "codepipeline")).isNotNull();

        ApiException refusal = refusal(at(NOW.plusSeconds(301)), signed());
        assertThat(refusal.code()).isEqualTo("InvalidSignatureException");
        assertThat(refusal)
                .hasMessage("Signature expired: 20261101T120000Z is now earlier than 20261101T120001Z"
                        + " (20261101T120501Z - 5 min.)");
    }

    @Test
    void fiveMinutesAheadIsGoodAndASecondMoreIsNot() {
        assertThat(at(NOW.minusSeconds(300)).verify(signed(), "codepipeline")).isNotNull();

        ApiException refusal = refusal(at(NOW.minusSeconds(301)), signed());
        assertThat(refusal.code()).isEqualTo("InvalidSignatureException");
        assertThat(refusal)
                .hasMessage("Signature not yet current: 20261101T120000Z is still later than 20261101T115959Z"
                        + " (20261101T115459Z + 5 min.)");
    }

    @Test
    void aPresignedRequestLivesAsLongAsItSays() {
        ReceivedRequest request = presigned(Duration.ofMinutes(15));

        assertThat(at(NOW.plusSeconds(900)).verify(request, "codepipeline")).isNotNull();
        assertThat(refusal(at(NOW.plusSeconds(901)), request))
                .hasMessageStartingWith("Signature expired: 20261101T120000Z is now earlier than 20261101T120001Z");
    }

    @Test
    void aPresignedRequestThatWantsToLiveLongerIsRefused() {
        ReceivedRequest request = presigned(Duration.ofMinutes(15));
        ReceivedRequest longer = new ReceivedRequest(
                "POST",
                "/",
                request.query().replace("X-Amz-Expires=900", "X-Amz-Expires=9000"),
                request.headers(),
                request.body());
        ReceivedRequest forEver = new ReceivedRequest(
                "POST",
                "/",
                request.query().replace("X-Amz-Expires=900", "X-Amz-Expires=99999999"),
                request.headers(),
                request.body());

        assertMismatch(longer);
        assertThat(refusal(forEver)).hasMessage("X-Amz-Expires must be a number of seconds between 0 and 604800.");
    }

    @Test
    void aDateThatIsNoneIsIncomplete() {
        assertRefused(
                with(signed(), "X-Amz-Date", old -> "yesterday"),
                "IncompleteSignatureException",
                "Date must be in ISO-8601 'basic format'. Got 'yesterday'. See http://en.wikipedia.org/wiki/ISO_8601");
    }

    @Test
    void theHostMustBeSigned() {
        assertRefused(
                with(signed(), "Authorization", old -> old.replace(";host;", ";")),
                "InvalidSignatureException",
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void theTargetMustBeSigned() {
        assertRefused(
                with(signed(), "Authorization", old -> old.replace(";x-amz-target", "")),
                "InvalidSignatureException",
                "'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void aChangedHeaderOrBodyOrMethodDoesNotMatch() {
        ReceivedRequest signed = signed();

        assertMismatch(with(signed, "X-Amz-Target", old -> "CodePipeline_20150709.DeletePipeline"));
        assertMismatch(with(signed, "Host", old -> "elsewhere:8420"));
        assertMismatch(new ReceivedRequest("PUT", "/", "", signed.headers(), signed.body()));
        assertMismatch(new ReceivedRequest("POST", "/x", "", signed.headers(), signed.body()));
        assertMismatch(new ReceivedRequest("POST", "/", "a=b", signed.headers(), signed.body()));
        assertMismatch(new ReceivedRequest("POST", "/", "", signed.headers(), bytes("{\"name\":\"App\"}")));
        assertMismatch(with(signed, "Authorization", old -> old.substring(0, old.length() - 1) + "g"));
    }

    @Test
    void aDeclaredBodyHashMustBeThatOfTheBody() {
        // Not signed, so that the signature alone would still hold.
        List<ReceivedRequest.Header> headers =
                new ArrayList<>(without(signed(), "x-amz-content-sha256").headers());
        ReceivedRequest bare = new ReceivedRequest("POST", "/", "", headers, bytes(BODY));
        ReceivedRequest presigned = presigned(Duration.ofMinutes(15));
        List<ReceivedRequest.Header> unsigned = new ArrayList<>(presigned.headers());
        unsigned.add(new ReceivedRequest.Header("x-amz-content-sha256", "UNSIGNED-PAYLOAD"));

        assertMismatch(new ReceivedRequest("POST", "/", presigned.query(), unsigned, presigned.body()));
        assertThat(bare.hasHeader("x-amz-content-sha256")).isFalse();
    }

    @Test
    void theDiagnosisIsGivenOnlyWhenAskedFor() {
        ReceivedRequest tampered = with(signed(), "Host", old -> "elsewhere:8420");
        SignatureVerifier explaining = new SignatureVerifier(this::find, InstantSource.fixed(NOW), true);

        assertThat(refusal(tampered)).hasMessageNotContaining("elsewhere");
        assertThat(refusal(explaining, tampered))
                .hasMessageContaining("The Canonical String for this request should have been\n'POST\n/\n\n")
                .hasMessageContaining("host:elsewhere:8420")
                .hasMessageContaining("The String-to-Sign should have been\n'AWS4-HMAC-SHA256\n20261101T120000Z\n"
                        + "20261101/eu-west-1/codepipeline/aws4_request\n")
                .hasMessageNotContaining(KEY.secret());
    }

    private Optional<AccessKey> find(String id) {
        return Optional.of(KEY).filter(key -> key.id().equals(id));
    }

    private SignatureVerifier at(Instant now) {
        return new SignatureVerifier(this::find, InstantSource.fixed(now), false);
    }

    private void assertMismatch(ReceivedRequest request) {
        assertRefused(
                request,
                "InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                        + " Access Key and signing method. Consult the service documentation for details.");
    }

    private void assertRefused(ReceivedRequest request, String code, String message) {
        ApiException refusal = refusal(request);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal).hasMessage(message);
        assertThat(refusal.status()).isEqualTo(400);
    }

    private ApiException refusal(ReceivedRequest request) {
        return refusal(verifier, request);
    }

    private static ApiException refusal(SignatureVerifier verifier, ReceivedRequest request) {
        return catchThrowableOfType(ApiException.class, () -> verifier.verify(request, "codepipeline"));
    }

    private static ReceivedRequest signed() {
        return signed(CREDENTIALS, "codepipeline");
    }

    private static ReceivedRequest signed(AwsCredentialsIdentity credentials, String service) {
        return sign(credentials, service, null);
    }

    private static ReceivedRequest presigned(Duration expires) {
        return sign(CREDENTIALS, "codepipeline", expires);
    }

    private static ReceivedRequest sign(
            AwsCredentialsIdentity credentials, String service, @org.jspecify.annotations.Nullable Duration expires) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("http://localhost:8420/"))
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "CodePipeline_20150709.GetPipeline")
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> {
                    sign.identity(credentials)
                            .request(request)
                            .payload(ContentStreamProvider.fromUtf8String(BODY))
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                            .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                            .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC));
                    if (expires != null) {
                        sign.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, expires);
                    }
                })
                .request();
        List<ReceivedRequest.Header> headers = new ArrayList<>();
        signed.forEachHeader(
                (name, values) -> values.forEach(value -> headers.add(new ReceivedRequest.Header(name, value))));
        return new ReceivedRequest(
                "POST", "/", signed.encodedQueryParameters().orElse(""), List.copyOf(headers), bytes(BODY));
    }

    private static ReceivedRequest with(ReceivedRequest request, String name, UnaryOperator<String> change) {
        return new ReceivedRequest(
                request.method(),
                request.path(),
                request.query(),
                request.headers().stream()
                        .map(header -> header.name().equalsIgnoreCase(name)
                                ? new ReceivedRequest.Header(name, change.apply(header.value()))
                                : header)
                        .toList(),
                request.body());
    }

    private static ReceivedRequest without(ReceivedRequest request, String name) {
        return new ReceivedRequest(
                request.method(),
                request.path(),
                request.query(),
                request.headers().stream()
                        .filter(header -> !header.name().equalsIgnoreCase(name))
                        .toList(),
                request.body());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
