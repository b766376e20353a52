package dev.penstock.engine.execution;

import dev.penstock.engine.artifact.Revision;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;

/**
 * One run of a pipeline with everything that its next step depends on. Stored as one document, so a step reads it with
 * one query, however many actions it has.
 *
 * @param sequence order of admission within the pipeline, from 1; grows, but not by one
 * @param mode the mode when it started; later mode changes do not touch it (spec engine 2.6)
 * @param rollbackTarget the execution that a rollback returns to; null for a standard execution
 * @param inherited what a rollback took over from its target; null for a standard execution
 * @param stop the stop that was asked for last, until a retry
 * @param attempt 1 in the first run, raised by every retry (spec events 1.3)
 * @param variables pipeline-level variables, bound once at admission (spec engine 7.2); null when the pipeline has none
 * @param revisions source revisions by source action name, in the order found
 * @param position where it stands; null once it is over
 * @param stages the stages that it entered, by name, in order of entry
 */
public record PipelineExecution(
        String id,
        long sequence,
        int version,
        ExecutionMode mode,
        ExecutionType type,
        @Nullable String rollbackTarget,
        @Nullable Inherited inherited,
        PipelineExecutionStatus status,
        @Nullable String statusSummary,
        Trigger trigger,
        @Nullable StopRequest stop,
        @Nullable String clientRequestToken,
        int attempt,
        @Nullable Map<String, String> variables,
        List<SourceOverride> overrides,
        Map<String, Revision> revisions,
        Instant startTime,
        Instant lastUpdate,
        @Nullable Position position,
        Map<String, StageExecution> stages) {

    /** True while something can still happen by itself: the execution holds a lock or waits at an inlet. */
    public boolean live() {
        return position != null;
    }

    /** True inside the stage; in a mode with stage locks it then holds the stage's lock. */
    public boolean inside(String stageName) {
        return position != null && position.entered() && position.stageName().equals(stageName);
    }

    public boolean waitingAt(String stageName) {
        return position != null && !position.entered() && position.stageName().equals(stageName);
    }

    /** True in a mode in which one execution at a time is in a stage (spec engine 2.1). */
    public boolean locking() {
        return mode != ExecutionMode.PARALLEL;
    }

    public Optional<StageExecution> stage(String stageName) {
        return Optional.ofNullable(stages.get(stageName));
    }

    /** The attempt with that id, if it is the newest attempt of its action. */
    public Optional<ActionExecution> newestAttempt(String actionExecutionId) {
        return stages.values().stream()
                .flatMap(stage -> stage.actions().values().stream())
                .filter(action -> action.id().equals(actionExecutionId))
                .findFirst();
    }

    /** The rule execution with that id, if it belongs to the latest evaluation of its condition. */
    public Optional<RuleExecution> rule(String ruleExecutionId) {
        return stages.values().stream()
                .flatMap(stage -> stage.conditions().values().stream())
                .flatMap(condition -> condition.rules().values().stream())
                .filter(rule -> rule.id().equals(ruleExecutionId))
                .findFirst();
    }

    /** With a status, at a moment; {@code lastUpdate} moves with it. */
    public PipelineExecution withStatus(PipelineExecutionStatus next, @Nullable String summary, Instant at) {
        return copy(next, summary, stop, attempt, revisions, at, position, stages);
    }

    /** Over, with a final status. */
    public PipelineExecution ended(PipelineExecutionStatus next, @Nullable String summary, Instant at) {
        return copy(next, summary, stop, attempt, revisions, at, null, stages);
    }

    public PipelineExecution stopping(StopRequest request, Instant at) {
        return copy(PipelineExecutionStatus.STOPPING, statusSummary, request, attempt, revisions, at, position, stages);
    }

    /** In progress once more, for another try (spec engine 5.3). */
    public PipelineExecution resumed(Position place, Instant now) {
        return copy(PipelineExecutionStatus.IN_PROGRESS, null, null, attempt + 1, revisions, now, place, stages);
    }

    public PipelineExecution at(Position next) {
        return copy(status, statusSummary, stop, attempt, revisions, lastUpdate, next, stages);
    }

    public PipelineExecution with(StageExecution stage) {
        Map<String, StageExecution> next = new LinkedHashMap<>(stages);
        next.put(stage.stageName(), stage);
        return copy(status, statusSummary, stop, attempt, revisions, lastUpdate, position, next);
    }

    public PipelineExecution withRevision(String sourceAction, Revision revision) {
        Map<String, Revision> next = new LinkedHashMap<>(revisions);
        next.put(sourceAction, revision);
        return copy(status, statusSummary, stop, attempt, next, lastUpdate, position, stages);
    }

    private PipelineExecution copy(
            PipelineExecutionStatus nextStatus,
            @Nullable String nextSummary,
            @Nullable StopRequest nextStop,
            int nextAttempt,
            Map<String, Revision> nextRevisions,
            Instant nextUpdate,
            @Nullable Position nextPosition,
            Map<String, StageExecution> nextStages) {
        return new PipelineExecution(
                id,
                sequence,
                version,
                mode,
                type,
                rollbackTarget,
                inherited,
                nextStatus,
                nextSummary,
                trigger,
                nextStop,
                clientRequestToken,
                nextAttempt,
                variables,
                overrides,
                nextRevisions,
                startTime,
                nextUpdate,
                nextPosition,
                nextStages);
    }
}
