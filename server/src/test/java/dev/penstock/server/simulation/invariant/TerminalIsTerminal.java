package dev.penstock.server.simulation.invariant;

import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.server.simulation.Change;
import dev.penstock.server.simulation.Observation;
import dev.penstock.server.simulation.PipelineChange;
import java.util.EnumSet;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;

/**
 * A succeeded, superseded or cancelled execution never changes again; a failed or stopped one only by a retry or an
 * override, which raises its attempt. A job that is over never changes again.
 */
final class TerminalIsTerminal implements Invariant {

    private static final Set<PipelineExecutionStatus> FOR_EVER = EnumSet.of(
            PipelineExecutionStatus.SUCCEEDED, PipelineExecutionStatus.SUPERSEDED, PipelineExecutionStatus.CANCELLED);

    @Override
    public void check(Observation seen) {
        for (PipelineChange pipeline : seen.pipelines()) {
            for (Change<PipelineExecution> change : pipeline.executions()) {
                PipelineExecution before = change.before();
                PipelineExecution after = change.after();
                if (before == null || after == null || before.live()) {
                    continue;
                }
                require(!FOR_EVER.contains(before.status()), "%s was %s and changed", before.id(), before.status());
                require(
                        after.attempt() > before.attempt(),
                        "%s was %s and changed without a retry",
                        before.id(),
                        before.status());
            }
        }
        for (Change<Job> change : seen.jobs()) {
            require(
                    change.before() == null
                            || change.after() == null
                            || !change.before().terminal(),
                    "%s changed to %s",
                    change.before(),
                    change.after());
        }
    }
}
