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
 * @param region where the action runs
 * @param configuration as declared, secrets masked
 * @param resolvedConfiguration with variables replaced, secrets masked; as declared if that failed
 * @param outputs reserved while in progress; empty once the attempt failed or was abandoned
 * @param jobId the job that carries the attempt now, or carried it last; null if it failed before there was one
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
        @Nullable String jobId,
        Instant deadline) {

    public boolean running() {
        return status == ActionExecutionStatus.IN_PROGRESS;
    }

    public boolean succeeded() {
        return status == ActionExecutionStatus.SUCCEEDED;
    }

    /** Carried on by another job, with what the last one reported (spec jobs 9). */
    public ActionExecution continued(
            String nextJobId, Progress nextProgress, @Nullable Revision nextRevision, Instant now) {
        return copy(
                status,
                lastStatusChange,
                now,
                updatedBy,
                outputs,
                outputVariables,
                nextProgress,
                nextRevision,
                errorDetails,
                nextJobId);
    }

    public ActionExecution withRevision(Revision revision, Instant now) {
        return copy(
                status,
                lastStatusChange,
                now,
                updatedBy,
                outputs,
                outputVariables,
                progress,
                revision,
                errorDetails,
                jobId);
    }

    public ActionExecution succeeded(
            Progress lastProgress,
            @Nullable Revision revision,
            List<ArtifactLocation> written,
            Map<String, String> variables,
            Instant now) {
        return copy(
                ActionExecutionStatus.SUCCEEDED,
                now,
                now,
                updatedBy,
                written,
                variables,
                lastProgress,
                revision,
                errorDetails,
                jobId);
    }

    /** @param error null only for a rejected or canceled approval (spec engine 4.2) */
    public ActionExecution failed(Progress lastProgress, @Nullable ErrorDetails error, Instant now) {
        return copy(
                ActionExecutionStatus.FAILED,
                now,
                now,
                updatedBy,
                List.of(),
                outputVariables,
                lastProgress,
                currentRevision,
                error,
                jobId);
    }

    public ActionExecution abandoned(Progress lastProgress, Instant now) {
        return copy(
                ActionExecutionStatus.ABANDONED,
                now,
                now,
                updatedBy,
                List.of(),
                outputVariables,
                lastProgress,
                currentRevision,
                errorDetails,
                jobId);
    }

    public ActionExecution decidedBy(String callerArn) {
        return copy(
                status,
                lastStatusChange,
                lastUpdate,
                callerArn,
                outputs,
                outputVariables,
                progress,
                currentRevision,
                errorDetails,
                jobId);
    }

    private ActionExecution copy(
            ActionExecutionStatus nextStatus,
            Instant nextStatusChange,
            Instant nextUpdate,
            @Nullable String nextUpdatedBy,
            List<ArtifactLocation> nextOutputs,
            Map<String, String> nextVariables,
            Progress nextProgress,
            @Nullable Revision nextRevision,
            @Nullable ErrorDetails nextError,
            @Nullable String nextJobId) {
        return new ActionExecution(
                id,
                stageName,
                actionName,
                actionType,
                attempt,
                nextStatus,
                startTime,
                nextStatusChange,
                nextUpdate,
                nextUpdatedBy,
                roleArn,
                region,
                namespace,
                configuration,
                resolvedConfiguration,
                inputs,
                nextOutputs,
                nextVariables,
                nextProgress,
                nextRevision,
                nextError,
                nextJobId,
                deadline);
    }
}
