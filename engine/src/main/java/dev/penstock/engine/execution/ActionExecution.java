package dev.penstock.engine.execution;

import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.job.JobResult.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;

/**
 * One attempt at an action. A retry makes a new one; terminal statuses never change (spec engine 1.3).
 *
 * @param id UUID; for an approval also its token (spec engine 5.7)
 * @param attempt 1 for the first attempt in this pipeline execution
 * @param lastStatusChange when it became what {@code status} says
 * @param lastUpdate moves with every result
 * @param updatedBy ARN of the person who decided an approval
 * @param configuration as declared, secrets masked
 * @param resolvedConfiguration with variables replaced, secrets masked
 * @param jobId the job that carries the attempt now, or carried it last
 * @param deadline when the attempt times out
 */
public record ActionExecution(
        String id,
        String stageName,
        String actionName,
        ActionTypeKey actionType,
        int attempt,
        ActionExecutionStatus status,
        Instant startTime,
        Instant lastStatusChange,
        Instant lastUpdate,
        @Nullable String updatedBy,
        @Nullable String roleArn,
        String region,
        @Nullable String namespace,
        Map<String, String> configuration,
        Map<String, String> resolvedConfiguration,
        List<ArtifactLocation> inputs,
        List<ArtifactLocation> outputs,
        Map<String, String> outputVariables,
        Progress progress,
        @Nullable Revision currentRevision,
        @Nullable ErrorDetails errorDetails,
        String jobId,
        Instant deadline) {

    public boolean running() {
        return status == ActionExecutionStatus.IN_PROGRESS;
    }
}
