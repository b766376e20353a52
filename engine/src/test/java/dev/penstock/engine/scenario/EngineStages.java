package dev.penstock.engine.scenario;

import dev.penstock.engine.PipelineState.StageState;
import dev.penstock.engine.PipelineState.Transition;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.UrlTemplate;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.ConditionExecution;
import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.engine.execution.StageExecution;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.ConditionState;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.RetryStageMetadata;
import software.amazon.awssdk.services.codepipeline.model.RuleState;
import software.amazon.awssdk.services.codepipeline.model.StageConditionState;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.TransitionState;

/** The stages of a world as GetPipelineState shows them (spec engine 2.5, 6.2). */
record EngineStages(World world) {

    List<software.amazon.awssdk.services.codepipeline.model.StageState> stages() {
        return world.definition().stages().stream().map(this::stage).toList();
    }

    private boolean parallel() {
        return world.definition().mode() == ExecutionMode.PARALLEL;
    }

    private software.amazon.awssdk.services.codepipeline.model.StageState stage(StageDeclaration declared) {
        StageState held = world.stageState(declared.name());
        var view = software.amazon.awssdk.services.codepipeline.model.StageState.builder()
                .stageName(declared.name())
                .inboundTransitionState(transition(held.inbound()));
        var inbound = parallel()
                ? List.<software.amazon.awssdk.services.codepipeline.model.StageExecution>of()
                : inbound(declared.name(), held);
        view.inboundExecutions(inbound);
        if (!inbound.isEmpty()) {
            view.inboundExecution(inbound.getFirst());
        }
        Optional<PipelineExecution> latest = Optional.ofNullable(held.latestExecutionId())
                .flatMap(world::find)
                .filter(execution -> !parallel() && execution.locking());
        Optional<StageExecution> run = latest.flatMap(execution -> execution.stage(declared.name()));
        run.ifPresent(found -> {
            view.latestExecution(shown(latest.orElseThrow(), found.status()));
            condition(Gate.BEFORE_ENTRY, declared, found).ifPresent(view::beforeEntryConditionState);
            condition(Gate.ON_SUCCESS, declared, found).ifPresent(view::onSuccessConditionState);
            condition(Gate.ON_FAILURE, declared, found).ifPresent(view::onFailureConditionState);
            retries(found.retries()).ifPresent(view::retryStageMetadata);
        });
        return view.actionStates(declared.actions().stream()
                        .map(action -> action(action, run.flatMap(found -> found.action(action.name()))))
                        .toList())
                .build();
    }

    private List<software.amazon.awssdk.services.codepipeline.model.StageExecution> inbound(
            String stage, StageState held) {
        var waiting = world.waitingAt(stage).stream()
                .filter(PipelineExecution::locking)
                .map(execution -> shown(execution, StageExecutionStatus.IN_PROGRESS))
                .toList();
        return waiting.isEmpty() && held.lost() != null
                ? List.of(software.amazon.awssdk.services.codepipeline.model.StageExecution.builder()
                        .pipelineExecutionId(held.lost().executionId())
                        .status(held.lost().status())
                        .build())
                : waiting;
    }

    private static software.amazon.awssdk.services.codepipeline.model.StageExecution shown(
            PipelineExecution execution, StageExecutionStatus status) {
        return software.amazon.awssdk.services.codepipeline.model.StageExecution.builder()
                .pipelineExecutionId(execution.id())
                .status(status)
                .type(execution.type() == ExecutionType.ROLLBACK ? ExecutionType.ROLLBACK : null)
                .build();
    }

    private static TransitionState transition(Transition transition) {
        return TransitionState.builder()
                .enabled(transition.enabled())
                .disabledReason(transition.reason())
                .lastChangedBy(transition.changedBy())
                .lastChangedAt(transition.changedAt())
                .build();
    }

    private static Optional<RetryStageMetadata> retries(StageExecution.@Nullable Retries retries) {
        return Optional.ofNullable(retries)
                .map(counted -> RetryStageMetadata.builder()
                        .autoStageRetryAttempt(counted.automatic() > 0 ? counted.automatic() : null)
                        .manualStageRetryAttempt(counted.manual() > 0 ? counted.manual() : null)
                        .latestRetryTrigger(counted.latestIsAutomatic() ? "AutomatedStageRetry" : "ManualStageRetry")
                        .build());
    }

    private ActionState action(ActionDeclaration declared, Optional<ActionExecution> attempt) {
        ActionState.Builder view = ActionState.builder().actionName(declared.name());
        world.types()
                .find(
                        ActionTypeKey.of(declared.actionTypeId()),
                        world.ref().accountId(),
                        world.ref().region())
                .flatMap(type -> UrlTemplate.entityUrl(
                        type,
                        attempt.map(ActionExecution::resolvedConfiguration).orElse(declared.configuration())))
                .ifPresent(view::entityUrl);
        attempt.map(ActionExecution::currentRevision)
                .ifPresent(revision -> view.currentRevision(shown -> shown.revisionId(revision.id())
                        .revisionChangeId(revision.changeIdentifier())
                        .created(revision.created())));
        boolean approval = declared.actionTypeId().category() == ActionCategory.APPROVAL;
        attempt.ifPresent(found -> {
            var shown = software.amazon.awssdk.services.codepipeline.model.ActionExecution.builder()
                    .actionExecutionId(found.id())
                    .status(found.status());
            if (approval && found.running()) {
                view.latestExecution(shown.token(found.id()).build());
            } else {
                view.latestExecution(shown.summary(found.progress().summary())
                        .lastStatusChange(found.lastStatusChange())
                        .lastUpdatedBy(found.updatedBy())
                        .externalExecutionId(approval ? null : found.progress().externalExecutionId())
                        .percentComplete(found.progress().percentComplete())
                        .errorDetails(found.errorDetails())
                        .build());
            }
        });
        return view.build();
    }

    private static Optional<StageConditionState> condition(Gate gate, StageDeclaration stage, StageExecution run) {
        return gate.declaredBy(stage).map(declared -> condition(declared, run.condition(gate)));
    }

    private static StageConditionState condition(Condition declared, Optional<ConditionExecution> met) {
        ConditionState.Builder state = ConditionState.builder()
                .ruleStates(declared.rules().stream()
                        .map(rule -> rule(
                                rule.name(),
                                met.flatMap(found ->
                                        Optional.ofNullable(found.rules().get(rule.name())))))
                        .toList());
        StageConditionState.Builder view = StageConditionState.builder();
        met.ifPresent(found -> {
            view.latestExecution(shown -> shown.status(found.status()).summary(found.summary()));
            state.latestExecution(shown ->
                    shown.status(found.status()).summary(found.summary()).lastStatusChange(found.lastStatusChange()));
        });
        return view.conditionStates(state.build()).build();
    }

    private static RuleState rule(String name, Optional<RuleExecution> run) {
        RuleState.Builder view = RuleState.builder().ruleName(name);
        run.ifPresent(found -> view.latestExecution(shown -> shown.ruleExecutionId(found.id())
                .status(found.status())
                .summary(found.progress().summary())
                .lastStatusChange(found.lastStatusChange())
                .lastUpdatedBy(found.updatedBy())
                .errorDetails(found.errorDetails())));
        return view.build();
    }
}
