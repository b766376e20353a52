package dev.penstock.server.simulation;

import dev.penstock.engine.Decision;
import dev.penstock.engine.event.Event;
import dev.penstock.engine.job.Job;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one step changed in the store, and what its caller was told.
 *
 * @param told null if nobody asked anything, as when time passes
 * @param decisions the engine's decisions that were committed, in order
 * @param events the events of the decisions, in order
 * @param ledger everything as it is after the step
 */
public record Observation(
        Instant now,
        @Nullable Told told,
        List<PipelineChange> pipelines,
        List<AttemptChange> attempts,
        List<Change<Job>> jobs,
        List<Applied> decisions,
        List<Event> events,
        Ledger ledger) {

    /** A decision that was committed. */
    public record Applied(String pipelineId, Decision decision) {}

    public boolean nothingChanged() {
        return pipelines.isEmpty() && jobs.isEmpty() && events.isEmpty();
    }
}
