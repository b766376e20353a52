package dev.penstock.providers.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.execution.SourceOverride;
import dev.penstock.engine.job.JobResult;
import dev.penstock.providers.BuiltInActionTypes;
import dev.penstock.providers.ProviderJob;
import dev.penstock.providers.s3.Workshop.JobBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;
import software.amazon.awssdk.services.s3.S3Client;

class S3SourceTest {
    private static final String KEY = "apps/app.zip";
    private static final String OUTPUT = "pipe/SourceOut/abc1234.zip";
    private static final AtomicInteger TESTS = new AtomicInteger();

    @TempDir
    static Path folder;

    private static Workshop workshop;
    private static VersionedS3 versioned;

    private final S3Source source = new S3Source();
    private final String sources = "sources-" + TESTS.incrementAndGet();
    private final String artifacts = "artifacts-" + TESTS.get();

    @BeforeAll
    static void open() throws Exception {
        workshop = new Workshop(folder);
        versioned = new VersionedS3();
    }

    @AfterAll
    static void shut() throws Exception {
        versioned.close();
        workshop.close();
    }

    @BeforeEach
    void makeBuckets() {
        workshop.s3().createBucket(b -> b.bucket(sources));
        workshop.s3().createBucket(b -> b.bucket(artifacts));
        versioned.makeVersionedBucket(sources);
        versioned.client().createBucket(b -> b.bucket(artifacts));
    }

    @Test
    void theObjectIsCopiedAsItIsAndItsETagIsTheRevisionWhereThereAreNoVersions() {
        workshop.s3()
                .putObject(
                        p -> p.bucket(sources).key(KEY).metadata(Map.of("note", "private")),
                        RequestBody.fromString("first"));
        JobBuilder job = job();

        JobResult.Success success = (JobResult.Success) source.perform(job.build());

        String tag = "8b04d5e3775d298e78455efc5ca404d5";
        assertThat(success.outputVariables())
                .isEqualTo(Map.of("BucketName", sources, "ETag", tag, "ObjectKey", KEY, "VersionId", tag));
        assertThat(success.progress().summary()).isEqualTo("Amazon S3 version id: " + tag);
        assertThat(job.found)
                .singleElement()
                .isEqualTo(success.currentRevision())
                .satisfies(revision -> {
                    assertThat(revision.id()).isEqualTo(tag);
                    assertThat(revision.changeIdentifier()).isEqualTo(tag);
                    assertThat(revision.created()).isNotNull();
                });
        var copied = workshop.s3().getObjectAsBytes(g -> g.bucket(artifacts).key(OUTPUT));
        assertThat(copied.asUtf8String()).isEqualTo("first");
        assertThat(copied.response().contentType()).isEqualTo("application/zip");
        assertThat(copied.response().metadata()).isEmpty();
    }

    @Test
    void theVersionIdIsTheRevisionWhereThereAreVersions() {
        put(versioned.client(), "first");
        String second = put(versioned.client(), "second");
        JobBuilder job = versionedJob();

        JobResult.Success success = (JobResult.Success) source.perform(job.build());

        assertThat(success.outputVariables()).containsEntry("VersionId", second);
        assertThat(success.progress().summary()).isEqualTo("Amazon S3 version id: " + second);
        assertThat(job.found).extracting(Revision::id).containsExactly(second);
        assertThat(output(versioned.client())).isEqualTo("second");
    }

    @Test
    void aSummaryInTheObjectsMetadataIsTheRevisionsSummary() {
        workshop.s3()
                .putObject(
                        p -> p.bucket(sources)
                                .key(KEY)
                                .metadata(Map.of("codepipeline-artifact-revision-summary", "Release 7")),
                        RequestBody.fromString("x"));

        JobResult.Success success = (JobResult.Success) source.perform(job().build());

        assertThat(success.progress().summary()).isEqualTo("Release 7");
    }

