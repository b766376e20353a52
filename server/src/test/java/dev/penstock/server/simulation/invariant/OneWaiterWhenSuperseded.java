package dev.penstock.server.simulation.invariant;

import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.Position;
import dev.penstock.server.simulation.Observation;
import dev.penstock.server.simulation.PipelineChange;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;

/** In SUPERSEDED mode at most one execution waits in front of a stage: the newest (spec engine 2.2). */
final class OneWaiterWhenSuperseded implements Invariant {

    @Override
    public void check(Observation seen) {
        for (PipelineChange pipeline : seen.pipelines()) {
            if (pipeline.after() == null) {
                continue;
            }
            Map<String, String> waiters = new HashMap<>();
            for (PipelineExecution execution : pipeline.after().executions().values()) {
                Position position = execution.position();
                if (execution.mode() == ExecutionMode.SUPERSEDED && position != null && !position.entered()) {
                    String other = waiters.put(position.stageName(), execution.id());
                    require(other == null, "%s and %s both wait for %s", other, execution.id(), position.stageName());
                }
            }
        }
    }
}
