package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.LimitExceededException;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.s3.S3Client;

/** Sources that the server polls by itself, at a whole server (spec engine 8.2, 5.8). */
@Timeout(180)
class PolledPipelineTest {

    @Nested
    class OnSqlite {
        @RegisterExtension
        final PenstockExtension penstock = PenstockExtension.builder()
                .setting("sources.poll-interval", "1s")
                .setting("limits.pipelines", "1")
                .build();

        @Test
        void eachRevisionOfAPolledSourceStartsAnExecution() {
            run(penstock);
        }

        @Test
        void aPipelineThatPollsNothingStartsAtOnceAndPollsOnceItIsTold() {
            Keys admin = penstock.administrator();
            CodePipelineClient client = penstock.codePipeline(admin);
            put(buckets(penstock, admin), "Fetch.zip", "one");
            client.createPipeline(request -> request.pipeline(pipeline("false", "Fetch")));
            assertThat(triggers(client)).containsExactly("CreatePipeline");

            client.updatePipeline(request -> request.pipeline(pipeline("True", "Fetch")));

            awaitTriggers(penstock, admin, List.of("CreatePipeline", "PollForSourceChanges Fetch"));
        }

        @Test
        @DisplayName("a source that cannot be polled shows why, without an execution (spec engine 8.2)")
        void aSourceThatCannotBePolledShowsWhy() {
            Keys admin = penstock.administrator();
            CodePipelineClient client = penstock.codePipeline(admin);
            S3Client s3 = buckets(penstock, admin);
            client.createPipeline(request -> request.pipeline(pipeline("true", "Fetch")));

            penstock.awaitPipeline(admin, "shop", () -> source(client).latestExecution() != null);

            assertThat(source(client).currentRevision()).isNull();
            assertThat(source(client).latestExecution()).satisfies(shown -> {
                assertThat(shown.statusAsString()).isEqualTo("Failed");
                assertThat(shown.actionExecutionId()).isNull();
                assertThat(shown.errorDetails().code()).isEqualTo("ConfigurationError");
                assertThat(shown.errorDetails().message()).isEqualTo("The object with key 'Fetch.zip' does not exist.");
            });
            assertThat(triggers(client)).isEmpty();

            put(s3, "Fetch.zip", "one");
            awaitTriggers(penstock, admin, List.of("PollForSourceChanges Fetch"));
            assertThat(source(client).latestExecution())
                    .as("executions of a PARALLEL pipeline are not shown")
                    .isNull();
        }

        @Test
        @DisplayName("polling that was switched off begins again with the next start or edit (spec engine 8.2)")
        void pollingBeginsAgain() {
            Keys admin = penstock.administrator();
            CodePipelineClient client = penstock.codePipeline(admin);
            put(buckets(penstock, admin), "Fetch.zip", "one");
            client.createPipeline(request -> request.pipeline(pipeline("true", "Fetch")));
            awaitTriggers(penstock, admin, List.of("PollForSourceChanges Fetch"));

            switchOff(admin);
            assertThat(disabledAt(client)).isNotNull();
            client.startPipelineExecution(request -> request.name("shop"));
            assertThat(disabledAt(client)).isNull();

            switchOff(admin);
            client.updatePipeline(request -> request.pipeline(pipeline("true", "Fetch")));
            assertThat(disabledAt(client)).isNull();
        }

        private void switchOff(Keys keys) {
            penstock.server().store().write(tx -> {
                String id = tx.pipelines()
                        .find(keys.accountId(), PenstockExtension.REGION, "shop")
                        .orElseThrow()
                        .ref()
                        .id();
                tx.pipelines().disablePolling(id, Instant.now());
                return id;
            });
        }

        private static Instant disabledAt(CodePipelineClient client) {
            return client.getPipeline(request -> request.name("shop"))
                    .metadata()
                    .pollingDisabledAt();
        }

        private static ActionState source(CodePipelineClient client) {
            return client.getPipelineState(request -> request.name("shop"))
                    .stageStates()
                    .getFirst()
                    .actionStates()
                    .getFirst();
        }

