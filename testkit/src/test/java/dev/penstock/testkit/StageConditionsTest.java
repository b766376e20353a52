package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.ConditionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ConditionType;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.RuleCategory;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.RuleOwner;
import software.amazon.awssdk.services.codepipeline.model.StageConditionState;

/** Conditions at the entry of a stage, over HTTP: who is kept out, who lets them in, and when. */
@Timeout(120)
class StageConditionsTest {
    private static final ActionTypeId SOURCE = ActionTypeId.builder()
            .category(ActionCategory.SOURCE)
            .owner(ActionOwner.CUSTOM)
            .provider("Repo")
            .version("1")
            .build();

    @RegisterExtension
    final PenstockExtension penstock =
            PenstockExtension.builder().movableClock().build();

    @Test
    void aConditionThatDoesNotHoldFailsTheStageUntilSomebodyOverridesIt() {
        CodePipelineClient client =
                pipelineGuardedBy("VariableCheck", Map.of("Variable", "blue", "Operator", "EQ", "Value", "green"));
        String execution = sourceSucceeds(client);

        assertThat(status(client, execution)).isEqualTo(PipelineExecutionStatus.FAILED);
        assertThat(entry(client).latestExecution().status()).isEqualTo(ConditionExecutionStatus.FAILED);
        assertThat(client.listRuleExecutions(request -> request.pipelineName("shop"))
                        .ruleExecutionDetails())
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.status()).isEqualTo(RuleExecutionStatus.FAILED);
                    assertThat(rule.ruleName()).isEqualTo("Guard");
                    assertThat(rule.pipelineExecutionId()).isEqualTo(execution);
                    assertThat(rule.input().resolvedConfiguration()).containsEntry("Variable", "blue");
                });

        client.overrideStageCondition(request -> request.pipelineName("shop")
                .stageName("Release")
                .pipelineExecutionId(execution)
                .conditionType(ConditionType.BEFORE_ENTRY));

        assertThat(entry(client).latestExecution().status()).isEqualTo(ConditionExecutionStatus.OVERRIDDEN);
        assertThat(status(client, execution)).isEqualTo(PipelineExecutionStatus.IN_PROGRESS);
    }

    @Test
    void aStageWaitsForItsDeploymentWindowToOpen() {
        Instant inTwoHours = penstock.clock().instant().plus(Duration.ofHours(2));
        int hour = inTwoHours.atZone(ZoneOffset.UTC).getHour();
        CodePipelineClient client = pipelineGuardedBy("DeploymentWindow", Map.of("Cron", "* * " + hour + " * * ? *"));
        String execution = sourceSucceeds(client);

        assertThat(entry(client).latestExecution().status()).isEqualTo(ConditionExecutionStatus.IN_PROGRESS);

        penstock.clock().advance(Duration.ofHours(2));

        penstock.awaitPipeline(
                keys, "shop", () -> entry(client).latestExecution().status() == ConditionExecutionStatus.SUCCEEDED);
        assertThat(status(client, execution)).isEqualTo(PipelineExecutionStatus.IN_PROGRESS);
    }

    @Test
    void theRuleTypesAreListedWithWhatTheyNeed() {
        CodePipelineClient client = penstock.codePipeline(penstock.newAccount("222222222222", "team"));

        assertThat(client.listRuleTypes(request -> {}).ruleTypes())
                .extracting(type -> type.id().provider())
                .containsExactly(
                        "CloudWatchAlarm",
                        "CodeBuild",
                        "Commands",
                        "DeploymentWindow",
                        "LambdaInvoke",
                        "VariableCheck");
    }

    @SuppressWarnings("NullAway.Init") // the account that each test makes first
    private Keys keys;

    private CodePipelineClient pipelineGuardedBy(String provider, Map<String, String> configuration) {
        keys = penstock.newAccount("222222222222", "team");
        CodePipelineClient client = penstock.codePipeline(keys);
        client.createCustomActionType(request -> request.category(SOURCE.category())
                .provider(SOURCE.provider())
                .version(SOURCE.version())
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .outputArtifactDetails(count -> count.minimumCount(1).maximumCount(1)));
        client.createPipeline(request -> request.pipeline(pipeline -> pipeline.name("shop")
                .roleArn("arn:aws:iam::222222222222:role/service")
                .artifactStore(store -> store.type(ArtifactStoreType.S3).location("artifacts"))
                .stages(
                        stage -> stage.name("Source")
                                .actions(action("Fetch", SOURCE)
                                        .outputArtifacts(artifact -> artifact.name("Out"))
                                        .build()),
                        stage -> stage.name("Release")
                                .actions(action("GoLive", approval()).build())
                                .beforeEntry(gate -> gate.conditions(condition -> condition
                                        .result(Result.FAIL)
                                        .rules(rule -> rule.name("Guard")
                                                .ruleTypeId(type -> type.category(RuleCategory.RULE)
                                                        .owner(RuleOwner.AWS)
                                                        .provider(provider)
                                                        .version("1"))
                                                .configuration(configuration)))))));
        return client;
    }

    private static String sourceSucceeds(CodePipelineClient client) {
        Job job = client.pollForJobs(request -> request.actionTypeId(SOURCE))
                .jobs()
                .getFirst();
        client.acknowledgeJob(request -> request.jobId(job.id()).nonce(job.nonce()));
        client.putJobSuccessResult(request -> request.jobId(job.id()));
        return job.data().pipelineContext().pipelineExecutionId();
    }

    private static PipelineExecutionStatus status(CodePipelineClient client, String execution) {
        return client.getPipelineExecution(
                        request -> request.pipelineName("shop").pipelineExecutionId(execution))
                .pipelineExecution()
                .status();
    }

    private static StageConditionState entry(CodePipelineClient client) {
        return client.getPipelineState(request -> request.name("shop"))
                .stageStates()
                .getLast()
                .beforeEntryConditionState();
    }

    private static ActionDeclaration.Builder action(String name, ActionTypeId type) {
        return ActionDeclaration.builder().name(name).actionTypeId(type);
    }

    private static ActionTypeId approval() {
        return ActionTypeId.builder()
                .category(ActionCategory.APPROVAL)
                .owner(ActionOwner.AWS)
                .provider("Manual")
                .version("1")
                .build();
    }
}
