package dev.penstock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.Interrupts;
import dev.penstock.cli.Invocation;
import dev.penstock.testkit.PenstockExtension;
import java.io.BufferedReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.s3.S3Client;

/** A person at a terminal runs a pipeline: starts it, looks, answers, repairs, retries. */
@Timeout(120)
class PipelineCommandsTest {
    @RegisterExtension
    final PenstockExtension penstock = PenstockExtension.builder().build();

    private CodePipelineClient client;
    private S3Client s3;

    @BeforeEach
    void aShopThatAsksBeforeItDeploys() {
        client = penstock.codePipeline(penstock.administrator());
        s3 = penstock.s3(penstock.administrator());
        for (String bucket : List.of("sources", "artifacts")) {
            s3.createBucket(r -> r.bucket(bucket));
        }
        s3.putObject(r -> r.bucket("sources").key("site.txt"), RequestBody.fromString("hello"));
        client.createPipeline(create -> create.pipeline(pipeline -> pipeline.name("shop")
                .roleArn("arn:aws:iam::111111111111:role/pipeline")
                .artifactStore(store -> store.type("S3").location("artifacts"))
                .pipelineType("V2")
                .executionMode("QUEUED")
                .variables(variable -> variable.name("Target").defaultValue("beta"))
                .stages(
                        stage(
                                "Source",
                                action(
                                                "Bundle",
                                                "Source",
                                                "S3",
                                                Map.of(
                                                        "S3Bucket",
                                                        "sources",
                                                        "S3ObjectKey",
                                                        "site.txt",
                                                        "PollForSourceChanges",
                                                        "false"))
                                        .toBuilder()
                                        .outputArtifacts(artifact -> artifact.name("Site"))
                                        .build()),
                        stage("Approve", action("GoLive", "Approval", "Manual", Map.of())),
                        stage(
                                "Release",
                                action(
                                                "Site",
                                                "Deploy",
                                                "S3",
                                                Map.of(
                                                        "BucketName",
                                                        "site",
                                                        "Extract",
                                                        "false",
                                                        "ObjectKey",
                                                        "#{variables.Target}.txt"))
                                        .toBuilder()
                                        .inputArtifacts(artifact -> artifact.name("Site"))
                                        .build()))));
        // the creation starts an execution; it is not part of the story
        String first = newest();
        penstock.awaitPipeline(penstock.administrator(), "shop", this::asks);
        assertThat(penstock("approve", "shop", "--reject"))
                .isEqualTo(new Invocation(0, "Rejected GoLive of execution " + first + System.lineSeparator(), ""));
        penstock.awaitPipeline(
                penstock.administrator(), "shop", () -> status(first).equals("Failed"));
    }

    @Test
    void theEndOfTheExecutionIsTheExitCode() throws Exception {
        CompletableFuture<Invocation> running = CompletableFuture.supplyAsync(
                () -> penstock("run", "shop", "--follow", "--variable", "Target=live"), Thread::startVirtualThread);
        penstock.awaitPipeline(penstock.administrator(), "shop", this::asks);

        assertThat(penstock("jobs").out().lines()).first().asString().startsWith("ACTION TYPE");
        assertThat(penstock("jobs").out()).containsPattern("Approval/AWS/Manual/1 +1 +0 +\\d+ s +never");
        assertThat(penstock("explain", "shop").out()).contains(newest(), "Approve/GoLive");

        Invocation approved = penstock("approve", "shop", "GoLive", "--summary", "looks good");
        assertThat(approved.code()).isZero();
        assertThat(approved.out()).startsWith("Approved GoLive of execution ");

        // there is no bucket to deploy to yet
        Invocation failed = running.get(60, TimeUnit.SECONDS);
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out())
                .contains("Bundle", "GoLive", "Site", "Failed  " + newest())
                .doesNotContain("\u001b");

        s3.createBucket(r -> r.bucket("site"));
        Invocation retried = penstock("retry", "shop", "--follow");
        assertThat(retried.code()).isZero();
        assertThat(retried.out()).contains("Succeeded  " + newest());
        assertThat(s3.getObjectAsBytes(r -> r.bucket("site").key("live.txt")).asUtf8String())
                .isEqualTo("hello");

        assertThat(penstock("follow", "shop").code()).isZero();
        assertThat(penstock("pipelines").out().lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("shop", "QUEUED", "Succeeded", newest());
        assertThat(penstock("status", "shop").out())
                .contains("shop  version 1  QUEUED", "Release  Succeeded in " + newest(), "STARTED BY");
    }

    @Test
    void withoutFollowOnlyTheIdIsPrinted() {
        Invocation started = penstock("run", "shop", "--token", "once");
        assertThat(started.code()).isZero();
        assertThat(started.out().strip()).isEqualTo(newest());
        assertThat(started.err()).contains("penstock follow shop " + newest());
        assertThat(penstock("run", "shop", "--token", "once").out()).isEqualTo(started.out());
    }

    @Test
    void whatCannotBeDoneSaysWhatToDo() {
        assertThat(penstock("run", "shop", "--source", "Bundle").err()).contains("ACTION=TYPE:VALUE");
        assertThat(penstock("run", "shop", "--source", "Bundle=SHA:1").err()).contains("COMMIT_ID");
        assertThat(penstock("approve", "shop").err()).contains("penstock status shop");
        assertThat(penstock("retry", "shop", "Release").err()).contains("penstock status shop");
        Invocation unknown = penstock("follow", "store");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("PipelineNotFoundException");
    }

    @Test
    void ctrlCDetachesAndSaysHowToComeBack() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run", "shop", "--follow"));
        arguments.addAll(List.of("--data", penstock.server().dataFolder().toString()));
        Process following =
                Interrupts.heededBy(ServerProcess.penstock(arguments)).start();
        try (BufferedReader out = following.inputReader();
                BufferedReader err = following.errorReader()) {
            String executionId = out.readLine();
            assertThat(out.readLine()).contains("Bundle"); // it has begun to show what happens
            new ProcessBuilder("kill", "-INT", Long.toString(following.pid()))
                    .start()
                    .waitFor();
            assertThat(following.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(following.exitValue()).isEqualTo(130);
            assertThat(err.lines().toList()).last().asString().endsWith("penstock follow shop " + executionId);
            assertThat(status(executionId)).isEqualTo("InProgress");
        } finally {
            following.destroyForcibly();
        }
    }

    private Invocation penstock(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", penstock.server().dataFolder().toString()));
        return Invocation.of(all.toArray(String[]::new));
    }

    private boolean asks() {
        return client.getPipelineState(r -> r.name("shop")).stageStates().stream()
                .flatMap(stage -> stage.actionStates().stream())
                .anyMatch(action -> action.latestExecution() != null
                        && action.latestExecution().token() != null);
    }

    private String newest() {
        return client.listPipelineExecutions(r -> r.pipelineName("shop").maxResults(1))
                .pipelineExecutionSummaries()
                .getFirst()
                .pipelineExecutionId();
    }

    private String status(String executionId) {
        return client.getPipelineExecution(r -> r.pipelineName("shop").pipelineExecutionId(executionId))
                .pipelineExecution()
                .statusAsString();
    }

    private static StageDeclaration stage(String name, ActionDeclaration action) {
        return StageDeclaration.builder().name(name).actions(action).build();
    }

    private static ActionDeclaration action(
            String name, String category, String provider, Map<String, String> configuration) {
        return ActionDeclaration.builder()
                .name(name)
                .actionTypeId(type -> type.category(category)
                        .owner(ActionOwner.AWS)
                        .provider(provider)
                        .version("1"))
                .configuration(configuration)
                .build();
    }
}
