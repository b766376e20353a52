package dev.penstock.server.simulation.invariant;

import dev.penstock.engine.PipelineState;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.ConditionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.Position;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.server.simulation.Change;
import dev.penstock.server.simulation.Ledger;
import dev.penstock.server.simulation.Observation;
import dev.penstock.server.simulation.PipelineChange;
import org.jspecify.annotations.Nullable;

/**
 * An execution that is not over has something that will move it: inside a stage an action or a rule with an open job,
 * which has a limit; in front of a stage a closed transition, which somebody can open, or somebody inside the stage, or
 * somebody who waits before it.
 */
final class NobodyIsStuck implements Invariant {

    @Override
    public void check(Observation seen) {
        for (PipelineChange pipeline : seen.pipelines()) {
            PipelineState state = pipeline.after();
            if (state == null) {
                continue;
            }
            for (PipelineExecution execution : state.executions().values()) {
                moves(state, execution, seen.ledger());
            }
            for (Change<PipelineExecution> change : pipeline.executions()) {
                if (change.after() != null && !change.after().live()) {
                    nothingRuns(change.after());
                }
            }
        }
    }

    private void nothingRuns(PipelineExecution over) {
        require(
                over.stages().values().stream().noneMatch(StageExecution::running),
                "%s is %s, and something of it runs",
                over.id(),
                over.status());
    }

    private void moves(PipelineState state, PipelineExecution execution, Ledger ledger) {
        Position position = execution.position();
        if (position == null) {
            return;
        }
        if (position.entered()) {
            StageExecution stage = execution.stages().get(position.stageName());
            require(stage != null, "%s is in %s without a record", execution.id(), position.stageName());
            if (stage != null) {
                require(works(stage, ledger), "%s is in %s, and nothing runs there", execution.id(), stage.stageName());
            }
        } else {
            require(
                    closed(state, execution, position.stageName())
                            || (execution.locking() && somebodyBefore(state, execution, position)),
                    "%s waits for %s, and nobody is before it",
                    execution.id(),
                    position.stageName());
        }
    }

    private boolean works(StageExecution stage, Ledger ledger) {
        boolean works = false;
        for (ActionExecution action : stage.actions().values()) {
            if (action.running()) {
                requireOpen(ledger, action.jobId(), action.id());
                works = true;
            }
        }
        for (ConditionExecution condition : stage.conditions().values()) {
            for (RuleExecution rule : condition.rules().values()) {
                if (rule.running()) {
                    requireOpen(ledger, rule.jobId(), rule.id());
                    works = true;
                }
            }
        }
        return works;
    }

    private void requireOpen(Ledger ledger, @Nullable String jobId, String attemptId) {
        boolean open = jobId != null
                && ledger.job(jobId)
                        .filter(job -> !job.terminal())
                        .map(Job::deadline)
                        .isPresent();
        require(open, "attempt %s runs, and its job %s does not", attemptId, jobId);
    }

    private static boolean closed(PipelineState state, PipelineExecution execution, String stageName) {
        PipelineDefinition definition = state.definition(execution.version());
        int index = definition.indexOf(stageName);
        boolean outbound = index > 0
                && !state.stage(definition.stages().get(index - 1).name())
                        .outbound()
                        .enabled();
        return outbound || !state.stage(stageName).inbound().enabled();
    }

    private static boolean somebodyBefore(PipelineState state, PipelineExecution waiter, Position place) {
        for (PipelineExecution other : state.executions().values()) {
            Position position = other.position();
            if (position == null || !other.locking() || !position.stageName().equals(place.stageName())) {
                continue;
            }
            if (position.entered() || position.arrival() < place.arrival()) {
                return true;
            }
        }
        return false;
    }
}
