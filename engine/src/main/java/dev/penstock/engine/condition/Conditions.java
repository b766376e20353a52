package dev.penstock.engine.condition;

import dev.penstock.engine.execution.ConditionExecution;
import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.engine.step.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.ConditionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** The conditions of a stage in one execution (spec engine 6.2). What follows for the stage is decided by the caller. */
public final class Conditions {

    private Conditions() {}

    /**
     * The condition at a gate as it stands; the first time its rules are started, all of them together.
     *
     * @return empty if the stage declares none
     */
    public static Optional<ConditionExecution> evaluate(
            Step step, String executionId, StageDeclaration stage, Gate gate) {
        Optional<Condition> declared = gate.declaredBy(stage);
        if (declared.isEmpty()) {
            return Optional.empty();
        }
        if (stage(step, executionId, stage.name()).condition(gate).isEmpty()) {
            put(step, executionId, stage.name(), ConditionExecution.begun(gate, step.now()));
            for (RuleDeclaration rule : declared.get().rules()) {
                RuleStart.start(step, executionId, stage.name(), gate, rule);
            }
            settle(step, executionId, stage.name(), gate);
        }
        return stage(step, executionId, stage.name()).condition(gate);
    }

    /** Once no rule runs any more the condition is decided: all must have succeeded. */
    static void settle(Step step, String executionId, String stageName, Gate gate) {
        ConditionExecution condition =
                stage(step, executionId, stageName).condition(gate).orElseThrow();
        if (!condition.inProgress() || condition.running()) {
            return;
        }
        List<RuleExecution> broken = condition.rules().values().stream()
                .filter(rule -> !rule.succeeded())
                .toList();
        ConditionExecutionStatus status = broken.isEmpty()
                ? ConditionExecutionStatus.SUCCEEDED
                : broken.stream().anyMatch(rule -> !unevaluated(rule))
                        ? ConditionExecutionStatus.FAILED
                        : ConditionExecutionStatus.ERRORED;
        put(step, executionId, stageName, condition.withStatus(status, summary(broken), step.now()));
    }

    private static @Nullable String summary(List<RuleExecution> broken) {
        return broken.isEmpty()
                ? null
                : "Rules that did not succeed: "
                        + String.join(
                                ", ",
                                broken.stream().map(RuleExecution::ruleName).toList());
    }

    /** True if the rule could not be asked, which is not the same as an answer (spec engine 1.4). */
    private static boolean unevaluated(RuleExecution rule) {
        Set<String> reasons = Set.of(
                FailureType.CONFIGURATION_ERROR.toString(),
                FailureType.PERMISSION_ERROR.toString(),
                FailureType.REVISION_OUT_OF_SYNC.toString(),
                FailureType.REVISION_UNAVAILABLE.toString(),
                FailureType.SYSTEM_UNAVAILABLE.toString());
        return rule.errorDetails() != null
                && reasons.contains(rule.errorDetails().code());
    }

    /** The execution is stopped at once (spec engine 5.2). */
    public static void abandon(Step step, String executionId, String stageName) {
        giveUp(step, executionId, stageName, ConditionExecutionStatus.ABANDONED);
    }

    /** An edit of the pipeline made the open conditions pointless (spec engine 1.4). */
    public static void cancel(Step step, String executionId, String stageName) {
        giveUp(step, executionId, stageName, ConditionExecutionStatus.CANCELLED);
    }

    private static void giveUp(Step step, String executionId, String stageName, ConditionExecutionStatus status) {
        for (ConditionExecution condition :
                List.copyOf(stage(step, executionId, stageName).conditions().values())) {
            if (condition.inProgress()) {
                end(step, executionId, stageName, condition, status, null);
            }
        }
    }

    /** Somebody decides to go on: rules that run are given up, those that are over stay as they are (spec engine 5.5). */
    public static void override(Step step, String executionId, String stageName, Gate gate, String callerArn) {
        ConditionExecution condition =
                stage(step, executionId, stageName).condition(gate).orElseThrow();
        end(step, executionId, stageName, condition, ConditionExecutionStatus.OVERRIDDEN, callerArn);
    }

    private static void end(
            Step step,
            String executionId,
            String stageName,
            ConditionExecution condition,
            ConditionExecutionStatus status,
            @Nullable String callerArn) {
        condition.rules().values().stream()
                .filter(RuleExecution::running)
                .forEach(rule ->
                        RuleEnd.abandon(step, executionId, callerArn == null ? rule : rule.decidedBy(callerArn)));
        ConditionExecution now =
                stage(step, executionId, stageName).condition(condition.gate()).orElseThrow();
        put(step, executionId, stageName, now.withStatus(status, null, step.now()));
    }

    private static StageExecution stage(Step step, String executionId, String stageName) {
        return step.execution(executionId).stage(stageName).orElseThrow();
    }

    private static void put(Step step, String executionId, String stageName, ConditionExecution condition) {
        PipelineExecution execution = step.execution(executionId);
        step.put(execution.with(execution.stage(stageName).orElseThrow().with(condition)));
    }
}
