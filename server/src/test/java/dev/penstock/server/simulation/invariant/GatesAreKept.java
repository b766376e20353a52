package dev.penstock.server.simulation.invariant;

import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.server.simulation.Change;
import dev.penstock.server.simulation.Observation;
import dev.penstock.server.simulation.PipelineChange;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;

/**
 * No action runs behind an entry condition that has not been passed, no success is asked about before all actions have
 * succeeded, a skipped stage runs nothing, and a condition is open exactly as long as one of its rules runs.
 */
final class GatesAreKept implements Invariant {

    @Override
    public void check(Observation seen) {
        for (PipelineChange pipeline : seen.pipelines()) {
            for (Change<PipelineExecution> change : pipeline.executions()) {
                if (change.after() != null) {
                    change.after().stages().values().forEach(stage -> check(change.id(), stage));
                }
            }
        }
    }

    private void check(String executionId, StageExecution stage) {
        if (stage.conditions().isEmpty() && stage.status() != StageExecutionStatus.SKIPPED) {
            return;
        }
        boolean entered = stage.condition(Gate.BEFORE_ENTRY)
                .filter(entry -> !entry.passed())
                .isEmpty();
        require(
                entered || stage.actions().values().stream().noneMatch(ActionExecution::running),
                "%s runs actions of %s, whose entry condition was not passed",
                executionId,
                stage.stageName());
        require(
                stage.condition(Gate.ON_SUCCESS).isEmpty()
                        || stage.actions().values().stream().allMatch(ActionExecution::succeeded),
                "%s was asked about its success in %s too early",
                executionId,
                stage.stageName());
        require(
                stage.conditions().values().stream()
                        .allMatch(condition -> condition.inProgress() == condition.running()),
                "%s has a condition in %s whose rules do not agree with it",
                executionId,
                stage.stageName());
        require(
                stage.status() != StageExecutionStatus.SKIPPED
                        || stage.actions().isEmpty(),
                "%s skipped %s and ran actions there",
                executionId,
                stage.stageName());
    }
}
