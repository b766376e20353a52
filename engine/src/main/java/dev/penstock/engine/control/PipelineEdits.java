package dev.penstock.engine.control;

import dev.penstock.engine.action.ActionEnd;
import dev.penstock.engine.condition.Conditions;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.StopRequest;
import dev.penstock.engine.stage.Inlets;
import dev.penstock.engine.stage.StageEnd;
import dev.penstock.engine.stage.StageRun;
import dev.penstock.engine.step.Step;
import java.util.List;
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
        outdated(step, false)
                .forEach(waiting ->
                        StageEnd.end(step, waiting.id(), PipelineExecutionStatus.CANCELLED, null, "CANCELED"));
        outdated(step, true).forEach(inside -> cancel(step, inside));
        // The edit may have removed a stage whose transition held executions that keep their own definition.
        Inlets.admitEverywhere(step);
    }

    /** Those who wait go first everywhere, so that nobody enters what the others leave. */
    private static List<PipelineExecution> outdated(Step step, boolean entered) {
        return step.live()
                .filter(execution -> step.outdated(execution) && inside(execution) == entered)
                .toList();
    }

    private static boolean inside(PipelineExecution execution) {
        return execution.position() != null && execution.position().entered();
    }

    private static void cancel(Step step, PipelineExecution execution) {
        String stageName =
                execution.position() == null ? "" : execution.position().stageName();
        execution.stage(stageName).stream()
                .flatMap(stage -> stage.actions().values().stream())
                .filter(ActionExecution::running)
                .filter(ActionEnd::isApproval)
                .forEach(approval -> ActionEnd.cancelApproval(step, execution.id(), approval));
        Conditions.cancel(step, execution.id(), stageName);
        StageRun.advance(step, execution.id());
    }

    /** Everything that runs is abandoned and its jobs are closed, so that late results find nothing to change. */
    public static void delete(Step step) {
        for (boolean entered : new boolean[] {false, true}) {
            step.live()
                    .filter(execution -> inside(execution) == entered)
                    .toList()
                    .forEach(execution -> StopExecution.stop(step, execution, new StopRequest(true, null)));
        }
    }
}
