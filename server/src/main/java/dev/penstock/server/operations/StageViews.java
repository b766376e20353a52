package dev.penstock.server.operations;

import dev.penstock.engine.Given;
import dev.penstock.engine.PipelineState;
import dev.penstock.engine.PipelineState.Transition;
import dev.penstock.engine.action.ActionEnd;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.UrlTemplate;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.Position;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.store.source.SourceFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ActionRevision;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.RetryStageMetadata;
import software.amazon.awssdk.services.codepipeline.model.RetryTrigger;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.TransitionState;

/**
 * The stages of a pipeline as GetPipelineState shows them (spec engine 2.5, 11.5).
 *
 * @param executions the executions that may be shown, by id
 * @param sourceFailures why sources cannot be polled, by action
 */
record StageViews(
        PipelineState state,
        Map<String, PipelineExecution> executions,
        Map<String, SourceFailure> sourceFailures,
        Given.ActionTypes types) {

    StageState stage(StageDeclaration stage) {
        PipelineState.StageState held = state.stage(stage.name());
        StageState.Builder view =
                StageState.builder().stageName(stage.name()).inboundTransitionState(transition(held.inbound()));
        List<software.amazon.awssdk.services.codepipeline.model.StageExecution> waiters = inbound(stage.name(), held);
        view.inboundExecutions(waiters);
        if (!waiters.isEmpty()) {
            view.inboundExecution(waiters.getFirst());
        }
        PipelineExecution latest = held.latestExecutionId() == null ? null : executions.get(held.latestExecutionId());
        StageExecution run = latest == null ? null : latest.stages().get(stage.name());
        if (latest != null && run != null) {
            view.latestExecution(stageExecution(latest, run.status()));
            ConditionViews.add(view, stage, run);
            if (run.retries() != null) {
                view.retryStageMetadata(retries(run.retries()));
            }
        }
        return view.actionStates(stage.actions().stream()
                        .map(action -> action(action, run))
                        .toList())
                .build();
    }

    /** Who waits; when nobody does, who was stopped or failed there last and has no successor yet. */
    private List<software.amazon.awssdk.services.codepipeline.model.StageExecution> inbound(
            String stageName, PipelineState.StageState held) {
        List<software.amazon.awssdk.services.codepipeline.model.StageExecution> waiters = waiters(stageName);
        PipelineState.LostWaiter lost = held.lost();
        boolean parallel = state.definition().mode() == ExecutionMode.PARALLEL;
        return waiters.isEmpty() && lost != null && !parallel
                ? List.of(software.amazon.awssdk.services.codepipeline.model.StageExecution.builder()
                        .pipelineExecutionId(lost.executionId())
                        .status(lost.status())
                        .build())
                : waiters;
    }

    private List<software.amazon.awssdk.services.codepipeline.model.StageExecution> waiters(String stageName) {
        return executions.values().stream()
                .filter(execution -> waitsAt(execution.position(), stageName))
                .sorted(Comparator.comparingLong(StageViews::arrival))
                .map(execution -> stageExecution(execution, StageExecutionStatus.IN_PROGRESS))
                .toList();
    }

    private static boolean waitsAt(@Nullable Position position, String stageName) {
        return position != null && !position.entered() && position.stageName().equals(stageName);
    }

    private static long arrival(PipelineExecution execution) {
        return execution.position() == null ? 0 : execution.position().arrival();
    }

    private static software.amazon.awssdk.services.codepipeline.model.StageExecution stageExecution(
            PipelineExecution execution, StageExecutionStatus status) {
        return software.amazon.awssdk.services.codepipeline.model.StageExecution.builder()
                .pipelineExecutionId(execution.id())
                .status(status)
                .type(execution.type() == ExecutionType.ROLLBACK ? execution.type() : null)
                .build();
    }

    private static TransitionState transition(Transition transition) {
        return TransitionState.builder()
                .enabled(transition.enabled())
                .lastChangedBy(transition.changedBy())
                .lastChangedAt(transition.changedAt())
                .disabledReason(transition.reason())
                .build();
    }

    private static RetryStageMetadata retries(StageExecution.Retries retries) {
        return RetryStageMetadata.builder()
                .autoStageRetryAttempt(retries.automatic() == 0 ? null : retries.automatic())
                .manualStageRetryAttempt(retries.manual() == 0 ? null : retries.manual())
                .latestRetryTrigger(
                        retries.latestIsAutomatic()
                                ? RetryTrigger.AUTOMATED_STAGE_RETRY
                                : RetryTrigger.MANUAL_STAGE_RETRY)
                .build();
    }

    private ActionState action(ActionDeclaration declared, @Nullable StageExecution run) {
        ActionState.Builder view = ActionState.builder().actionName(declared.name());
        ActionExecution attempt = run == null ? null : run.actions().get(declared.name());
        SourceFailure failure = sourceFailures.get(declared.name());
        if (failure != null && PipelineDefinition.isSource(declared) && outlasts(failure, attempt)) {
            return view.latestExecution(unpollable(failure)).build();
        }
        Revision revision = attempt == null ? null : attempt.currentRevision();
        types.find(
                        ActionTypeKey.of(declared.actionTypeId()),
                        state.pipeline().accountId(),
                        state.pipeline().region())
                .ifPresent(type -> view.entityUrl(UrlTemplate.entityUrl(
                                        type,
                                        attempt == null ? declared.configuration() : attempt.resolvedConfiguration())
                                .orElse(null))
                        .revisionUrl(
                                revision == null
                                        ? null
                                        : UrlTemplate.revisionUrl(type, declared.configuration(), revision.id())
                                                .orElse(revision.url())));
        if (attempt != null && ActionEnd.isApproval(attempt)) {
            // Where the approver finds what is to be approved (spec engine 5.7).
            view.entityUrl(attempt.resolvedConfiguration().get("ExternalEntityLink"));
        }
        if (revision != null) {
            view.currentRevision(ActionRevision.builder()
                    .revisionId(revision.id())
                    .revisionChangeId(revision.changeIdentifier())
                    .created(revision.created())
                    .build());
        }
        return attempt == null
                ? view.build()
                : view.latestExecution(execution(declared, attempt)).build();
    }

    /** An execution that somebody started since tells more of the source than the polls. */
    private static boolean outlasts(SourceFailure failure, @Nullable ActionExecution attempt) {
        return attempt == null || (!attempt.running() && attempt.lastUpdate().isBefore(failure.since()));
    }

    /** Neither id nor revision, since there was no execution (spec engine 8.2). */
    private static software.amazon.awssdk.services.codepipeline.model.ActionExecution unpollable(
            SourceFailure failure) {
        return software.amazon.awssdk.services.codepipeline.model.ActionExecution.builder()
                .status(ActionExecutionStatus.FAILED)
                .lastStatusChange(failure.since())
                .errorDetails(error -> error.code(failure.code()).message(failure.message()))
                .build();
    }

    private static software.amazon.awssdk.services.codepipeline.model.ActionExecution execution(
            ActionDeclaration declared, ActionExecution attempt) {
        var view = software.amazon.awssdk.services.codepipeline.model.ActionExecution.builder()
                .actionExecutionId(attempt.id())
                .status(attempt.status());
        boolean approval = declared.actionTypeId().category() == ActionCategory.APPROVAL;
        if (approval && attempt.running()) {
            // An open approval shows its token and nothing else (spec engine 11.5).
            return view.token(attempt.id()).build();
        }
        Progress progress = attempt.progress();
        return view.summary(progress.summary())
                .lastStatusChange(attempt.lastStatusChange())
                .lastUpdatedBy(attempt.updatedBy())
                .externalExecutionId(approval ? null : progress.externalExecutionId())
                .externalExecutionUrl(progress.externalExecutionUrl())
                .percentComplete(progress.percentComplete())
                .errorDetails(attempt.errorDetails())
                .logStreamARN(progress.logStreamArn())
                .build();
    }
}
