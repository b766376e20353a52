package dev.penstock.artifacts.endpoint;

import static dev.penstock.artifacts.endpoint.RunningEndpoint.ALICE;
import static dev.penstock.artifacts.endpoint.RunningEndpoint.ALICES_KEY;
import static dev.penstock.artifacts.endpoint.RunningEndpoint.BOBS_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

class EmbeddedS3Test {
    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static RunningEndpoint endpoint;
    private static S3Client alice;
    private static S3Client bob;

    private final String bucket = "alices-artifacts-" + TESTS.incrementAndGet();
    private final String bobsBucket = "bobs-artifacts-" + TESTS.get();

    @BeforeAll
    static void start() throws IOException {
        endpoint = new RunningEndpoint(folder);
        alice = endpoint.client(ALICES_KEY);
        bob = endpoint.client(BOBS_KEY);
    }

    @BeforeEach
    void makeBuckets() {
        alice.createBucket(b -> b.bucket(bucket));
        bob.createBucket(b -> b.bucket(bobsBucket));
    }

    @AfterAll
    static void stop() throws IOException {
        endpoint.close();
    }

    @Test
    void anObjectComesBackWithItsTypeAndMetadata() {
        alice.putObject(
                p -> p.bucket(bucket)
                        .key("p/Source/a b+c.zip")
                        .contentType("application/zip")
                        .cacheControl("no-store")
                        .metadata(Map.of("codepipeline-artifact-revision-summary", "first")),
                RequestBody.fromString("content"));

        var read = alice.getObjectAsBytes(g -> g.bucket(bucket).key("p/Source/a b+c.zip"));

        assertThat(read.asUtf8String()).isEqualTo("content");
        assertThat(read.response().contentType()).isEqualTo("application/zip");
        assertThat(read.response().cacheControl()).isEqualTo("no-store");
        assertThat(read.response().metadata()).containsEntry("codepipeline-artifact-revision-summary", "first");
        assertThat(read.response().eTag()).isEqualTo("\"9a0364b9e99bb480dd25e1f0284c8555\"");
    }

    /** The JDK's client repeats no upload on a connection that the server has let go. */
    @Test
    void connectionsOutliveUploads() {
        for (int i = 0; i < 100; i++) {
            alice.putObject(p -> p.bucket(bucket).key("often"), RequestBody.fromString("x"));
        }
        assertThat(text("often")).isEqualTo("x");
    }

