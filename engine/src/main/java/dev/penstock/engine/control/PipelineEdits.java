package dev.penstock.engine.control;

import dev.penstock.engine.action.ActionEnd;
import dev.penstock.engine.condition.Conditions;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.StopRequest;
import dev.penstock.engine.stage.StageEnd;
import dev.penstock.engine.stage.StageRun;
import dev.penstock.engine.step.Step;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;

/** What an edit or the deletion of a pipeline does to its executions (spec engine 2.6, 5.8). */
public final class PipelineEdits {

    private PipelineEdits() {}

    /**
     * The step's version is the new one. Executions that wait are cancelled; those inside a stage start nothing more, and
     * are cancelled once their running actions are done. An open approval is settled at once: nobody could answer it any
     * more; and so are conditions, whose answer would lead nowhere. PARALLEL executions go on with their own definition.
     */
    public static void update(Step step) {
        for (PipelineExecution execution : step.live().toList()) {
            if (!step.outdated(execution)) {
                continue;
            }
            if (execution.position() == null || !execution.position().entered()) {
                StageEnd.end(step, execution.id(), PipelineExecutionStatus.CANCELLED, null, "CANCELED");
                continue;
            }
            execution.stage(execution.position().stageName()).stream()
                    .flatMap(stage -> stage.actions().values().stream())
                    .filter(ActionExecution::running)
                    .filter(ActionEnd::isApproval)
                    .forEach(approval -> ActionEnd.cancelApproval(step, execution.id(), approval));
            Conditions.cancel(step, execution.id(), execution.position().stageName());
            StageRun.advance(step, execution.id());
        }
    }

    /** Everything that runs is abandoned and its jobs are closed, so that late results find nothing to change. */
    public static void delete(Step step) {
        // Those who wait go first, so that nobody enters what the others leave.
        for (boolean entered : new boolean[] {false, true}) {
            step.live()
                    .filter(execution ->
                            execution.position() != null && execution.position().entered() == entered)
                    .toList()
                    .forEach(execution -> StopExecution.stop(step, execution, new StopRequest(true, null)));
        }
    }
}
