package dev.penstock.engine.execution;

import dev.penstock.engine.artifact.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;

/**
 * One run of a pipeline with everything that its next step depends on. Stored as one document, so a step reads it with
 * one query, however many actions it has.
 *
 * @param sequence order of admission within the pipeline, from 1
 * @param mode the mode when it started; later mode changes do not touch it (spec engine 2.6)
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
}
