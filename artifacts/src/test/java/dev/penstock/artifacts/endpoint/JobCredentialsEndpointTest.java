package dev.penstock.artifacts.endpoint;

import static dev.penstock.artifacts.endpoint.RunningEndpoint.ALICE;
import static dev.penstock.artifacts.endpoint.RunningEndpoint.ALICES_KEY;
import static dev.penstock.artifacts.endpoint.RunningEndpoint.BOB;
import static dev.penstock.artifacts.endpoint.RunningEndpoint.BOBS_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.artifacts.S3Object;
import dev.penstock.artifacts.credentials.JobScope;
import dev.penstock.artifacts.credentials.SessionKey;
import dev.penstock.artifacts.credentials.SessionSubject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Spec jobs 17.5 and the acceptance checks 25.13 to 25.15, against the real endpoint. */
class JobCredentialsEndpointTest {
    private static final String INPUT = "pipe/SourceArti/aaaaaaa.zip";
    private static final String OUTPUT = "pipe/Report/bbbbbbb";
    private static final String OTHER = "pipe/Report/ccccccc";
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final AtomicInteger TESTS = new AtomicInteger();

    @TempDir
    static Path folder;

    private static RunningEndpoint endpoint;
    private static S3Client alice;

    private final String jobId = "job-" + TESTS.incrementAndGet();
    private final String bucket = "artifacts-" + TESTS.get();
    private S3Client worker;

    @BeforeAll
    static void start() throws IOException {
        endpoint = new RunningEndpoint(folder);
        alice = endpoint.client(ALICES_KEY);
    }

    @BeforeEach
    void giveTheJobToAWorker() {
        endpoint.now = Instant.now();
        alice.createBucket(b -> b.bucket(bucket));
        alice.putObject(p -> p.bucket(bucket).key(INPUT), RequestBody.fromString("input"));
        alice.putObject(p -> p.bucket(bucket).key(OTHER), RequestBody.fromString("another action's"));
        endpoint.jobs.put(jobId, scope(bucket));
        worker = worker(minted());
    }

    @AfterAll
    static void stop() throws IOException {
        endpoint.close();
    }

    @Test
    void theWorkerReadsItsInputsAndWritesItsOutputs() {
        assertThat(worker.getObjectAsBytes(g -> g.bucket(bucket).key(INPUT)).asUtf8String())
                .isEqualTo("input");
        assertThat(worker.headObject(h -> h.bucket(bucket).key(INPUT)).contentLength())
                .isEqualTo(5);
        worker.putObject(
                p -> p.bucket(bucket)
                        .key(OUTPUT)
                        .contentType("application/zip")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS),
                RequestBody.fromString("report"));