    @Test
    void anEarlierVersionIsCopiedWhenTheExecutionAsksForIt() {
        String first = put(versioned.client(), "first");
        put(versioned.client(), "second");

        source.perform(versionedJob()
                .overridden(override(SourceRevisionType.S3_OBJECT_VERSION_ID, first))
                .build());

        assertThat(output(versioned.client())).isEqualTo("first");
    }

    @Test
    void aRunAfterACrashStaysWithTheRevisionThatWasPublished() {
        String first = put(versioned.client(), "first");
        put(versioned.client(), "second");
        JobBuilder job = versionedJob().alreadyBoundTo(new Revision(first, "tag", null, null, null));

        source.perform(job.build());

        assertThat(output(versioned.client())).isEqualTo("first");
        assertThat(job.found).extracting(Revision::id).containsExactly(first);
    }

    @Test
    void aVersionThatIsNotThereIsUnavailable() {
        put(versioned.client(), "first");
        put(workshop.s3(), "first");

        var override = override(SourceRevisionType.S3_OBJECT_VERSION_ID, "never-was");

        failsWith(FailureType.REVISION_UNAVAILABLE, "never-was", versionedJob().overridden(override));
        failsWith(FailureType.REVISION_UNAVAILABLE, "never-was", job().overridden(override));
    }

    @Test
    void withoutVersionsTheNewestCanBeAskedForByItsETag() {
        put(workshop.s3(), "first");

        JobResult result = source.perform(
                job().overridden(override(SourceRevisionType.S3_OBJECT_VERSION_ID, "8b04d5e3775d298e78455efc5ca404d5"))
                        .build());

        assertThat(result).isInstanceOf(JobResult.Success.class);
    }

    @Test
    void anotherKeyIsReadOnlyWhereTheActionAllowsIt() {
        put(workshop.s3(), "configured");
        workshop.s3().putObject(p -> p.bucket(sources).key("other.zip"), RequestBody.fromString("other"));
        var override = override(SourceRevisionType.S3_OBJECT_KEY, "other.zip");

        failsWith(FailureType.CONFIGURATION_ERROR, "AllowOverrideForS3ObjectKey", job().overridden(override));
        JobResult.Success success = (JobResult.Success) source.perform(
                job().configured(Map.of("S3Bucket", sources, "S3ObjectKey", KEY, "AllowOverrideForS3ObjectKey", "true"))
                        .overridden(override)
                        .build());

        assertThat(success.outputVariables()).containsEntry("ObjectKey", "other.zip");
        assertThat(output(workshop.s3())).isEqualTo("other");
    }

    @Test
    void theCaseOfThePermissionForAnotherKeyDoesNotMatter() {
        workshop.s3().putObject(p -> p.bucket(sources).key("other.zip"), RequestBody.fromString("other"));

        JobResult.Success success = (JobResult.Success) source.perform(
                job().configured(Map.of("S3Bucket", sources, "S3ObjectKey", KEY, "AllowOverrideForS3ObjectKey", "True"))
                        .overridden(override(SourceRevisionType.S3_OBJECT_KEY, "other.zip"))
                        .build());

        assertThat(success.outputVariables()).containsEntry("ObjectKey", "other.zip");
    }

    @Test
    void anObjectThatIsReplacedWhileItIsCopiedIsDecidedForAgain() {
        put(workshop.s3(), "first");
        JobBuilder job = job();
        var plain = job.build();
        // The source publishes its decision right before it copies, which is the moment to interfere.
        var interfering = new ProviderJob(
                plain.job(),
                plain.s3(),
                plain.roleArn(),
                null,
                revision -> {
                    job.found.add(revision);
                    if (job.found.size() == 1) {
                        put(workshop.s3(), "second");
                    }
                },
                plain.scratch());

        JobResult.Success success = (JobResult.Success) source.perform(interfering);

        assertThat(job.found).hasSize(2);
        assertThat(success.currentRevision()).isEqualTo(job.found.getLast());
        assertThat(output(workshop.s3())).isEqualTo("second");
    }

