package dev.penstock.server.simulation.invariant;

import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.server.simulation.Change;
import dev.penstock.server.simulation.Observation;
import dev.penstock.server.simulation.PipelineChange;
import dev.penstock.server.simulation.PipelineView;
import java.util.Optional;

/** A job is open only as long as the action or the rule that it carries runs, and is its only one; so no work is wasted. */
final class JobsFollowActions implements Invariant {

    @Override
    public void check(Observation seen) {
        for (Change<Job> change : seen.jobs()) {
            if (change.after() != null && !change.after().terminal()) {
                requireCarrier(seen, change.after());
            }
        }
        for (PipelineChange pipeline : seen.pipelines()) {
            seen.ledger()
                    .pipeline(pipeline.id())
                    .ifPresent(view -> view.openJobs()
                            .forEach(id -> seen.ledger().job(id).ifPresent(job -> requireCarrier(seen, job))));
        }
    }

    private void requireCarrier(Observation seen, Job job) {
        Optional<PipelineView> view = seen.ledger().pipeline(job.pipelineId());
        require(view.isPresent(), "%s is open, and its pipeline is deleted", job);
        boolean carries = view.isPresent() && carries(view.get(), job);
        require(carries, "%s is open, and nothing runs by it", job);
    }

    private static boolean carries(PipelineView view, Job job) {
        if (job.rule() != null) {
            RuleExecution rule = view.rules().get(job.actionExecutionId());
            return rule != null && rule.running() && job.id().equals(rule.jobId());
        }
        ActionExecution attempt = view.attempts().get(job.actionExecutionId());
        return attempt != null && attempt.running() && job.id().equals(attempt.jobId());
    }
}
