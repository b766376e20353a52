package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsRequest;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsResponse;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.s3.S3Client;

/** A pipeline from a bundle in S3 over a custom worker to files in S3, driven by unmodified SDK clients. */
@Timeout(180)
class PipelineRunTest {
    private static final ActionTypeId CUSTOM = type(ActionCategory.TEST, ActionOwner.CUSTOM, "Acme");

    @Nested
    class OnSqlite {
        @RegisterExtension
        final PenstockExtension penstock = PenstockExtension.builder().build();

        @Test
        void aBundleIsFetchedTestedAndDeployed() throws IOException {
            run(penstock);
        }

        @Test
        void theResultOfAJobWhosePipelineWasDeletedIsReceivedQuietly() throws IOException {
            outliveThePipeline(penstock);
        }
    }

    @Nested
    class OnPostgres {
        @RegisterExtension
        final PenstockExtension penstock =
                PenstockExtension.builder().postgres().build();

        @Test
        void aBundleIsFetchedTestedAndDeployed() throws IOException {
            run(penstock);
        }

        @Test
        void theResultOfAJobWhosePipelineWasDeletedIsReceivedQuietly() throws IOException {
            outliveThePipeline(penstock);
        }
    }

    @Nested
    class OnAMovableClock {
        @RegisterExtension
        final PenstockExtension penstock =
                PenstockExtension.builder().movableClock().build();

        @Test
        void aJobThatNobodyFinishesTimesOutWhenItsLimitPasses() throws IOException {
            Keys team = penstock.newAccount("222222222222", "team");
            CodePipelineClient client = penstock.codePipeline(team);
            String execution = start(client, penstock.s3(team));
            assertThat(taken(client)).isNotNull();

            penstock.clock().advance(Duration.ofHours(25));

            awaitStatus(penstock, team, execution, PipelineExecutionStatus.FAILED);
        }
    }

    private static void run(PenstockExtension penstock) throws IOException {
        Keys team = penstock.newAccount("222222222222", "team");
        CodePipelineClient client = penstock.codePipeline(team);
        S3Client s3 = penstock.s3(team);
        String execution = start(client, s3);

        Job job = taken(client);
        assertThat(client.acknowledgeJob(request -> request.jobId(job.id()).nonce(job.nonce()))
                        .statusAsString())
                .isEqualTo("InProgress");
        AwsSessionCredentials credentials = AwsSessionCredentials.create(
                job.data().artifactCredentials().accessKeyId(),
                job.data().artifactCredentials().secretAccessKey(),
                job.data().artifactCredentials().sessionToken());
        var input = job.data().inputArtifacts().getFirst().location().s3Location();
        try (S3Client scoped = S3Client.builder()
                .endpointOverride(penstock.s3Endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build()) {
            assertThat(scoped.getObjectAsBytes(request ->
                                    request.bucket(input.bucketName()).key(input.objectKey()))
                            .asByteArray())
                    .isEqualTo(zip("index.html", "hello"));
        }
        client.putJobSuccessResult(request -> request.jobId(job.id()));

        awaitStatus(penstock, team, execution, PipelineExecutionStatus.SUCCEEDED);
        assertThat(s3.getObjectAsBytes(request -> request.bucket("site").key("index.html"))
                        .asUtf8String())
                .isEqualTo("hello");
    }

    /** Nobody tells the worker in time, so it must not be told that it did something wrong (spec engine 5.8). */
    private static void outliveThePipeline(PenstockExtension penstock) throws IOException {
        Keys team = penstock.newAccount("222222222222", "team");
        CodePipelineClient client = penstock.codePipeline(team);
        start(client, penstock.s3(team));
        Job job = taken(client);
        client.acknowledgeJob(request -> request.jobId(job.id()).nonce(job.nonce()));

        client.deletePipeline(request -> request.name("shop"));

        client.putJobSuccessResult(request -> request.jobId(job.id()));
        assertThat(client.listPipelines().pipelines()).isEmpty();
    }

    /** The server holds the poll until the source action has made the job. */
    private static Job taken(CodePipelineClient client) {
        PollForJobsResponse polled = client.pollForJobs(PollForJobsRequest.builder()
                .actionTypeId(CUSTOM)
                .overrideConfiguration(more -> more.putHeader("X-Penstock-Wait", "20"))
                .build());
        assertThat(polled.jobs()).hasSize(1);
        return polled.jobs().getFirst();
    }

    private static void awaitStatus(
            PenstockExtension penstock, Keys team, String execution, PipelineExecutionStatus wanted) {
        CodePipelineClient client = penstock.codePipeline(team);
        penstock.awaitPipeline(team, "shop", () -> {
            PipelineExecutionStatus status = client.getPipelineExecution(
                            request -> request.pipelineName("shop").pipelineExecutionId(execution))
                    .pipelineExecution()
                    .status();
            assertThat(status).isIn(PipelineExecutionStatus.IN_PROGRESS, wanted);
            return status == wanted;
        });
    }

    private static String start(CodePipelineClient client, S3Client s3) throws IOException {
        for (String bucket : List.of("bundles", "artifacts", "site")) {
            s3.createBucket(request -> request.bucket(bucket));
        }
        s3.putObject(
                request -> request.bucket("bundles").key("app.zip"), RequestBody.fromBytes(zip("index.html", "hello")));
        client.createCustomActionType(request -> request.category(CUSTOM.category())
                .provider(CUSTOM.provider())
                .version(CUSTOM.version())
                .inputArtifactDetails(count -> count.minimumCount(1).maximumCount(1))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(1)));
        client.createPipeline(request -> request.pipeline(pipeline -> pipeline.name("shop")
                .roleArn("arn:aws:iam::222222222222:role/service")
                .artifactStore(store -> store.type(ArtifactStoreType.S3).location("artifacts"))
                .stages(
                        stage(
                                "Source",
                                action("Fetch", type(ActionCategory.SOURCE, ActionOwner.AWS, "S3"))
                                        .configuration(Map.of(
                                                "S3Bucket",
                                                "bundles",
                                                "S3ObjectKey",
                                                "app.zip",
                                                "PollForSourceChanges",
                                                "false"))
                                        .outputArtifacts(artifact -> artifact.name("SourceOut"))),
                        stage("Test", action("Check", CUSTOM).inputArtifacts(artifact -> artifact.name("SourceOut"))),
                        stage(
                                "Release",
                                action("Deploy", type(ActionCategory.DEPLOY, ActionOwner.AWS, "S3"))
                                        .configuration(Map.of("BucketName", "site", "Extract", "true"))
                                        .inputArtifacts(artifact -> artifact.name("SourceOut"))))));
        return client.listPipelineExecutions(request -> request.pipelineName("shop"))
                .pipelineExecutionSummaries()
                .getFirst()
                .pipelineExecutionId();
    }

    private static StageDeclaration stage(String name, ActionDeclaration.Builder action) {
        return StageDeclaration.builder().name(name).actions(action.build()).build();
    }

    private static ActionDeclaration.Builder action(String name, ActionTypeId type) {
        return ActionDeclaration.builder().name(name).actionTypeId(type);
    }

    private static ActionTypeId type(ActionCategory category, ActionOwner owner, String provider) {
        return ActionTypeId.builder()
                .category(category)
                .owner(owner)
                .provider(provider)
                .version("1")
                .build();
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry(name);
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
