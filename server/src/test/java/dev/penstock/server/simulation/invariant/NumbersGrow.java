package dev.penstock.server.simulation.invariant;

import dev.penstock.engine.PipelineState;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.server.simulation.Change;
import dev.penstock.server.simulation.Observation;
import dev.penstock.server.simulation.PipelineChange;

/** A pipeline's versions count by one, its numbers only grow, and no two executions have the same one. */
final class NumbersGrow implements Invariant {

    @Override
    public void check(Observation seen) {
        for (PipelineChange pipeline : seen.pipelines()) {
            PipelineState before = pipeline.before();
            PipelineState after = pipeline.after();
            if (after == null) {
                continue;
            }
            long counter = before == null ? 0 : before.counter();
            require(after.counter() >= counter, "the counter went from %s to %s", counter, after.counter());
            int version = before == null ? 1 : before.version();
            require(
                    after.version() == version || after.version() == version + 1,
                    "the version went from %s to %s",
                    version,
                    after.version());
            for (Change<PipelineExecution> change : pipeline.executions()) {
                if (change.before() == null && change.after() != null) {
                    require(
                            change.after().sequence() > counter
                                    && change.after().sequence() <= after.counter(),
                            "%s has the number %s after %s",
                            change.id(),
                            change.after().sequence(),
                            counter);
                }
            }
        }
    }
}
