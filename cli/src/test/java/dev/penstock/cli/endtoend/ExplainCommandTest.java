package dev.penstock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.Invocation;
import dev.penstock.testkit.Keys;
import dev.penstock.testkit.PenstockExtension;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** A person asks why a pipeline waits, at every station of a run. */
@Timeout(240)
class ExplainCommandTest {
    private static final ActionTypeId FEED = custom("Source", "Feed");
    private static final ActionTypeId BUILD = custom("Build", "AcmeBuild");

    @RegisterExtension
    final PenstockExtension penstock = PenstockExtension.builder().build();

    private CodePipelineClient client;

    private static ActionTypeId custom(String category, String provider) {
        return ActionTypeId.builder()
                .category(category)
                .owner("Custom")
                .provider(provider)
                .version("1")
                .build();
    }

    @BeforeEach
    void aPipelineWhoseEveryStepSomebodyElseTakes() {
        client = penstock.codePipeline(penstock.administrator());
        for (ActionTypeId type : List.of(FEED, BUILD)) {
            client.createCustomActionType(made -> made.category(type.category())
                    .provider(type.provider())
                    .version("1")
                    .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(1))
                    .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(1)));
        }
        client.createPipeline(create -> create.pipeline(pipeline -> pipeline.name("shop")
                .roleArn("arn:aws:iam::111111111111:role/pipeline")
                .artifactStore(store -> store.type("S3").location("artifacts"))
                .pipelineType("V2")
                .executionMode("QUEUED")
                .stages(
                        stage("Source", "Fetch", FEED),
                        stage("Build", "Compile", BUILD),
                        stage(
                                "Release",
                                "GoLive",
                                ActionTypeId.builder()
                                        .category("Approval")
                                        .owner("AWS")
                                        .provider("Manual")
                                        .version("1")
                                        .build()))));
    }

    private static StageDeclaration stage(String name, String action, ActionTypeId type) {
        return StageDeclaration.builder()
                .name(name)
                .actions(declared -> {
                    declared.name(action).actionTypeId(type);
                    if (type.equals(FEED)) {
                        declared.outputArtifacts(artifact -> artifact.name("Out"));
                    }
                })
                .build();
    }

    private Invocation explain(String... arguments) {
        String[] data = {"--data", penstock.server().dataFolder().toString()};
        return Invocation.of(Stream.of(new String[] {"explain"}, arguments, data)
                .flatMap(Arrays::stream)
                .toArray(String[]::new));
    }

    private String explained() {
        Invocation made = explain("shop");
        assertThat(made.err()).isEmpty();
        assertThat(made.code()).isZero();
        return made.out();
    }

    private Job take(ActionTypeId type) {
        Job job = client.pollForJobs(poll -> poll.actionTypeId(type)).jobs().getFirst();
        return job;
    }

    private void acknowledge(Job job) {
        client.acknowledgeJob(taken -> taken.jobId(job.id()).nonce(job.nonce()));
    }

    private String succeed(ActionTypeId type) {
        Job job = take(type);
        acknowledge(job);
        client.putJobSuccessResult(result -> result.jobId(job.id()));
        return job.data().pipelineContext().pipelineExecutionId();
    }

    @Test
    void everyStationOfARunIsExplained() {
        // a queued job, before and after anybody polls for it
        assertThat(explained())
                .contains("Source/Fetch  The job of action 'Fetch' waits for a worker since ")
                .contains("no worker has ever polled for Source/Custom/Feed/1");
        String first = succeed(FEED);
        assertThat(explained()).contains(first + "  InProgress").contains("no worker has ever polled for Build/Custom");
        String second =
                client.startPipelineExecution(start -> start.name("shop")).pipelineExecutionId();
        assertThat(explained()).contains("a worker last polled for Source/Custom/Feed/1 at ");

        // another execution in the stage
        assertThat(succeed(FEED)).isEqualTo(second);
        assertThat(explained()).contains("Build  Stage 'Build' is occupied by execution " + first + " since ");

        // offered, then acknowledged by whom
        Job job = take(BUILD);
        assertThat(explained()).contains("who has not acknowledged it");
        acknowledge(job);
        assertThat(explained())
                .contains(
                        "Build/Compile  Action 'Compile' is worked on by arn:aws:iam::111111111111:user/admin (access key "
                                + penstock.administrator().accessKeyId() + ") since ")
                .contains("it times out at ");

        // failed, with its message
        client.putJobFailureResult(result -> result.jobId(job.id())
                .failureDetails(failure -> failure.type("JobFailed").message("does not compile")));
        assertThat(explained())
                .contains(first + "  Failed")
                .contains("Build/Compile  Action 'Compile' failed at ")
                .contains("JobFailed: does not compile.");

        // a closed transition
        client.disableStageTransition(closed -> closed.pipelineName("shop")
                .stageName("Release")
                .transitionType("Inbound")
                .reason("Friday"));
        succeed(BUILD);
        assertThat(explained())
                .contains("Release  The transition into stage 'Release' is disabled by"
                        + " arn:aws:iam::111111111111:user/admin since ")
                .contains("(Friday); EnableStageTransition opens it.");

        // an approval, with its token
        client.enableStageTransition(
                open -> open.pipelineName("shop").stageName("Release").transitionType("Inbound"));
        String token = client.getPipelineState(state -> state.name("shop"))
                .stageStates()
                .getLast()
                .actionStates()
                .getFirst()
                .latestExecution()
                .token();
        assertThat(explained()).contains("PutApprovalResult with token " + token + " gives it");

        // one execution, for programs
        Invocation json = explain("shop", second, "--output", "json");
        assertThat(json.code()).isZero();
        assertThat(json.out())
                .contains("\"pipelineExecutionId\" : \"" + second + "\"")
                .contains(
                        "\"code\" : \"APPROVAL_WANTED\"", "\"actionName\" : \"GoLive\"", "\"since\" : ", "\"ends\" : ")
                .doesNotContain(first);
    }

    @Test
    void whatIsNotThereSaysWhereToLook() {
        Invocation unknown = explain("store");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("PipelineNotFoundException", "'store'", "ListPipelines");
        Invocation execution = explain("shop", "0193a1b2-0c4d-7e5f-8a6b-7c8d9e0f1a2b");
        assertThat(execution.code()).isEqualTo(1);
        assertThat(execution.err()).contains("PipelineExecutionNotFoundException", "ListPipelineExecutions");
        assertThat(explain("--help").out()).contains("penstock explain shop");
    }

    @Test
    void whoMayReadTheStateMayAskAndNobodyElse() {
        Keys reader = key("codepipeline:GetPipelineState");
        Keys starter = key("codepipeline:StartPipelineExecution");

        assertThat(asked(reader).code()).isZero();
        Invocation refused = asked(starter);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("AccessDenied", "codepipeline:GetPipelineState");
    }

    private Keys key(String action) {
        return penstock.operator()
                .createAccessKey(
                        "111111111111",
                        "someone",
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + action
                                + "\",\"Resource\":\"*\"}]}");
    }

    private Invocation asked(Keys keys) {
        java.nio.file.Path folder = penstock.server().dataFolder();
        try {
            java.nio.file.Files.writeString(
                    folder.resolve("credentials"),
                    "[other]%naws_access_key_id = %s%naws_secret_access_key = %s%n"
                            .formatted(keys.accessKeyId(), keys.credentials().secretAccessKey()));
            java.nio.file.Files.writeString(
                    folder.resolve("config"),
                    "[profile other]%nregion = us-east-1%nendpoint_url = %s%n".formatted(penstock.apiEndpoint()));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return explain("shop", "--profile", "other");
    }
}
