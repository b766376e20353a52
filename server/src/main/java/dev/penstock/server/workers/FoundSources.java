package dev.penstock.server.workers;

import dev.penstock.engine.Command;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.job.Job;
import dev.penstock.server.operations.PipelineSteps;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Tells a pipeline which revision its source action is about to deliver (spec engine 4.4). Thread-safe. */
public final class FoundSources {
    private final Store store;
    private final PipelineSteps steps;

    public FoundSources(Store store, PipelineSteps steps) {
        this.store = store;
        this.steps = steps;
    }

    /**
     * Does nothing if another worker has the job by now, or it is over: the result of this one will be refused.
     *
     * @param claimed the job as it was claimed, with its nonce
     */
    public void publish(Job claimed, Revision revision) {
        // The pipeline of a job that is over may be deleted, so it is looked at before the lock too.
        store.write(tx -> current(tx, claimed)
                .flatMap(seen -> steps.take(
                        tx,
                        claimed.pipelineId(),
                        List.of(claimed.pipelineExecutionId()),
                        () -> current(tx, claimed).map(job -> new Command.SourceFound(job, revision)))));
    }

    private static Optional<Job> current(Tx tx, Job claimed) {
        return tx.jobs()
                .find(claimed.id())
                .filter(job -> !job.terminal() && Objects.equals(job.nonce(), claimed.nonce()));
    }
}
