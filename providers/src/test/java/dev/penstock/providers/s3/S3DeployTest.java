package dev.penstock.providers.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.job.JobResult;
import dev.penstock.providers.BuiltInActionTypes;
import dev.penstock.providers.s3.Workshop.JobBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3DeployTest {
    private static final String INPUT = "pipe/SourceOut/abc1234";
    private static final AtomicInteger TESTS = new AtomicInteger();

    @TempDir
    static Path folder;

    private static Workshop workshop;

    private final S3Deploy deploy = new S3Deploy();
    private final String artifacts = "artifacts-" + TESTS.incrementAndGet();
    private final String site = "site-" + TESTS.get();

    @BeforeAll
    static void open() throws IOException {
        workshop = new Workshop(folder);
    }

    @AfterAll
    static void shut() throws IOException {
        workshop.close();
    }

    @BeforeEach
    void makeBuckets() {
        workshop.s3().createBucket(b -> b.bucket(artifacts));
        workshop.s3().createBucket(b -> b.bucket(site));
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        try (var files = Files.list(workshop.scratch())) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void everyFileOfTheArchiveIsDeployedWithItsType() {
        upload(zip(Map.of("index.html", "<p>hello", "static/app.js", "run()", "static/", "", "data", "raw")));

        JobResult result =
                deploy.perform(job(Map.of("Extract", "true", "CacheControl", "max-age=60", "CannedACL", "public-read"))
                        .build());

        assertThat(result)
                .isEqualTo(new JobResult.Success(
                        new JobResult.Progress(site, null, "Deployment Succeeded", null, null), null, Map.of()));
        assertThat(keys()).containsExactlyInAnyOrder("index.html", "static/app.js", "data");
        assertThat(deployed("index.html").asUtf8String()).isEqualTo("<p>hello");
        assertThat(deployed("index.html").response().contentType()).isEqualTo("text/html");
        assertThat(deployed("index.html").response().cacheControl()).isEqualTo("max-age=60");
        assertThat(deployed("static/app.js").response().contentType()).isEqualTo("application/x-javascript");
        assertThat(deployed("data").response().contentType()).isEqualTo("application/octet-stream");
    }

    @Test
    void theKeyIsTheFolderOfTheFilesAndWhatWasThereStays() {
        workshop.s3().putObject(p -> p.bucket(site).key("v1/old.txt"), RequestBody.fromString("old"));
        upload(zip(Map.of("new.txt", "new")));

        JobResult.Success success = (JobResult.Success)
                deploy.perform(job(Map.of("Extract", "true", "ObjectKey", "v1")).build());

        assertThat(keys()).containsExactlyInAnyOrder("v1/new.txt", "v1/old.txt");
        assertThat(success.progress().externalExecutionId()).isEqualTo(site + "/v1");
    }

    @Test
    void theArtifactIsDeployedAsOneObject() {
        upload(zip(Map.of("a", "b")));

        JobResult.Success success = (JobResult.Success) deploy.perform(job(Map.of(
                        "Extract", "false", "ObjectKey", "releases/{datetime}.zip", "KMSEncryptionKeyARN", "arn:key"))
                .build());

        assertThat(keys()).containsExactly("releases/2026-11-01_12-34-56.zip");
        assertThat(deployed("releases/2026-11-01_12-34-56.zip").response().contentType())
                .isEqualTo("application/zip");
        assertThat(success.progress().externalExecutionId()).isEqualTo(site + "/releases/2026-11-01_12-34-56.zip");
    }

    @Test
    void runAgainAfterACrashItWritesTheSameObjects() {
        upload(zip(Map.of("a.txt", "a")));
        JobBuilder job = job(Map.of("Extract", "true", "ObjectKey", "{uuid}/{datetime}"));

        JobResult first = deploy.perform(job.build());
        JobResult second = deploy.perform(job.build());

        assertThat(second).isEqualTo(first);
        assertThat(keys()).singleElement().asString().matches("[0-9a-f-]{36}/2026-11-01_12-34-56/a\\.txt");
    }

    @Test
    void whatIsNeitherTrueNorFalseIsRefusedAtRunTime() {
        failsWith(
                FailureType.CONFIGURATION_ERROR,
                "Invalid value for configuration property 'yes': 'Extract'. Edit your pipeline and set 'Extract' to either"
                        + " 'true' or 'false'.",
                Map.of("Extract", "yes"));
    }

    @Test
    void oneObjectNeedsAKey() {
        failsWith(
                FailureType.CONFIGURATION_ERROR,
                "When the extract feature is disabled, you must provide an object. Edit your pipeline to fix the"
                        + " configuration.",
                Map.of("Extract", "false"));
    }

    @Test
    void whatIsNoArchiveIsMalformed() {
        upload("not a zip".getBytes(StandardCharsets.UTF_8));

        failsWith(FailureType.JOB_FAILED, "The archive is malformed.", Map.of("Extract", "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.txt", "a/../../evil.txt", "a\\..\\evil.txt", "a/.."})
    void anEntryThatLeavesTheFolderStopsTheDeploymentBeforeItsFirstFile(String name) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("good.txt", "good");
        entries.put(name, "evil");
        upload(zip(entries));

        failsWith(
                FailureType.CONFIGURATION_ERROR,
                "The file name " + name + " contains invalid sequence: dot-dot-slash.",
                Map.of("Extract", "true"));
        assertThat(keys()).isEmpty();
    }

    @Test
    void anArchiveOfTooManyFilesIsRefused() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i <= 100_000; i++) {
                zip.putNextEntry(new ZipEntry(Integer.toString(i)));
            }
        }
        upload(bytes.toByteArray());

        failsWith(
                FailureType.JOB_FAILED, "The archive holds 100001 entries; at most 100000.", Map.of("Extract", "true"));
    }

    @Test
    void anArtifactThatWasNeverWrittenFailsTheActionThatNeedsIt() {
        for (Map<String, String> configuration :
                List.of(Map.of("Extract", "true"), Map.of("Extract", "false", "ObjectKey", "k"))) {
            JobResult.Failure failure =
                    (JobResult.Failure) deploy.perform(job(configuration).build());

            assertThat(failure.type()).isEqualTo(FailureType.CONFIGURATION_ERROR);
            assertThat(failure.message()).contains("'SourceOut' does not exist").contains(INPUT);
        }
    }

    @Test
    void aMissingBucketIsNamedAndAStrangersDenied() {
        upload(zip(Map.of("a", "b")));
        workshop.strangersS3().createBucket(b -> b.bucket("strangers-" + site));

        for (String extract : List.of("true", "false")) {
            JobResult.Failure missing = (JobResult.Failure)
                    deploy.perform(job(Map.of("BucketName", "no-such-bucket", "Extract", extract, "ObjectKey", "k"))
                            .build());
            JobResult.Failure denied = (JobResult.Failure)
                    deploy.perform(job(Map.of("BucketName", "strangers-" + site, "Extract", extract, "ObjectKey", "k"))
                            .build());

            assertThat(missing.type()).isEqualTo(FailureType.CONFIGURATION_ERROR);
            assertThat(missing.message()).contains("no-such-bucket");
            assertThat(denied.type()).isEqualTo(FailureType.PERMISSION_ERROR);
            assertThat(denied.message()).contains(Workshop.ROLE).contains("strangers-" + site);
        }
    }

    @Test
    void anUnknownAclIsRefused() {
        upload(zip(Map.of("a", "b")));

        JobResult.Failure failure = (JobResult.Failure) deploy.perform(
                job(Map.of("Extract", "true", "CannedACL", "everybody")).build());

        assertThat(failure.type()).isEqualTo(FailureType.CONFIGURATION_ERROR);
        assertThat(failure.message()).contains("'everybody'").contains("public-read");
    }

    private JobBuilder job(Map<String, String> configuration) {
        Map<String, String> whole = new HashMap<>(Map.of("BucketName", site));
        whole.putAll(configuration);
        return workshop.job(BuiltInActionTypes.S3_DEPLOY).configured(whole).input(artifacts, INPUT);
    }

    private void failsWith(FailureType type, String message, Map<String, String> configuration) {
        assertThat(deploy.perform(job(configuration).build())).isEqualTo(new JobResult.Failure(type, message, null));
    }

    private void upload(byte[] artifact) {
        workshop.s3().putObject(p -> p.bucket(artifacts).key(INPUT), RequestBody.fromBytes(artifact));
    }

    private List<String> keys() {
        return workshop.s3().listObjectsV2(l -> l.bucket(site)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private ResponseBytes<GetObjectResponse> deployed(String key) {
        return workshop.s3().getObjectAsBytes(g -> g.bucket(site).key(key));
    }

    private static byte[] zip(Map<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return bytes.toByteArray();
    }
}
