package dev.penstock.server.simulation.invariant;

import dev.penstock.engine.PipelineState;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.server.simulation.Change;
import dev.penstock.server.simulation.Observation;
import dev.penstock.server.simulation.PipelineChange;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;

/**
 * Nothing is admitted to a QUEUED or PARALLEL pipeline that has 50 live executions, rollbacks apart; and of one PARALLEL
 * execution at most five actions run at the same time (spec engine 2.1, 2.4).
 */
final class LimitsHold implements Invariant {

    private static final int EXECUTIONS = 50;
    private static final int ACTIONS = 5;

    @Override
    public void check(Observation seen) {
        for (PipelineChange pipeline : seen.pipelines()) {
            PipelineState state = pipeline.after();
            if (state == null) {
                continue;
            }
            boolean grew = pipeline.executions().stream().anyMatch(LimitsHold::joined);
            ExecutionMode mode = state.definition().mode();
            if (grew && (mode == ExecutionMode.QUEUED || mode == ExecutionMode.PARALLEL)) {
                long live = state.executions().values().stream()
                        .filter(PipelineExecution::live)
                        .count();
                require(live <= EXECUTIONS, "%s has %s live executions", state.pipeline(), live);
            }
            for (Change<PipelineExecution> change : pipeline.executions()) {
                if (change.after() != null && change.after().mode() == ExecutionMode.PARALLEL) {
                    change.after().stages().values().forEach(stage -> slots(change.id(), stage));
                }
            }
        }
    }

    private static boolean joined(Change<PipelineExecution> change) {
        PipelineExecution before = change.before();
        PipelineExecution after = change.after();
        return after != null && after.live() && after.rollbackTarget() == null && (before == null || !before.live());
    }

    private void slots(String executionId, StageExecution stage) {
        long running = stage.actions().values().stream()
                .filter(ActionExecution::running)
                .count();
        require(running <= ACTIONS, "%s runs %s actions at a time", executionId, running);
    }
}
