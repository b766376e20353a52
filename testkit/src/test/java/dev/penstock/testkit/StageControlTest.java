package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.StageNotRetryableException;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;
import software.amazon.awssdk.services.codepipeline.model.UnableToRollbackStageException;

/** What people do to stages, over HTTP: gates, retries, rollbacks, reported revisions. */
@Timeout(120)
class StageControlTest {
    private static final ActionTypeId SOURCE = type(ActionCategory.SOURCE, "Repo");
    private static final ActionTypeId CHECK = type(ActionCategory.TEST, "Check");

    @RegisterExtension
    final PenstockExtension penstock = PenstockExtension.builder().build();

    private CodePipelineClient client;

    @BeforeEach
    void aPipelineOfACustomSourceAndACheck() {
        Keys team = penstock.newAccount("222222222222", "team");
        client = penstock.codePipeline(team);
        for (ActionTypeId type : List.of(SOURCE, CHECK)) {
            int inputs = type.equals(SOURCE) ? 0 : 1;
            client.createCustomActionType(request -> request.category(type.category())
                    .provider(type.provider())
                    .version(type.version())
                    .inputArtifactDetails(count -> count.minimumCount(inputs).maximumCount(inputs))
                    .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(1)));
        }
        client.createPipeline(request -> request.pipeline(pipeline -> pipeline.name("shop")
                .roleArn("arn:aws:iam::222222222222:role/service")
                .artifactStore(store -> store.type(ArtifactStoreType.S3).location("artifacts"))
                .stages(
                        stage("Source", action("Fetch", SOURCE).outputArtifacts(artifact -> artifact.name("Out"))),
                        stage("Test", action("Check", CHECK).inputArtifacts(artifact -> artifact.name("Out"))))));
    }

    @Test
    void aClosedGateHoldsExecutionsBackUntilItIsOpened() {
        client.disableStageTransition(request -> request.pipelineName("shop")
                .stageName("Test")
                .transitionType(StageTransitionType.INBOUND)
                .reason("freeze"));
        succeed(SOURCE);

        StageState held = state("Test");
        assertThat(held.inboundTransitionState().enabled()).isFalse();
        assertThat(held.inboundTransitionState().disabledReason()).isEqualTo("freeze");
        assertThat(held.inboundExecutions()).hasSize(1);
        assertThat(client.pollForJobs(request -> request.actionTypeId(CHECK)).jobs())
                .isEmpty();

        client.enableStageTransition(
                request -> request.pipelineName("shop").stageName("Test").transitionType(StageTransitionType.INBOUND));

        assertThat(state("Test").inboundExecutions()).isEmpty();
        succeed(CHECK);
        assertThat(status(newest())).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        assertThatThrownBy(() -> client.enableStageTransition(request ->
                        request.pipelineName("shop").stageName("Nowhere").transitionType(StageTransitionType.INBOUND)))
                .isInstanceOf(StageNotFoundException.class);
    }

    @Test
    void aFailedStageIsRetriedInTheSameExecutionWithANewJob() {
        String execution = newest();
        succeed(SOURCE);
        Job failed = take(CHECK);
        client.putJobFailureResult(request -> request.jobId(failed.id())
                .failureDetails(details -> details.type(FailureType.JOB_FAILED).message("red")));
        assertThat(status(execution)).isEqualTo(PipelineExecutionStatus.FAILED);

        client.retryStageExecution(request -> request.pipelineName("shop")
                .stageName("Test")
                .pipelineExecutionId(execution)
                .retryMode(StageRetryMode.FAILED_ACTIONS));

        assertThat(status(execution)).isEqualTo(PipelineExecutionStatus.IN_PROGRESS);
        assertThat(state("Test").retryStageMetadata().manualStageRetryAttempt()).isEqualTo(1);
        Job again = take(CHECK);
        assertThat(again.id()).isNotEqualTo(failed.id());
        client.putJobSuccessResult(request -> request.jobId(again.id()));
        assertThat(status(execution)).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        assertThatThrownBy(() -> client.retryStageExecution(request -> request.pipelineName("shop")
                        .stageName("Test")
                        .pipelineExecutionId(execution)
                        .retryMode(StageRetryMode.FAILED_ACTIONS)))
                .isInstanceOf(StageNotRetryableException.class);
    }

    @Test
    void aStageIsRolledBackToAnExecutionThatSucceededInIt() {
        String good = newest();
        succeed(SOURCE);
        succeed(CHECK);
        assertThat(candidates()).containsExactly(good);
        String bad =
                client.startPipelineExecution(request -> request.name("shop")).pipelineExecutionId();
        succeed(SOURCE);
        assertThatThrownBy(() -> rollBack(good)).isInstanceOf(UnableToRollbackStageException.class);
        Job failing = take(CHECK);
        client.putJobFailureResult(request -> request.jobId(failing.id())
                .failureDetails(details -> details.type(FailureType.JOB_FAILED).message("red")));
        assertThat(candidates()).containsExactly(good).doesNotContain(bad);

        String rollback = rollBack(good);
        succeed(CHECK);

        assertThat(status(rollback)).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        assertThat(state("Test").latestExecution().typeAsString()).isEqualTo("ROLLBACK");
    }

    @Test
    void aReportedRevisionStartsOneExecutionHoweverOftenItIsReported() {
        var first = report("r1");
        var again = report("r1");
        var second = report("r2");

        assertThat(first.newRevision()).isTrue();
        assertThat(again.newRevision()).isFalse();
        assertThat(again.pipelineExecutionId()).isEqualTo(first.pipelineExecutionId());
        assertThat(second.newRevision()).isTrue();
        assertThat(second.pipelineExecutionId()).isNotEqualTo(first.pipelineExecutionId());
    }

    private software.amazon.awssdk.services.codepipeline.model.PutActionRevisionResponse report(String revision) {
        return client.putActionRevision(request -> request.pipelineName("shop")
                .stageName("Source")
                .actionName("Fetch")
                .actionRevision(reported -> reported.revisionId(revision)
                        .revisionChangeId("change-" + revision)
                        .created(Instant.parse("2026-01-01T00:00:00Z"))));
    }

    private String rollBack(String target) {
        return client.rollbackStage(request ->
                        request.pipelineName("shop").stageName("Test").targetPipelineExecutionId(target))
                .pipelineExecutionId();
    }

    private List<String> candidates() {
        return client
                .listPipelineExecutions(request -> request.pipelineName("shop")
                        .filter(filter -> filter.succeededInStage(stage -> stage.stageName("Test"))))
                .pipelineExecutionSummaries()
                .stream()
                .map(summary -> summary.pipelineExecutionId())
                .toList();
    }

    private void succeed(ActionTypeId type) {
        Job job = take(type);
        client.putJobSuccessResult(request -> request.jobId(job.id()));
    }

    private Job take(ActionTypeId type) {
        Job job =
                client.pollForJobs(request -> request.actionTypeId(type)).jobs().getFirst();
        client.acknowledgeJob(request -> request.jobId(job.id()).nonce(job.nonce()));
        return job;
    }

    private String newest() {
        return client.listPipelineExecutions(request -> request.pipelineName("shop"))
                .pipelineExecutionSummaries()
                .getFirst()
                .pipelineExecutionId();
    }

    private PipelineExecutionStatus status(String execution) {
        return client.getPipelineExecution(
                        request -> request.pipelineName("shop").pipelineExecutionId(execution))
                .pipelineExecution()
                .status();
    }

    private StageState state(String stage) {
        return client.getPipelineState(request -> request.name("shop")).stageStates().stream()
                .filter(state -> state.stageName().equals(stage))
                .findFirst()
                .orElseThrow();
    }

    private static StageDeclaration stage(String name, ActionDeclaration.Builder action) {
        return StageDeclaration.builder().name(name).actions(action.build()).build();
    }

    private static ActionDeclaration.Builder action(String name, ActionTypeId type) {
        return ActionDeclaration.builder().name(name).actionTypeId(type).configuration(Map.of());
    }

    private static ActionTypeId type(ActionCategory category, String provider) {
        return ActionTypeId.builder()
                .category(category)
                .owner(ActionOwner.CUSTOM)
                .provider(provider)
                .version("1")
                .build();
    }
}
