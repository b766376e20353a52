package dev.penstock.server.simulation;

import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import org.jspecify.annotations.Nullable;

/**
 * An attempt at an action before and after a decision.
 *
 * @param execution as the decision left it
 * @param before null if it was begun
 */
public record AttemptChange(
        String pipelineId,
        PipelineExecution execution,
        @Nullable ActionExecution before,
        ActionExecution after) {}
