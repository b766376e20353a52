package dev.penstock.engine;

import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.execution.PipelineExecution;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of one pipeline as a step sees it, read with the pipeline locked. It holds the live executions and those
 * that the command names, never the whole history, so its size does not grow with age.
 *
 * @param version the current definition version
 * @param definitions the current definition and those of the loaded executions, by version
 * @param stages by stage name; a stage that nobody entered and whose transitions nobody touched is absent
 * @param executions by id: every live one, and the ones that the command names
 * @param counter last number given out for admissions and arrivals; only grows
 */
public record PipelineState(
        PipelineRef pipeline,
        int version,
        Map<Integer, PipelineDefinition> definitions,
        Map<String, StageState> stages,
        Map<String, PipelineExecution> executions,
        long counter) {

    public PipelineDefinition definition() {
        return definition(version);
    }

    public PipelineDefinition definition(int version) {
        PipelineDefinition definition = definitions.get(version);
        if (definition == null) {
            throw new IllegalStateException("definition " + version + " of " + pipeline.name() + " was not loaded");
        }
        return definition;
    }

    public StageState stage(String name) {
        return stages.getOrDefault(name, StageState.UNTOUCHED);
    }

    /**
     * What belongs to a stage rather than to one execution. Survives definition changes by stage name (spec engine 2.6).
     *
     * @param latestExecutionId the last execution that entered the stage in a mode with a stage lock; what
     *     GetPipelineState shows; null if none ever did
     */
    public record StageState(@Nullable String latestExecutionId, Transition inbound, Transition outbound) {
        public static final StageState UNTOUCHED = new StageState(null, Transition.OPEN, Transition.OPEN);
    }

    /** One side of a stage's gate (spec engine 3). */
    public record Transition(
            boolean enabled,
            @Nullable String reason,
            @Nullable String changedBy,
            @Nullable Instant changedAt) {
        public static final Transition OPEN = new Transition(true, null, null, null);
    }
}