        assertThat(alice.getObjectAsBytes(g -> g.bucket(bucket).key(OUTPUT)).asUtf8String())
                .isEqualTo("report");
    }

    @Test
    void theWorkerUploadsAnOutputInParts() {
        String upload = worker.createMultipartUpload(c -> c.bucket(bucket)
                        .key(OUTPUT)
                        .contentType("application/gzip")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId("arn:aws:kms:us-east-1:111111111111:key/1"))
                .uploadId();
        String tag = worker.uploadPart(
                        u -> u.bucket(bucket).key(OUTPUT).uploadId(upload).partNumber(1),
                        RequestBody.fromString("in parts"))
                .eTag();
        assertThat(worker.listParts(l -> l.bucket(bucket).key(OUTPUT).uploadId(upload))
                        .parts())
                .hasSize(1);
        worker.completeMultipartUpload(c -> c.bucket(bucket)
                .key(OUTPUT)
                .uploadId(upload)
                .multipartUpload(m ->
                        m.parts(CompletedPart.builder().partNumber(1).eTag(tag).build())));

        var read = alice.getObjectAsBytes(g -> g.bucket(bucket).key(OUTPUT));
        assertThat(read.asUtf8String()).isEqualTo("in parts");
        assertThat(read.response().contentType()).isEqualTo("application/gzip");
    }

    @Test
    void theWorkerGivesUpAnUploadOfItsOwnAndNoneOfOthers() {
        String own =
                worker.createMultipartUpload(c -> c.bucket(bucket).key(OUTPUT)).uploadId();
        String foreign =
                alice.createMultipartUpload(c -> c.bucket(bucket).key(OTHER)).uploadId();

        worker.abortMultipartUpload(a -> a.bucket(bucket).key(OUTPUT).uploadId(own));
        refused(
                "AccessDenied",
                () -> worker.abortMultipartUpload(
                        a -> a.bucket(bucket).key(OTHER).uploadId(foreign)));
        refused(
                "NoSuchUpload",
                () -> worker.abortMultipartUpload(
                        a -> a.bucket(bucket).key(OUTPUT).uploadId(foreign)));

        assertThat(alice.listMultipartUploads(l -> l.bucket(bucket)).uploads())
                .extracting(software.amazon.awssdk.services.s3.model.MultipartUpload::uploadId)
                .containsExactly(foreign);
    }

    @Test
    void nothingElseIsOpen() {
        refused("AccessDenied", () -> worker.getObject(g -> g.bucket(bucket).key(OTHER)));
        refused("AccessDenied", () -> worker.getObject(g -> g.bucket(bucket).key(OUTPUT)));
        refused("AccessDenied", () -> worker.getObject(g -> g.bucket(bucket).key("pipe/x/../SourceArti/aaaaaaa.zip")));
        forbidden(() -> worker.headObject(h -> h.bucket(bucket).key(OTHER)));
        forbidden(() -> worker.putObject(p -> p.bucket(bucket).key(INPUT), RequestBody.fromString("x")));
        forbidden(() -> worker.putObject(p -> p.bucket(bucket).key(OTHER), RequestBody.fromString("x")));
        forbidden(
                () -> worker.putObject(p -> p.bucket(bucket).key(OUTPUT + "/../ccccccc"), RequestBody.fromString("x")));
        refused(
                "AccessDenied",
                () -> worker.createMultipartUpload(c -> c.bucket(bucket).key(OTHER)));
        refused("AccessDenied", () -> worker.deleteObject(d -> d.bucket(bucket).key(OUTPUT)));
        refused("AccessDenied", () -> worker.deleteObject(d -> d.bucket(bucket).key(INPUT)));
        refused(
                "AccessDenied",
                () -> worker.deleteObjects(d -> d.bucket(bucket)
                        .delete(objects -> objects.objects(
                                List.of(ObjectIdentifier.builder().key(INPUT).build())))));
        refused("AccessDenied", () -> worker.getObjectAcl(a -> a.bucket(bucket).key(INPUT)));
        refused(
                "AccessDenied",
                () -> worker.putObjectAcl(a -> a.bucket(bucket).key(OUTPUT).acl("private")));

        assertThat(alice.getObjectAsBytes(g -> g.bucket(bucket).key(INPUT)).asUtf8String())
                .isEqualTo("input");
        assertThat(alice.getObjectAsBytes(g -> g.bucket(bucket).key(OTHER)).asUtf8String())
                .isEqualTo("another action's");
    }

    @Test
    void noBucketCanBeListedAskedAboutOrMade() {
        refused("AccessDenied", worker::listBuckets);
        refused("AccessDenied", () -> worker.listObjects(l -> l.bucket(bucket)));
        refused("AccessDenied", () -> worker.listObjectsV2(l -> l.bucket(bucket).prefix(INPUT)));
        refused("AccessDenied", () -> worker.listMultipartUploads(l -> l.bucket(bucket)));
        refused("AccessDenied", () -> worker.getBucketLocation(l -> l.bucket(bucket)));
        refused("AccessDenied", () -> worker.getBucketVersioning(l -> l.bucket(bucket)));
        refused("AccessDenied", () -> worker.createBucket(c -> c.bucket("made-by-a-job")));
        refused("AccessDenied", () -> worker.deleteBucket(d -> d.bucket(bucket)));
        forbidden(() -> worker.headBucket(h -> h.bucket(bucket)));
    }

    @Test
    void aCopyReadsItsSourceAndSoNeedsItToBeAnInput() {
        worker.copyObject(c -> c.sourceBucket(bucket)
                .sourceKey(INPUT)
                .destinationBucket(bucket)
                .destinationKey(OUTPUT));
        assertThat(alice.getObjectAsBytes(g -> g.bucket(bucket).key(OUTPUT)).asUtf8String())
                .isEqualTo("input");

        refused(
                "AccessDenied",
                () -> worker.copyObject(c -> c.sourceBucket(bucket)
                        .sourceKey(OTHER)
                        .destinationBucket(bucket)
                        .destinationKey(OUTPUT)));
        refused(
                "AccessDenied",
                () -> worker.copyObject(c -> c.sourceBucket(bucket)
                        .sourceKey(INPUT)
                        .destinationBucket(bucket)
                        .destinationKey(OTHER)));
        String upload =
                worker.createMultipartUpload(c -> c.bucket(bucket).key(OUTPUT)).uploadId();
        refused(
                "AccessDenied",
                () -> worker.uploadPartCopy(c -> c.sourceBucket(bucket)
                        .sourceKey(OTHER)
                        .destinationBucket(bucket)
                        .destinationKey(OUTPUT)
                        .uploadId(upload)
                        .partNumber(1)));
    }

    @Test
    void theCredentialsExpireAndNewOnesWork() {
        endpoint.now = endpoint.now.plus(LIFETIME).minusSeconds(1);
        worker.getObject(g -> g.bucket(bucket).key(INPUT)).abort();

        endpoint.now = endpoint.now.plusSeconds(1);
        refused("ExpiredToken", () -> worker.getObject(g -> g.bucket(bucket).key(INPUT)));

        worker(minted()).getObject(g -> g.bucket(bucket).key(INPUT)).abort();
    }

    @Test
    void theCredentialsDieWithTheJob() {
        endpoint.jobs.remove(jobId);

        refused("ExpiredToken", () -> worker.getObject(g -> g.bucket(bucket).key(INPUT)));
    }

    @Test
    void theTokenMustBeThereAndBelongToTheKey() {
        SessionKey key = minted();
        SessionKey other = endpoint.tokens.mint(new SessionSubject.OfJob("other"), endpoint.now.plus(LIFETIME));

        S3Client without = endpoint.client(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
        S3Client mixed = endpoint.client(
                AwsSessionCredentials.create(key.accessKeyId(), key.secretAccessKey(), other.sessionToken()));
        S3Client garbled = endpoint.client(
                AwsSessionCredentials.create(key.accessKeyId(), key.secretAccessKey(), "A" + key.sessionToken()));
        S3Client guessed =
                endpoint.client(AwsSessionCredentials.create(key.accessKeyId(), "guessed", key.sessionToken()));

        refused("InvalidToken", () -> without.getObject(g -> g.bucket(bucket).key(INPUT)));
        refused("InvalidToken", () -> mixed.getObject(g -> g.bucket(bucket).key(INPUT)));
        refused("InvalidToken", () -> garbled.getObject(g -> g.bucket(bucket).key(INPUT)));
        refused(
                "SignatureDoesNotMatch",
                () -> guessed.getObject(g -> g.bucket(bucket).key(INPUT)));
    }

    @Test
    void aPipelineThatNamesAStrangersBucketGetsNothingFromIt() {
        S3Client bob = endpoint.client(BOBS_KEY);
        bob.createBucket(b -> b.bucket("bobs-" + bucket));
        bob.putObject(p -> p.bucket("bobs-" + bucket).key(INPUT), RequestBody.fromString("bob's"));
        endpoint.jobs.put(jobId, scope("bobs-" + bucket));

        refused(
                "AccessDenied",
                () -> worker.getObject(g -> g.bucket("bobs-" + bucket).key(INPUT)));

        endpoint.jobs.put(jobId, new JobScope(BOB, Set.of(new S3Object("bobs-" + bucket, INPUT)), Set.of()));
        worker.getObject(g -> g.bucket("bobs-" + bucket).key(INPUT)).abort();
    }

    @Test
    void aPresignedUrlOfTheWorkerOpensWhatTheWorkerMay() throws Exception {
        try (var presigner = endpoint.presigner(RunningEndpoint.session(minted()))) {
            URI input = presigner
                    .presignGetObject(r -> r.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(g -> g.bucket(bucket).key(INPUT)))
                    .url()
                    .toURI();
            URI other = presigner
                    .presignGetObject(r -> r.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(g -> g.bucket(bucket).key(OTHER)))
                    .url()
                    .toURI();

            assertThat(get(input).body()).isEqualTo("input");
            assertThat(get(other).statusCode()).isEqualTo(403);
            endpoint.jobs.remove(jobId);
            assertThat(get(input).body()).contains("<Code>ExpiredToken</Code>");
        }
    }

    @Test
    void theServerItselfReachesOneAccountsBucketsOnItsBehalf() {
        S3Client forBob = endpoint.client(RunningEndpoint.session(
                endpoint.tokens.mint(new SessionSubject.OfAccount(BOB), endpoint.now.plus(LIFETIME))));
        S3Client forAlice = endpoint.client(RunningEndpoint.session(
                endpoint.tokens.mint(new SessionSubject.OfAccount(ALICE), endpoint.now.plus(LIFETIME))));

        forAlice.getObject(g -> g.bucket(bucket).key(OTHER)).abort();
        refused("AccessDenied", () -> forBob.getObject(g -> g.bucket(bucket).key(OTHER)));
    }

    private JobScope scope(String inBucket) {
        return new JobScope(ALICE, Set.of(new S3Object(inBucket, INPUT)), Set.of(new S3Object(inBucket, OUTPUT)));
    }

    private SessionKey minted() {
        return endpoint.tokens.mint(new SessionSubject.OfJob(jobId), endpoint.now.plus(LIFETIME));
    }

    private static S3Client worker(SessionKey key) {
        return endpoint.client(RunningEndpoint.session(key));
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** The JDK's client loses an answer that comes before its body is sent, now and then; so a single time shows little. */
    @Test
    void aSmallUploadThatIsRefusedIsReadFirst() {
        for (int i = 0; i < 50; i++) {
            forbidden(() -> worker.putObject(p -> p.bucket(bucket).key(OTHER), RequestBody.fromString("x")));
        }
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    /** Answers to HEAD and to Expect: 100-continue reach this client without a body. */
    private static void forbidden(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
}
