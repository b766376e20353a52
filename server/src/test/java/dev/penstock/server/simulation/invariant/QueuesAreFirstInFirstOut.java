package dev.penstock.server.simulation.invariant;

import dev.penstock.engine.PipelineState;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.Position;
import dev.penstock.server.simulation.Change;
import dev.penstock.server.simulation.Observation;
import dev.penstock.server.simulation.PipelineChange;
import java.util.Collection;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;

/**
 * Whoever enters a stage from its inlet has waited longest there, and executions of a QUEUED pipeline that were never
 * retried never overtake each other (spec engine 2.3).
 */
final class QueuesAreFirstInFirstOut implements Invariant {

    @Override
    public void check(Observation seen) {
        for (PipelineChange pipeline : seen.pipelines()) {
            PipelineState after = pipeline.after();
            if (after == null || pipeline.executions().isEmpty()) {
                continue;
            }
            for (Change<PipelineExecution> change : pipeline.executions()) {
                PipelineExecution entered = change.after();
                if (entered != null && entered.locking() && enteredFromInlet(change)) {
                    longestWaiting(after.executions().values(), entered);
                }
            }
            nobodyOvertakes(after);
        }
    }

    private static boolean enteredFromInlet(Change<PipelineExecution> change) {
        Position before = change.before() == null ? null : change.before().position();
        Position after = change.after() == null ? null : change.after().position();
        return before != null
                && after != null
                && !before.entered()
                && after.entered()
                && before.stageName().equals(after.stageName());
    }

    private void longestWaiting(Collection<PipelineExecution> all, PipelineExecution entered) {
        Position place = entered.position();
        for (PipelineExecution other : all) {
            Position position = other.position();
            if (place != null && position != null && other.locking() && other.waitingAt(place.stageName())) {
                require(
                        position.arrival() > place.arrival(),
                        "%s entered %s before %s, who had been there longer",
                        entered.id(),
                        place.stageName(),
                        other.id());
            }
        }
    }

    private void nobodyOvertakes(PipelineState state) {
        int ahead = Integer.MAX_VALUE;
        PipelineExecution before = null;
        for (PipelineExecution execution : state.executions().values()) {
            Position position = execution.position();
            if (position == null
                    || execution.mode() != ExecutionMode.QUEUED
                    || execution.type() != ExecutionType.STANDARD
                    || execution.attempt() > 1
                    || execution.version() != state.version()) {
                continue;
            }
            require(before == null || before.sequence() < execution.sequence(), "the state is not in order");
            int place = 2 * state.definition().indexOf(position.stageName()) + (position.entered() ? 1 : 0);
            require(place <= ahead, "%s overtook %s", execution.id(), before == null ? "nobody" : before.id());
            ahead = place;
            before = execution;
        }
    }
}
