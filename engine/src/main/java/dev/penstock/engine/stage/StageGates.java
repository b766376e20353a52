package dev.penstock.engine.stage;

import dev.penstock.engine.action.ActionStart;
import dev.penstock.engine.condition.Conditions;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.ConditionExecution;
import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.engine.step.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;

/**
 * The ways into a stage and out of it, past its conditions (spec engine 6.2). The guards at the entrance and after success
 * engage their result when they do not hold; the one after a failure when it does.
 */
final class StageGates {

    private StageGates() {}

    /** @return false if the entry condition is still open, or has just decided that no action runs */
    static boolean mayBegin(Step step, String executionId, StageDeclaration declaration) {
        Optional<ConditionExecution> guard = Conditions.evaluate(step, executionId, declaration, Gate.BEFORE_ENTRY);
        if (guard.isEmpty() || guard.get().passed()) {
            return true;
        }
        if (guard.get().inProgress()) {
            return false;
        }
        if (result(declaration, Gate.BEFORE_ENTRY) == Result.SKIP) {
            StageEnd.mark(step, executionId, StageExecutionStatus.SKIPPED, "SKIPPED");
            StageRun.leave(step, executionId);
        } else {
            fail(step, executionId, declaration);
        }
        return false;
    }

    /** All actions have succeeded. */
    static void afterActions(Step step, String executionId, StageDeclaration declaration) {
        Optional<ConditionExecution> guard = Conditions.evaluate(step, executionId, declaration, Gate.ON_SUCCESS);
        if (guard.isEmpty() || guard.get().passed()) {
            succeed(step, executionId);
            return;
        }
        if (guard.get().inProgress()) {
            return;
        }
        Optional<PipelineExecution> target = Optional.of(step.execution(executionId))
                .filter(execution -> result(declaration, Gate.ON_SUCCESS) == Result.ROLLBACK)
                .flatMap(execution -> Rollbacks.target(step, execution, declaration.name()));
        if (target.isEmpty()) {
            fail(step, executionId, declaration);
            return;
        }
        StageEnd.mark(step, executionId, StageExecutionStatus.SUCCEEDED, "SUCCEEDED");
        endFailed(step, executionId, declaration.name(), target);
    }

    private static void succeed(Step step, String executionId) {
        PipelineExecution execution = StageEnd.mark(step, executionId, StageExecutionStatus.SUCCEEDED, "SUCCEEDED");
        String stageName = StageRun.stage(execution).stageName();
        if (execution.locking() && execution.type() == ExecutionType.STANDARD) {
            step.put(stageName, step.stageState(stageName).succeededIn(executionId));
        }
        StageRun.leave(step, executionId);
    }

    /** The stage has no way on: it starts over once if it is declared so, else it fails. */
    static void fail(Step step, String executionId, StageDeclaration declaration) {
        if (StageRetry.again(step, executionId, declaration)) {
            StageRun.advance(step, executionId);
            return;
        }
        StageEnd.mark(step, executionId, StageExecutionStatus.FAILED, "FAILED");
        afterFailure(step, executionId, declaration);
    }

    /** The stage has failed. A rollback is not followed by another, so its failure is not looked at (spec engine 5.4). */
    static void afterFailure(Step step, String executionId, StageDeclaration declaration) {
        PipelineExecution execution = step.execution(executionId);
        Optional<ConditionExecution> criteria = execution.type() == ExecutionType.STANDARD
                ? Conditions.evaluate(step, executionId, declaration, Gate.ON_FAILURE)
                : Optional.empty();
        if (criteria.filter(ConditionExecution::inProgress).isPresent()) {
            return;
        }
        boolean met = criteria.filter(ConditionExecution::passed).isPresent()
                && result(declaration, Gate.ON_FAILURE) == Result.ROLLBACK;
        Optional<PipelineExecution> target = PipelineDefinition.rollsBackOnFailure(declaration) || met
                ? Rollbacks.target(step, execution, declaration.name())
                : Optional.empty();
        endFailed(step, executionId, declaration.name(), target);
    }

    private static void endFailed(
            Step step, String executionId, String stageName, Optional<PipelineExecution> rollbackTarget) {
        String summary = summary(StageRun.stage(step.execution(executionId)));
        StageEnd.end(step, executionId, PipelineExecutionStatus.FAILED, summary, "FAILED");
        // Before the next waiter is let in: it would make the stage busy, and a rollback impossible (spec engine 12).
        rollbackTarget.ifPresent(target -> Rollbacks.automatically(step, executionId, target, stageName));
        Inlets.admit(step, stageName);
    }

    /** A condition without a result fails its stage (spec engine 6.1). */
    private static Result result(StageDeclaration declaration, Gate gate) {
        return gate.declaredBy(declaration).map(Condition::result).orElse(Result.FAIL);
    }

    /** The one failure that an execution tells about itself: variables that stayed open (spec engine 1.5). */
    private static @Nullable String summary(StageExecution stage) {
        return stage.actions().values().stream()
                .map(StageGates::unresolved)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static Optional<String> unresolved(ActionExecution action) {
        return Optional.ofNullable(action.errorDetails())
                .map(ErrorDetails::message)
                .filter(ActionStart.unresolvedText(action.actionName())::equals);
    }
}