    @Test
    void kmsEncryptionIsAcceptedWithAndWithoutAKeyOnSinglePuts() {
        alice.putObject(
                p -> p.bucket(bucket).key("default").serverSideEncryption(ServerSideEncryption.AWS_KMS),
                RequestBody.fromString("a"));
        alice.putObject(
                p -> p.bucket(bucket)
                        .key("own")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId("arn:aws:kms:us-east-1:111111111111:key/1234"),
                RequestBody.fromString("b"));

        assertThat(text("default")).isEqualTo("a");
        assertThat(text("own")).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void kmsEncryptionIsAcceptedWithAndWithoutAKeyOnMultipartUploads(boolean withKey) {
        byte[] first = new byte[5 << 20];
        new Random(1).nextBytes(first);
        byte[] second = "end".getBytes(StandardCharsets.UTF_8);
        String upload = alice.createMultipartUpload(c -> c.bucket(bucket)
                        .key("big.zip")
                        .contentType("application/zip")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(withKey ? "arn:aws:kms:us-east-1:111111111111:key/1234" : null))
                .uploadId();

        List<CompletedPart> parts =
                List.of(part(alice, "big.zip", upload, 1, first), part(alice, "big.zip", upload, 2, second));
        alice.completeMultipartUpload(
                c -> c.bucket(bucket).key("big.zip").uploadId(upload).multipartUpload(m -> m.parts(parts)));

        var read = alice.getObjectAsBytes(g -> g.bucket(bucket).key("big.zip"));
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        assertThat(read.asByteArray()).isEqualTo(whole);
        assertThat(read.response().contentType()).isEqualTo("application/zip");
        assertThat(read.response().eTag()).endsWith("-2\"");
    }

    @Test
    void aBucketCanBeAddressedByItsHostName() throws IOException {
        alice.putObject(p -> p.bucket(bucket).key("a/b"), RequestBody.fromString("by host"));
        try (var presigner = endpoint.presigner(ALICES_KEY, "localhost", false)) {
            URL url = presigner
                    .presignGetObject(r -> r.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(g -> g.bucket(bucket).key("a/b")))
                    .url();

            assertThat(url.getHost()).isEqualTo(bucket + ".localhost");
            assertThat(rawGet(url)).startsWith("HTTP/1.1 200").endsWith("by host");
        }
    }

    @Test
    void anAccountSeesAndReachesItsOwnBucketsOnly() {
        alice.putObject(p -> p.bucket(bucket).key("k"), RequestBody.fromString("private"));

        assertThat(bob.listBuckets().buckets())
                .extracting(Bucket::name)
                .contains(bobsBucket)
                .doesNotContain(bucket);
        refused("AccessDenied", () -> bob.getObject(g -> g.bucket(bucket).key("k")));
        refused("AccessDenied", () -> bob.listObjectsV2(l -> l.bucket(bucket)));
        refused("AccessDenied", () -> bob.getBucketLocation(l -> l.bucket(bucket)));
        refused("AccessDenied", () -> bob.deleteBucket(d -> d.bucket(bucket)));
        // The JDK's client drops the body of an answer to Expect: 100-continue, so only the status is left.
        assertThatThrownBy(() -> bob.putObject(p -> p.bucket(bucket).key("k"), RequestBody.fromString("overwritten")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        refused(
                "AccessDenied",
                () -> bob.copyObject(c -> c.sourceBucket(bucket)
                        .sourceKey("k")
                        .destinationBucket(bobsBucket)
                        .destinationKey("stolen")));
        refused("BucketAlreadyExists", () -> bob.createBucket(b -> b.bucket(bucket)));
        assertThat(text("k")).isEqualTo("private");
    }

    @Test
    void anotherAccountsBucketCannotBeReachedThroughDotsInAKey() {
        alice.putObject(p -> p.bucket(bucket).key("k"), RequestBody.fromString("private"));

        assertThatThrownBy(() -> bob.getObject(g -> g.bucket(bobsBucket).key("../" + bucket + "/k")))
                .isInstanceOf(S3Exception.class);
        assertThatThrownBy(() -> bob.putObject(
                        p -> p.bucket(bobsBucket).key("a/../../" + bucket + "/k"),
                        RequestBody.fromString("overwritten")))
                // The refusal may come before the body is read, which some clients report as a broken connection.
                .isInstanceOf(SdkException.class);
        assertThat(text("k")).isEqualTo("private");
    }

    @Test
    void ownersOutliveTheProcess(@TempDir Path data) throws IOException {
        try (RunningEndpoint before = new RunningEndpoint(data)) {
            before.client(ALICES_KEY).createBucket(b -> b.bucket(bucket));
        }
        try (RunningEndpoint after = new RunningEndpoint(data)) {
            assertThat(after.client(ALICES_KEY).listBuckets().buckets())
                    .extracting(Bucket::name)
                    .containsExactly(bucket);
            refused("AccessDenied", () -> after.client(BOBS_KEY).listObjectsV2(l -> l.bucket(bucket)));
        }
    }

    @Test
    void aDeletedBucketsNameIsFreeAgain() {
        alice.deleteBucket(d -> d.bucket(bucket));

        bob.createBucket(b -> b.bucket(bucket));

        refused("AccessDenied", () -> alice.listObjectsV2(l -> l.bucket(bucket)));
    }

    @Test
    void aKeysPermissionsNarrowWhatItReaches() {
        endpoint.keys.put(
                "AKIAREADER0000000003",
                new AccountKey(
                        ALICE,
                        "readers-secret",
                        (action, resource) -> action.equals("s3:GetObject")
                                && resource.startsWith("arn:aws:s3:::" + bucket + "/open")));
        alice.putObject(p -> p.bucket(bucket).key("open"), RequestBody.fromString("o"));
        alice.putObject(p -> p.bucket(bucket).key("closed"), RequestBody.fromString("c"));
        S3Client reader = endpoint.client(AwsBasicCredentials.create("AKIAREADER0000000003", "readers-secret"));

        assertThat(reader.getObjectAsBytes(g -> g.bucket(bucket).key("open")).asUtf8String())
                .isEqualTo("o");
        refused("AccessDenied", () -> reader.getObject(g -> g.bucket(bucket).key("closed")));
        refused("AccessDenied", () -> reader.getObject(g -> g.bucket(bucket).key("open/../closed")));
        refused("AccessDenied", () -> reader.getObject(g -> g.bucket(bucket).key("/closed")));
        refused("AccessDenied", () -> reader.deleteObject(d -> d.bucket(bucket).key("open")));
        refused("AccessDenied", reader::listBuckets);
    }

    @Test
    void wrongUnknownAndMixedCredentialsAreRefused() {
        S3Client wrong = endpoint.client(AwsBasicCredentials.create(ALICES_KEY.accessKeyId(), "guessed"));
        S3Client unknown = endpoint.client(AwsBasicCredentials.create("AKIAUNKNOWN000000004", "guessed"));
        S3Client mixed = endpoint.client(
                AwsSessionCredentials.create(ALICES_KEY.accessKeyId(), ALICES_KEY.secretAccessKey(), "token"));

        refused("SignatureDoesNotMatch", wrong::listBuckets);
        refused("InvalidAccessKeyId", unknown::listBuckets);
        refused("InvalidToken", mixed::listBuckets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/BUCKET", "/BUCKET/k", "/healthz"})
    void anUnsignedRequestGetsNothing(String path) throws Exception {
        alice.putObject(p -> p.bucket(bucket).key("k").acl("public-read"), RequestBody.fromString("not that public"));

        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(endpoint.uri().resolve(path.replace("BUCKET", bucket)))
                        .GET()
                        .build());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>AccessDenied</Code>").doesNotContain("public");
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "folder/file/below", "LONG"})
    void aKeyThatNoFileCanHaveIsTheCallersMistake(String key) {
        alice.putObject(p -> p.bucket(bucket).key("folder/file"), RequestBody.fromString("kept"));
        String tried = key.replace("LONG", "x".repeat(300));

        assertThatThrownBy(() -> alice.putObject(p -> p.bucket(bucket).key(tried), RequestBody.fromString("v")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400));
        assertThat(text("folder/file")).isEqualTo("kept");
    }

    @Test
    void anOlderSignatureIsToldWhatToUse() throws Exception {
        URI presigned =
                endpoint.uri().resolve("/" + bucket + "/k?AWSAccessKeyId=AKIAALICE00000000001&Signature=x&Expires=9");

        assertThat(send(HttpRequest.newBuilder(presigned).build()).body())
                .contains("<Code>InvalidRequest</Code>")
                .contains("Please use AWS4-HMAC-SHA256.");
        assertThat(send(HttpRequest.newBuilder(endpoint.uri())
                                .header("Authorization", "AWS AKIAALICE00000000001:signature")
                                .build())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aPresignedUrlWorksAndCannotBeGivenAnotherMeaningByAnUnsignedHeader() throws Exception {
        alice.putObject(p -> p.bucket(bucket).key("secret"), RequestBody.fromString("secret"));
        try (var presigner = endpoint.presigner(ALICES_KEY)) {
            URI url = presigner
                    .presignPutObject(r -> r.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(p -> p.bucket(bucket).key("upload")))
                    .url()
                    .toURI();

            HttpResponse<String> plain = send(HttpRequest.newBuilder(url)
                    .PUT(HttpRequest.BodyPublishers.ofString("uploaded"))
                    .build());
            HttpResponse<String> copying = send(HttpRequest.newBuilder(url)
                    .header("x-amz-copy-source", bucket + "/secret")
                    .PUT(HttpRequest.BodyPublishers.noBody())
                    .build());

            assertThat(plain.statusCode()).isEqualTo(200);
            assertThat(copying.statusCode()).isEqualTo(403);
            assertThat(text("upload")).isEqualTo("uploaded");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x/../../other", "00000000-0000-0000-0000-000000000000", ""})
    void anUploadIdThatWasNeverGivenOutNamesNoUpload(String uploadId) {
        alice.putObject(p -> p.bucket(bucket).key("other-k-00001"), RequestBody.fromString("kept"));

        assertThatThrownBy(() -> part(alice, "k", uploadId, 1, new byte[] {1}))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isIn(404, 400));
        assertThat(alice.listObjectsV2(l -> l.bucket(bucket)).contents()).hasSize(1);
        assertThat(text("other-k-00001")).isEqualTo("kept");
    }

    @Test
    void anObjectOfAFormsTypeIsStoredAsItIs() {
        alice.putObject(
                p -> p.bucket(bucket).key("form").contentType("application/x-www-form-urlencoded"),
                RequestBody.fromString("uploadId=1&acl="));

        assertThat(text("form")).isEqualTo("uploadId=1&acl=");
    }

    @Test
    void aReadThatHasTheNewestAlreadyIsToldSo() {
        String tag = alice.putObject(p -> p.bucket(bucket).key("k"), RequestBody.fromString("v"))
                .eTag();

        assertThatThrownBy(() -> alice.getObject(g -> g.bucket(bucket).key("k").ifNoneMatch(tag)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
        refused(
                "PreconditionFailed",
                () -> alice.getObject(g -> g.bucket(bucket).key("k").ifMatch("\"other\"")));
    }

    @Test
    void aTakenPortIsNamed() {
        int taken = endpoint.uri().getPort();

        assertThatThrownBy(() -> EmbeddedS3.start(
                        EmbeddedS3Settings.loopback(folder.resolve("second"), taken),
                        id -> Optional.empty(),
                        endpoint.tokens,
                        id -> Optional.empty(),
                        () -> endpoint.now))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:" + taken)
                .hasMessageContaining("--s3-port");
    }

    private String text(String key) {
        return alice.getObjectAsBytes(g -> g.bucket(bucket).key(key)).asUtf8String();
    }

    private CompletedPart part(S3Client client, String key, String uploadId, int number, byte[] content) {
        String tag = client.uploadPart(
                        u -> u.bucket(bucket).key(key).uploadId(uploadId).partNumber(number),
                        RequestBody.fromBytes(content))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    /** Names below localhost are not resolved everywhere, so the connection is made by address. */
    private static String rawGet(URL url) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            socket.setSoTimeout(10_000);
            String request = "GET " + url.getFile() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return BROWSER.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }
}
