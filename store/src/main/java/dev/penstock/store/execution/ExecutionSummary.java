package dev.penstock.store.execution;

import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.StopRequest;
import dev.penstock.engine.execution.Trigger;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;

/**
 * What lists tell of an execution (spec engine 11.2). Read from the document of the whole execution: its stages with their
 * actions, which are most of the text, are skipped and not built.
 *
 * @param sequence order of admission within the pipeline
 */
public record ExecutionSummary(
        String id,
        long sequence,
        ExecutionMode mode,
        ExecutionType type,
        @Nullable String rollbackTarget,
        PipelineExecutionStatus status,
        @Nullable String statusSummary,
        Trigger trigger,
        @Nullable StopRequest stop,
        Map<String, Revision> revisions,
        Instant startTime,
        Instant lastUpdate) {

    public static ExecutionSummary of(PipelineExecution execution) {
        return new ExecutionSummary(
                execution.id(),
                execution.sequence(),
                execution.mode(),
                execution.type(),
                execution.rollbackTarget(),
                execution.status(),
                execution.statusSummary(),
                execution.trigger(),
                execution.stop(),
                execution.revisions(),
                execution.startTime(),
                execution.lastUpdate());
    }
}
