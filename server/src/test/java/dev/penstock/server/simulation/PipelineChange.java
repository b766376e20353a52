package dev.penstock.server.simulation;

import dev.penstock.engine.PipelineState;
import dev.penstock.engine.execution.PipelineExecution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline before and after a step.
 *
 * @param before null if it was made
 * @param after null if it was deleted
 * @param executions those of its executions that changed
 */
public record PipelineChange(
        String id,
        @Nullable PipelineState before,
        @Nullable PipelineState after,
        List<Change<PipelineExecution>> executions) {}
