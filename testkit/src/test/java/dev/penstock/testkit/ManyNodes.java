package dev.penstock.testkit;

import dev.penstock.store.time.MovableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What tests of several servers on one database and one store work with. Clocks stand still unless a test moves them, and
 * then nobody looks by himself: what one node notices of another it was told.
 */
@SuppressWarnings("NullAway.Init") // set before each test
abstract class ManyNodes {
    static final ActionTypeId REPO = ActionTypeId.builder()
            .category(ActionCategory.SOURCE)
            .owner(ActionOwner.CUSTOM)
            .provider("Repo")
            .version("1")
            .build();
    static final ActionTypeId S3 =
            REPO.toBuilder().owner(ActionOwner.AWS).provider("S3").build();
    static final Map<String, String> ONE_PLACE = Map.of("workers.concurrency", "1");
    static final Duration HELD = Duration.ofSeconds(20);
    static final Duration LEASE = Duration.ofSeconds(12);

    @TempDir
    Path folder;

    final MovableClock clock = new MovableClock(Instant.now());
    Nodes nodes;
    Node a;
    Keys team;

    @BeforeEach
    void startTheFirst() throws IOException {
        nodes = new Nodes(folder);
        a = nodes.start(clock, ONE_PLACE);
        Operator operator = a.operator();
        operator.createAccount("222222222222", "team");
        team = operator.createAccessKey("222222222222");
        a.codePipeline(team)
                .createCustomActionType(request -> request.category(REPO.category())
                        .provider(REPO.provider())
                        .version(REPO.version())
                        .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                        .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(1)));
    }

    @AfterEach
    void stopAll() throws IOException {
        nodes.close();
    }

    /** A pipeline of a source and an approval; making it starts it. */
    void createPipeline(Node node, String name, ActionTypeId source, Map<String, String> configuration) {
        node.codePipeline(team)
                .createPipeline(request -> request.pipeline(pipeline -> pipeline.name(name)
                        .roleArn("arn:aws:iam::222222222222:role/service")
                        .artifactStore(store -> store.type(ArtifactStoreType.S3).location("artifacts"))
                        .stages(
                                stage -> stage.name("Source")
                                        .actions(action -> action.name("Fetch")
                                                .actionTypeId(source)
                                                .configuration(configuration)
                                                .outputArtifacts(out -> out.name("Out"))),
                                stage -> stage.name("Gate")
                                        .actions(action -> action.name("Ok")
                                                .actionTypeId(type -> type.category(ActionCategory.APPROVAL)
                                                        .owner(ActionOwner.AWS)
                                                        .provider("Manual")
                                                        .version("1"))))));
    }

    void createPipeline(Node node) {
        createPipeline(node, "shop", REPO, Map.of());
    }

    void createS3Pipeline(Node node, String name) {
        try (S3Client s3 = nodes.s3()) {
            if (s3.listBuckets().buckets().isEmpty()) {
                s3.createBucket(request -> request.bucket("bundles"));
                s3.createBucket(request -> request.bucket("artifacts"));
            }
            s3.putObject(request -> request.bucket("bundles").key("app.zip"), RequestBody.fromString("bundle"));
        }
        createPipeline(
                node,
                name,
                S3,
                Map.of("S3Bucket", "bundles", "S3ObjectKey", "app.zip", "PollForSourceChanges", "false"));
    }

    static CompletableFuture<List<Job>> heldPoll(CodePipelineClient client) {
        return CompletableFuture.supplyAsync(
                () -> client.pollForJobs(request -> request.actionTypeId(REPO).maxBatchSize(1))
                        .jobs(),
                task -> Thread.ofVirtual().start(task));
    }

    ActionState action(Node node, String pipeline, int stage) {
        return node.codePipeline(team)
                .getPipelineState(request -> request.name(pipeline))
                .stageStates()
                .get(stage)
                .actionStates()
                .getFirst();
    }

    @Nullable
    ActionExecutionStatus status(Node node, String pipeline, int stage) {
        ActionExecution latest = action(node, pipeline, stage).latestExecution();
        return latest == null ? null : latest.status();
    }

    void awaitApproval(String pipeline, Node... writers) throws InterruptedException {
        Node looking = writers[0];
        Nodes.await(
                List.of(writers),
                team,
                pipeline,
                () -> status(looking, pipeline, 1) == ActionExecutionStatus.IN_PROGRESS);
    }

    /** What happened to the pipeline, as subscribers of events are told or will be. */
    List<String> events(Node node) {
        return node
                .server
                .store()
                .read(tx -> Stream.concat(
                                tx.eventLog().after(0, team.accountId(), "shop", 1000).stream()
                                        .map(published -> published.event().event()),
                                tx.events().next(1000).stream().map(unpublished -> unpublished.event()))
                        .toList())
                .stream()
                .map(Object::toString)
                .toList();
    }
}
