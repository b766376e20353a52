package dev.penstock.engine.execution;

import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.rule.RuleTypeKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionStatus;

/**
 * One run of a rule. Evaluating a condition again makes new ones; terminal statuses never change (spec engine 1.4).
 *
 * @param id UUID
 * @param gate the gate whose condition it belongs to
 * @param lastStatusChange when it became what {@code status} says
 * @param lastUpdate moves with every result
 * @param updatedBy ARN of the person who overrode the condition while it ran
 * @param region where the rule runs
 * @param resolvedConfiguration with variables replaced; as declared if that failed
 * @param jobId the job that carries it now, or carried it last; null if the engine decided it without one
 * @param deadline when it times out
 */
public record RuleExecution(
        String id,
        String stageName,
        Gate gate,
        String ruleName,
        RuleTypeKey ruleType,
        RuleExecutionStatus status,
        Instant startTime,
        Instant lastStatusChange,
        Instant lastUpdate,
        @Nullable String updatedBy,
        @Nullable String roleArn,
        String region,
        Map<String, String> configuration,
        Map<String, String> resolvedConfiguration,
        List<ArtifactLocation> inputs,
        Progress progress,
        @Nullable ErrorDetails errorDetails,
        @Nullable String jobId,
        Instant deadline) {

    public boolean running() {
        return status == RuleExecutionStatus.IN_PROGRESS;
    }

    public boolean succeeded() {
        return status == RuleExecutionStatus.SUCCEEDED;
    }

    /** Carried by a job, the first or the next one. */
    public RuleExecution carriedBy(String nextJobId, Progress nextProgress, Instant now) {
        return copy(status, lastStatusChange, now, updatedBy, nextProgress, errorDetails, nextJobId);
    }

    /** @param error why it failed; null if it did not */
    public RuleExecution ended(
            RuleExecutionStatus end, Progress lastProgress, @Nullable ErrorDetails error, Instant now) {
        return copy(end, now, now, updatedBy, lastProgress, error, jobId);
    }

    public RuleExecution decidedBy(String callerArn) {
        return copy(status, lastStatusChange, lastUpdate, callerArn, progress, errorDetails, jobId);
    }

    private RuleExecution copy(
            RuleExecutionStatus nextStatus,
            Instant nextStatusChange,
            Instant nextUpdate,
            @Nullable String nextUpdatedBy,
            Progress nextProgress,
            @Nullable ErrorDetails nextError,
            @Nullable String nextJobId) {
        return new RuleExecution(
                id,
                stageName,
                gate,
                ruleName,
                ruleType,
                nextStatus,
                startTime,
                nextStatusChange,
                nextUpdate,
                nextUpdatedBy,
                roleArn,
                region,
                configuration,
                resolvedConfiguration,
                inputs,
                nextProgress,
                nextError,
                nextJobId,
                deadline);
    }
}
