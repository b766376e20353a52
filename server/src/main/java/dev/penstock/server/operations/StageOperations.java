package dev.penstock.server.operations;

import dev.penstock.engine.Command;
import dev.penstock.engine.Decision;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.execution.Gate;
import dev.penstock.store.Store;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionRevision;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionResponse;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionResponse;
import software.amazon.awssdk.services.codepipeline.model.OverrideStageConditionRequest;
import software.amazon.awssdk.services.codepipeline.model.OverrideStageConditionResponse;
import software.amazon.awssdk.services.codepipeline.model.PutActionRevisionRequest;
import software.amazon.awssdk.services.codepipeline.model.PutActionRevisionResponse;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageRequest;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageResponse;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;

/**
 * What people do to stages: EnableStageTransition, DisableStageTransition, RetryStageExecution, RollbackStage,
 * OverrideStageCondition and PutActionRevision (spec engine 3, 5.3 to 5.6). Thread-safe.
 */
public final class StageOperations {
    private final Store store;
    private final PipelineSteps steps;

    public StageOperations(Store store, PipelineSteps steps) {
        this.store = store;
        this.steps = steps;
    }

    public void register(OperationHandlers handlers) {
        handlers.on(EnableStageTransitionRequest.class, this::enable)
                .on(DisableStageTransitionRequest.class, this::disable)
                .on(RetryStageExecutionRequest.class, this::retry)
                .on(RollbackStageRequest.class, this::rollBack)
                .on(PutActionRevisionRequest.class, this::putRevision)
                .on(OverrideStageConditionRequest.class, this::override);
    }

    private EnableStageTransitionResponse enable(Call call, EnableStageTransitionRequest request) {
        setTransition(call, request.pipelineName(), request.stageName(), request.transitionType(), null);
        return EnableStageTransitionResponse.builder().build();
    }

    private DisableStageTransitionResponse disable(Call call, DisableStageTransitionRequest request) {
        setTransition(call, request.pipelineName(), request.stageName(), request.transitionType(), request.reason());
        return DisableStageTransitionResponse.builder().build();
    }

    /** @param reason why it is disabled; null enables it */
    private void setTransition(
            Call call, String pipelineName, String stageName, StageTransitionType type, @Nullable String reason) {
        take(
                call,
                pipelineName,
                List.of(),
                new Command.SetTransition(
                        stageName, type, reason == null, reason, call.caller().principalArn()));
    }

    private RetryStageExecutionResponse retry(Call call, RetryStageExecutionRequest request) {
        String executionId = request.pipelineExecutionId();
        take(
                call,
                request.pipelineName(),
                List.of(executionId),
                new Command.Retry(executionId, request.stageName(), request.retryMode()));
        return RetryStageExecutionResponse.builder()
                .pipelineExecutionId(executionId)
                .build();
    }

    private RollbackStageResponse rollBack(Call call, RollbackStageRequest request) {
        String targetId = request.targetPipelineExecutionId();
        Decision decision = take(
                call,
                request.pipelineName(),
                List.of(targetId),
                new Command.Rollback(
                        request.stageName(), targetId, call.caller().principalArn()));
        return RollbackStageResponse.builder()
                .pipelineExecutionId(Objects.requireNonNull(decision.executionId()))
                .build();
    }

    private OverrideStageConditionResponse override(Call call, OverrideStageConditionRequest request) {
        String executionId = request.pipelineExecutionId();
        Gate gate = switch (request.conditionType()) {
            case BEFORE_ENTRY -> Gate.BEFORE_ENTRY;
            case ON_SUCCESS -> Gate.ON_SUCCESS;
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("the model has no such condition type");
        };
        take(
                call,
                request.pipelineName(),
                List.of(executionId),
                new Command.Override(
                        request.stageName(), executionId, gate, call.caller().principalArn()));
        return OverrideStageConditionResponse.builder().build();
    }

    private PutActionRevisionResponse putRevision(Call call, PutActionRevisionRequest request) {
        ActionRevision reported = request.actionRevision();
        Decision decision = take(
                call,
                request.pipelineName(),
                List.of(),
                new Command.PutRevision(
                        request.stageName(),
                        request.actionName(),
                        new Revision(
                                reported.revisionId(), reported.revisionChangeId(), reported.created(), null, null),
                        call.caller().principalArn()));
        return PutActionRevisionResponse.builder()
                // A revision that was reported before starts nothing, so nothing changes.
                .newRevision(!decision.executions().isEmpty())
                .pipelineExecutionId(decision.executionId())
                .build();
    }

    private Decision take(Call call, String pipelineName, List<String> executionIds, Command command) {
        return store.write(tx ->
                steps.take(tx, NamedPipelines.get(tx, call, pipelineName).ref().id(), executionIds, command));
    }
}