        @Test
        void anAccountHasNoMorePipelinesThanTheSettingAllows() {
            CodePipelineClient client = penstock.codePipeline(penstock.administrator());
            client.createPipeline(request -> request.pipeline(pipeline("false", "Fetch")));

            assertThatThrownBy(() -> client.createPipeline(request -> request.pipeline(
                            pipeline("false", "Fetch").toBuilder().name("other").build())))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("The limit of 1 pipelines has been exceeded");
        }
    }

    @Nested
    class OnPostgres {
        @RegisterExtension
        final PenstockExtension penstock = PenstockExtension.builder()
                .setting("sources.poll-interval", "1s")
                .postgres()
                .build();

        @Test
        void eachRevisionOfAPolledSourceStartsAnExecution() {
            run(penstock);
        }
    }

    private static void run(PenstockExtension penstock) {
        Keys admin = penstock.administrator();
        CodePipelineClient client = penstock.codePipeline(admin);
        S3Client s3 = buckets(penstock, admin);
        put(s3, "Docs.zip", "one");
        put(s3, "Fetch.zip", "one");

        client.createPipeline(request -> request.pipeline(pipeline(null, "Docs", "Fetch")));
        List<String> first = List.of("PollForSourceChanges Docs", "PollForSourceChanges Fetch");
        awaitTriggers(penstock, admin, first);

        put(s3, "Fetch.zip", "two");
        awaitTriggers(penstock, admin, List.of(first.get(0), first.get(1), first.get(1)));
    }

    /** Fails at once if more was started than is wanted. */
    private static void awaitTriggers(PenstockExtension penstock, Keys keys, List<String> wanted) {
        CodePipelineClient client = penstock.codePipeline(keys);
        penstock.awaitPipeline(keys, "shop", () -> {
            List<String> triggers = triggers(client);
            assertThat(triggers).hasSizeLessThanOrEqualTo(wanted.size());
            return triggers.equals(wanted);
        });
    }

    /** In alphabetical order; the details of polls only. */
    private static List<String> triggers(CodePipelineClient client) {
        return client
                .listPipelineExecutions(request -> request.pipelineName("shop"))
                .pipelineExecutionSummaries()
                .stream()
                .map(PipelineExecutionSummary::trigger)
                .map(trigger -> trigger.triggerTypeAsString().equals("PollForSourceChanges")
                        ? "PollForSourceChanges " + trigger.triggerDetail()
                        : trigger.triggerTypeAsString())
                .sorted()
                .toList();
    }

    private static S3Client buckets(PenstockExtension penstock, Keys keys) {
        S3Client s3 = penstock.s3(keys);
        s3.createBucket(request -> request.bucket("artifacts"));
        s3.createBucket(request -> request.bucket("bundles"));
        return s3;
    }

    private static void put(S3Client s3, String key, String content) {
        s3.putObject(request -> request.bucket("bundles").key(key), RequestBody.fromString(content));
    }

    private static PipelineDeclaration pipeline(@Nullable String polled, String... sources) {
        return PipelineDeclaration.builder()
                .name("shop")
                .roleArn("arn:aws:iam::111111111111:role/service")
                .pipelineType(PipelineType.V2)
                .executionMode(ExecutionMode.PARALLEL)
                .artifactStore(store -> store.type(ArtifactStoreType.S3).location("artifacts"))
                .stages(
                        stage -> stage.name("Source")
                                .actions(Arrays.stream(sources)
                                        .map(name -> source(name, polled))
                                        .toList()),
                        stage -> stage.name("Release")
                                .actions(action -> action.name("Approve")
                                        .actionTypeId(type -> type.category("Approval")
                                                .owner("AWS")
                                                .provider("Manual")
                                                .version("1"))))
                .build();
    }

    private static ActionDeclaration source(String name, @Nullable String polled) {
        Map<String, String> object = Map.of("S3Bucket", "bundles", "S3ObjectKey", name + ".zip");
        return ActionDeclaration.builder()
                .name(name)
                .actionTypeId(type ->
                        type.category("Source").owner("AWS").provider("S3").version("1"))
                .configuration(
                        polled == null
                                ? object
                                : Map.of(
                                        "S3Bucket",
                                        "bundles",
                                        "S3ObjectKey",
                                        name + ".zip",
                                        "PollForSourceChanges",
                                        polled))
                .outputArtifacts(artifact -> artifact.name(name + "Out"))
                .build();
    }
}
