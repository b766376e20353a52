package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.engine.event.EventFilter;
import dev.penstock.server.events.EventStream;
import dev.penstock.store.event.PublishedEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.JobData;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.S3ArtifactLocation;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What several servers tell each other, and that it makes no difference which one is asked. */
@Timeout(180)
class ManyNodesTest extends ManyNodes {

    @Test
    void aHeldPollWakesForAJobThatAnotherNodeMakes() throws Exception {
        Node b = nodes.start(clock);
        CompletableFuture<List<Job>> held = heldPoll(b.codePipeline(team, HELD));
        b.awaitParkedRequest();
        assertThat(held).isNotDone();

        createPipeline(a);

        Job job = held.get().getFirst();
        b.codePipeline(team).acknowledgeJob(request -> request.jobId(job.id()).nonce(job.nonce()));
        a.codePipeline(team).putJobSuccessResult(request -> request.jobId(job.id()));
        assertThat(status(b, "shop", 1)).isEqualTo(ActionExecutionStatus.IN_PROGRESS);
    }

    @Test
    void aHeldPollFindsAJobOfWhichNobodyToldWithinSeconds() throws Exception {
        Node b = nodes.start(clock);
        createPipeline(a);
        assertThat(a.codePipeline(team)
                        .pollForJobs(request -> request.actionTypeId(REPO))
                        .jobs())
                .hasSize(1);
        CompletableFuture<List<Job>> held = heldPoll(b.codePipeline(team, HELD));
        b.awaitParkedRequest();
        try (Connection connection = DriverManager.getConnection(nodes.databaseUrl());
                PreparedStatement due = connection.prepareStatement("UPDATE job SET due_at = 0, ack_deadline = 0")) {
            assertThat(due.executeUpdate()).isOne();
        }
        assertThat(held).isNotDone();

        clock.advance(Duration.ofSeconds(5));

        assertThat(held.get()).hasSize(1);
    }

    @Test
    void aNodeThatLosesItsListeningConnectionHearsAgain() throws Exception {
        Node b = nodes.start(clock);
        b.database.cut();
        b.database.mend();
        CompletableFuture<List<Job>> held = heldPoll(b.codePipeline(team, HELD));
        b.awaitParkedRequest();

        createPipeline(a);

        assertThat(held.get()).hasSize(1);
    }

    @Test
    void whatIsDecidedAtOneNodeIsSeenAtTheOther() throws Exception {
        Node b = nodes.start(clock);
        createPipeline(a);
        CodePipelineClient atA = a.codePipeline(team);
        CodePipelineClient atB = b.codePipeline(team);
        Job job = atB.pollForJobs(request -> request.actionTypeId(REPO)).jobs().getFirst();
        atA.acknowledgeJob(request -> request.jobId(job.id()).nonce(job.nonce()));
        atB.putJobSuccessResult(request -> request.jobId(job.id()));

        atB.putApprovalResult(request -> request.pipelineName("shop")
                .stageName("Gate")
                .actionName("Ok")
                .token(action(a, "shop", 1).latestExecution().token())
                .result(result -> result.status(ApprovalStatus.APPROVED).summary("fine")));

        assertThat(status(a, "shop", 1)).isEqualTo(ActionExecutionStatus.SUCCEEDED);
        String second =
                atA.startPipelineExecution(request -> request.name("shop")).pipelineExecutionId();
        atB.stopPipelineExecution(request ->
                request.pipelineName("shop").pipelineExecutionId(second).abandon(true));
        assertThat(atA.getPipelineExecution(
                                request -> request.pipelineName("shop").pipelineExecutionId(second))
                        .pipelineExecution()
                        .status())
                .isEqualTo(PipelineExecutionStatus.STOPPED);
    }

