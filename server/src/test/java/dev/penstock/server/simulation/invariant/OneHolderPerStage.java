package dev.penstock.server.simulation.invariant;

import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.Position;
import dev.penstock.server.simulation.Observation;
import dev.penstock.server.simulation.PipelineChange;
import java.util.HashMap;
import java.util.Map;

/** In a mode with stage locks at most one execution is inside a stage (spec engine 2.1). */
final class OneHolderPerStage implements Invariant {

    @Override
    public void check(Observation seen) {
        for (PipelineChange pipeline : seen.pipelines()) {
            if (pipeline.after() == null) {
                continue;
            }
            Map<String, String> holders = new HashMap<>();
            for (PipelineExecution execution : pipeline.after().executions().values()) {
                Position position = execution.position();
                if (execution.locking() && position != null && position.entered()) {
                    String other = holders.put(position.stageName(), execution.id());
                    require(other == null, "%s and %s are both in %s", other, execution.id(), position.stageName());
                }
            }
        }
    }
}
