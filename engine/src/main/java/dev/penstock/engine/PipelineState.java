package dev.penstock.engine;

import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.execution.PipelineExecution;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;

/**
 * The state of one pipeline as a step sees it, read with the pipeline locked. It holds the live executions and those
 * that the command names, never the whole history, so its size does not grow with age.
 *
 * @param version the current definition version
 * @param definitions the current definition and those of the loaded executions, by version
 * @param stages by stage name; a stage that nobody entered and whose transitions nobody touched is absent
 * @param executions by id: every live one, the ones that the command names, and the {@link #rollbackTargets}
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

    /** The same state with another current definition. */
    public PipelineState edited(PipelineDefinition next) {
        Map<Integer, PipelineDefinition> all = new HashMap<>(definitions);
        all.put(next.version(), next);
        return new PipelineState(pipeline, next.version(), all, stages, executions, counter);
    }

    public StageState stage(String name) {
        return stages.getOrDefault(name, StageState.UNTOUCHED);
    }

    /**
     * The executions that a step may need although they are over: targets of automatic rollbacks. Few pipelines have any.
     */
    public static Set<String> rollbackTargets(PipelineDefinition definition, Map<String, StageState> stages) {
        return definition.stages().stream()
                .filter(PipelineDefinition::rollsBack)
                .map(stage ->
                        stages.getOrDefault(stage.name(), StageState.UNTOUCHED).rollbackTargetId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /**
     * What belongs to a stage rather than to one execution. Survives definition changes by stage name (spec engine 2.6).
     *
     * @param latestExecutionId the last execution that entered the stage in a mode with a stage lock; what
     *     GetPipelineState shows; null if none ever did
     * @param rollbackTargetId the last standard execution that succeeded in the stage, in a mode with a stage lock; where
     *     an automatic rollback returns to (spec engine 5.4); null if none ever did
     * @param lost who was stopped or failed at the inlet, with nobody there to take the place since (spec engine 2.5)
     * @param reported the revision that was reported last for each source action, by action name (spec engine 5.6)
     */
    public record StageState(
            @Nullable String latestExecutionId,
            @Nullable String rollbackTargetId,
            Transition inbound,
            Transition outbound,
            @Nullable LostWaiter lost,
            Map<String, ReportedRevision> reported) {
        public StageState {
            // What was stored before there were reports has none.
            reported = Objects.requireNonNullElse(reported, Map.of());
        }

        public static final StageState UNTOUCHED =
                new StageState(null, null, Transition.OPEN, Transition.OPEN, null, Map.of());

        public StageState enteredBy(String executionId) {
            return new StageState(executionId, rollbackTargetId, inbound, outbound, lost, reported);
        }

        public StageState succeededIn(String executionId) {
            return new StageState(latestExecutionId, executionId, inbound, outbound, lost, reported);
        }

        public StageState withInbound(Transition next) {
            return new StageState(latestExecutionId, rollbackTargetId, next, outbound, lost, reported);
        }

        public StageState withOutbound(Transition next) {
            return new StageState(latestExecutionId, rollbackTargetId, inbound, next, lost, reported);
        }

        public StageState withLost(@Nullable LostWaiter next) {
            return new StageState(latestExecutionId, rollbackTargetId, inbound, outbound, next, reported);
        }

        public StageState withReported(String actionName, ReportedRevision revision) {
            Map<String, ReportedRevision> next = new HashMap<>(reported);
            next.put(actionName, revision);
            return new StageState(latestExecutionId, rollbackTargetId, inbound, outbound, lost, next);
        }
    }

    /**
     * What a caller of PutActionRevision reported last.
     *
     * @param executionId the execution that it started
     */
    public record ReportedRevision(
            String revisionId, @Nullable String changeIdentifier, String executionId) {}

    /**
     * An execution that ended at an inlet. It is still shown there, but never enters.
     *
     * @param status STOPPED or FAILED
     */
    public record LostWaiter(String executionId, StageExecutionStatus status) {}

    /** One side of a stage's gate (spec engine 3). */
    public record Transition(
            boolean enabled,
            @Nullable String reason,
            @Nullable String changedBy,
            @Nullable Instant changedAt) {
        public static final Transition OPEN = new Transition(true, null, null, null);
    }
}