    @Test
    void oneTokenStartsOneExecutionAtWhicheverNodesItIsSent() throws Exception {
        List<Node> all = List.of(a, nodes.start(clock), nodes.start(clock));
        createPipeline(a);
        List<CodePipelineClient> clients =
                all.stream().map(node -> node.codePipeline(team)).toList();

        Set<String> started = new HashSet<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                CodePipelineClient client = clients.get(i % clients.size());
                answers.add(senders.submit(() -> client.startPipelineExecution(
                                request -> request.name("shop").clientRequestToken("once"))
                        .pipelineExecutionId()));
            }
            for (Future<String> answer : answers) {
                started.add(answer.get());
            }
        }

        assertThat(started).hasSize(1);
    }

    @Test
    void aListBegunAtOneNodeGoesOnAtAnother() {
        Node b = nodes.start(clock);
        createPipeline(a);
        ListActionExecutionsResponse first = a.codePipeline(team)
                .listActionExecutions(request -> request.pipelineName("shop").maxResults(1));
        a.codePipeline(team).startPipelineExecution(request -> request.name("shop"));
        ListActionExecutionsResponse newest = a.codePipeline(team)
                .listActionExecutions(request -> request.pipelineName("shop").maxResults(1));
        assertThat(first.actionExecutionDetails()).hasSize(1);

        ListActionExecutionsResponse rest = b.codePipeline(team)
                .listActionExecutions(
                        request -> request.pipelineName("shop").maxResults(1).nextToken(newest.nextToken()));

        assertThat(rest.actionExecutionDetails()).isEqualTo(first.actionExecutionDetails());
    }

    @Test
    void theEventsOfOneNodeReachReadersAtAnother() throws Exception {
        Node b = nodes.start(clock);
        EventStream.Reader reader = b.server
                .events()
                .subscribe(new EventFilter(team.accountId(), List.of(), List.of(), List.of()), OptionalLong.empty());
        CompletableFuture<List<PublishedEvent>> read = new CompletableFuture<>();
        Thread.ofVirtual().name("request-of-a-reader").start(() -> {
            try {
                read.complete(reader.next(Instant.MAX));
            } catch (Exception e) {
                read.completeExceptionally(e);
            }
        });
        b.awaitParkedRequest();

        createPipeline(a);

        assertThat(read.get().getFirst().event().pipeline().name()).isEqualTo("shop");
    }

    /** The embedded endpoint is for one node, but here two have their objects in one folder. */
    @Test
    void theArtifactCredentialsOfOneNodeOpenTheSameObjectsAtAnother() throws Exception {
        Map<String, String> embedded = Map.of("s3.endpoint", "");
        Node b = nodes.start(clock, embedded);
        Path folderOfC = Files.createDirectories(nodes.folderOfNext());
        Files.createSymbolicLink(folderOfC.resolve("s3"), b.server.dataFolder().resolve("s3"));
        Node c = nodes.start(clock, embedded);
        try (S3Client s3 = s3(b, team.credentials())) {
            s3.createBucket(request -> request.bucket("artifacts"));
        }
        createPipeline(b);
        JobData data = b.codePipeline(team)
                .pollForJobs(request -> request.actionTypeId(REPO))
                .jobs()
                .getFirst()
                .data();
        S3ArtifactLocation output = data.outputArtifacts().getFirst().location().s3Location();

        try (S3Client scoped = s3(
                c,
                AwsSessionCredentials.create(
                        data.artifactCredentials().accessKeyId(),
                        data.artifactCredentials().secretAccessKey(),
                        data.artifactCredentials().sessionToken()))) {
            scoped.putObject(
                    request -> request.bucket(output.bucketName()).key(output.objectKey()),
                    RequestBody.fromString("made"));
            assertThatThrownBy(() -> scoped.putObject(
                            request -> request.bucket(output.bucketName()).key("other"),
                            RequestBody.fromString("forbidden")))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            refused -> assertThat(refused.statusCode()).isEqualTo(403));
        }
        try (S3Client s3 = s3(b, team.credentials())) {
            assertThat(s3.getObjectAsBytes(request ->
                                    request.bucket(output.bucketName()).key(output.objectKey()))
                            .asUtf8String())
                    .isEqualTo("made");
        }
    }

    private static S3Client s3(Node node, AwsCredentials credentials) {
        return S3Client.builder()
                .endpointOverride(node.server.s3Endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }
}