    @Test
    void anObjectThatNeverHoldsStillIsOutOfSync() {
        put(workshop.s3(), "0");
        JobBuilder job = job();
        var plain = job.build();
        var interfering = new ProviderJob(
                plain.job(),
                plain.s3(),
                plain.roleArn(),
                null,
                revision -> {
                    job.found.add(revision);
                    put(workshop.s3(), "change " + job.found.size());
                },
                plain.scratch());

        assertThat(source.perform(interfering))
                .isInstanceOfSatisfying(
                        JobResult.Failure.class,
                        failure -> assertThat(failure.type()).isEqualTo(FailureType.REVISION_OUT_OF_SYNC));
    }

    @Test
    void whatIsMissingIsNamed() {
        failsWith(FailureType.CONFIGURATION_ERROR, "The object with key 'apps/app.zip' does not exist.", job());
        failsWith(
                FailureType.CONFIGURATION_ERROR,
                "no-such-bucket",
                job().configured(Map.of("S3Bucket", "no-such-bucket", "S3ObjectKey", KEY)));
        failsWith(FailureType.CONFIGURATION_ERROR, "S3ObjectKey", job().configured(Map.of("S3Bucket", sources)));
        put(workshop.s3(), "x");
        failsWith(FailureType.CONFIGURATION_ERROR, "no-such-store", job().output("no-such-store", OUTPUT));
    }

    @Test
    void aStrangersBucketIsDenied() {
        workshop.strangersS3().createBucket(b -> b.bucket("strangers-" + sources));

        failsWith(
                FailureType.PERMISSION_ERROR,
                "CodePipeline service role \"" + Workshop.ROLE + "\" is getting S3 access denied for the S3 bucket"
                        + " \"strangers-" + sources + "\"",
                job().configured(Map.of("S3Bucket", "strangers-" + sources, "S3ObjectKey", KEY)));
    }

    @Test
    void aStoreThatIsDownIsUnavailable() throws IOException {
        Workshop gone = new Workshop(folder.resolve("gone-" + sources));
        JobBuilder job = gone.job(BuiltInActionTypes.S3_SOURCE)
                .configured(Map.of("S3Bucket", sources, "S3ObjectKey", KEY))
                .output(artifacts, OUTPUT);
        gone.stopEndpoint();

        failsWith(FailureType.SYSTEM_UNAVAILABLE, "Amazon S3 could not be reached", job);
    }

    private JobBuilder job() {
        return workshop.job(BuiltInActionTypes.S3_SOURCE)
                .configured(Map.of("S3Bucket", sources, "S3ObjectKey", KEY))
                .output(artifacts, OUTPUT)
                .encryptedWith("arn:aws:kms:us-east-1:111111111111:key/1");
    }

    private JobBuilder versionedJob() {
        return new JobBuilder(BuiltInActionTypes.S3_SOURCE, versioned.client(), workshop.scratch())
                .configured(Map.of("S3Bucket", sources, "S3ObjectKey", KEY))
                .output(artifacts, OUTPUT);
    }

    private String put(S3Client s3, String content) {
        return String.valueOf(s3.putObject(p -> p.bucket(sources).key(KEY), RequestBody.fromString(content))
                .versionId());
    }

    private String output(S3Client s3) {
        return s3.getObjectAsBytes(g -> g.bucket(artifacts).key(OUTPUT)).asUtf8String();
    }

    private static SourceOverride override(SourceRevisionType type, String value) {
        return new SourceOverride("Action", type, value);
    }

    private void failsWith(FailureType type, String text, JobBuilder job) {
        assertThat(source.perform(job.build())).isInstanceOfSatisfying(JobResult.Failure.class, failure -> {
            assertThat(failure.message()).contains(text);
            assertThat(failure.type()).isEqualTo(type);
        });
    }
}
