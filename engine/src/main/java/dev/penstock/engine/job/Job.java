package dev.penstock.engine.job;

import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.execution.SourceOverride;
import dev.penstock.engine.rule.RuleTypes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.EncryptionKey;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/**
 * One unit of work for one taker. An action execution, or a rule execution, is a chain of one or more jobs; a success result with a
 * continuation token ends one job and arms the next (spec jobs 3.2, 9).
 *
 * @param id UUID, lower case
 * @param queue where it waits, see {@link dev.penstock.engine.actiontype.ActionType#queue}
 * @param accountId account of the pipeline (the customer, for a partner's job)
 * @param actionType null for the job of a rule
 * @param actionName name of the action or rule
 * @param actionExecutionId id of the action execution or rule execution
 * @param sequence 1 for the first job of the action execution
 * @param revisionCounter counts the transitions of this record; its decimal text at dispatch is the nonce (spec jobs 3.3)
 * @param nonce nonce of the last dispatch; null before the first
 * @param queryValue value of the action type's queryable property; null when it has none
 * @param clientId which customer, for the partner; null for other jobs
 * @param availableAt when it becomes eligible for a poll
 * @param ackDeadline until when the taker must acknowledge, or for the server's own workers renew; null if not dispatched
 * @param acknowledgedBy who acknowledged, so that the same caller may repeat it (spec jobs 5)
 * @param deadline when the whole action execution times out
 * @param jobDeadline when this job times out; null for no limit of its own; set at acknowledgement
 * @param configuration the action's configuration with variables resolved and secrets in clear; encrypted at rest
 * @param sourceOverrides which revision or object a source must read instead of the newest; empty for other actions
 * @param script what a shell runs; null for actions without commands and environment
 * @param rule the rule that it runs; null for the job of an action
 * @param resultFingerprint hash of the accepted result, so that a repeat can be told from another result
 */
public record Job(
        String id,
        String queue,
        @Nullable ActionTypeKey actionType,
        String accountId,
        String region,
        String pipelineId,
        String pipelineName,
        int pipelineVersion,
        String pipelineExecutionId,
        String stageName,
        String actionName,
        String actionExecutionId,
        int sequence,
        JobStatus status,
        int revisionCounter,
        @Nullable String nonce,
        @Nullable String queryValue,
        @Nullable String clientId,
        Instant createdAt,
        Instant availableAt,
        @Nullable Instant dispatchedAt,
        @Nullable Instant ackDeadline,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        Instant deadline,
        @Nullable Instant jobDeadline,
        @Nullable Instant completedAt,
        @Nullable String continuationToken,
        Map<String, String> configuration,
        List<ArtifactLocation> inputs,
        List<ArtifactLocation> outputs,
        List<SourceOverride> sourceOverrides,
        @Nullable Script script,
        @Nullable RuleWork rule,
        @Nullable EncryptionKey encryptionKey,
        @Nullable String resultFingerprint) {

    /** True for the job of an action whose type has that owner; the job of a rule is no action's. */
    public boolean ofActionOf(ActionOwner owner) {
        return actionType != null && actionType.owner() == owner;
    }

    /** True for the job of a function that decides a rule: it may report on it by itself (spec engine 6.3). */
    public boolean ofFunctionRule() {
        return rule != null && rule.type().provider().equals(RuleTypes.LAMBDA_INVOKE);
    }

    /** @throws IllegalStateException for the job of a rule */
    public ActionTypeKey requireActionType() {
        if (actionType == null) {
            throw new IllegalStateException("job " + id + " runs a rule");
        }
        return actionType;
    }

    /** True once no call can change the job any more. */
    public boolean terminal() {
        return switch (status) {
            case CREATED, QUEUED, DISPATCHED, IN_PROGRESS -> false;
            case SUCCEEDED, FAILED, TIMED_OUT -> true;
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("job " + id + " has no status");
        };
    }

    /**
     * True if the engine ended the job by itself: its action was abandoned, its pipeline edited or deleted (spec jobs 3.1).
     * A job that a worker's result ended carries the result's fingerprint, and one that ran over its limit says so.
     */
    public boolean closedByEngine() {
        return status == JobStatus.FAILED && resultFingerprint == null;
    }

    /**
     * The job with its end: by a result, whose fingerprint {@link #reported} has put in, or by the engine.
     *
     * @param end a terminal status
     */
    public Job closed(JobStatus end, Instant now) {
        Job closed = with(new Progress(
                end,
                revisionCounter + 1,
                nonce,
                availableAt,
                dispatchedAt,
                null,
                acknowledgedAt,
                acknowledgedBy,
                jobDeadline,
                now,
                resultFingerprint));
        if (!closed.terminal()) {
            throw new IllegalArgumentException(end + " does not end a job");
        }
        return closed;
    }

    /** The job with the fingerprint of the result that is about to end it; nothing else changes yet. */
    public Job reported(String fingerprint) {
        return with(new Progress(
                status,
                revisionCounter,
                nonce,
                availableAt,
                dispatchedAt,
                ackDeadline,
                acknowledgedAt,
                acknowledgedBy,
                jobDeadline,
                completedAt,
                fingerprint));
    }

    /** What the protocol changes of a job; everything else stays as it was created. */
    record Progress(
            JobStatus status,
            int revisionCounter,
            @Nullable String nonce,
            Instant availableAt,
            @Nullable Instant dispatchedAt,
            @Nullable Instant ackDeadline,
            @Nullable Instant acknowledgedAt,
            @Nullable String acknowledgedBy,
            @Nullable Instant jobDeadline,
            @Nullable Instant completedAt,
            @Nullable String resultFingerprint) {}

    Job with(Progress next) {
        return new Job(
                id,
                queue,
                actionType,
                accountId,
                region,
                pipelineId,
                pipelineName,
                pipelineVersion,
                pipelineExecutionId,
                stageName,
                actionName,
                actionExecutionId,
                sequence,
                next.status,
                next.revisionCounter,
                next.nonce,
                queryValue,
                clientId,
                createdAt,
                next.availableAt,
                next.dispatchedAt,
                next.ackDeadline,
                next.acknowledgedAt,
                next.acknowledgedBy,
                deadline,
                next.jobDeadline,
                next.completedAt,
                continuationToken,
                configuration,
                inputs,
                outputs,
                sourceOverrides,
                script,
                rule,
                encryptionKey,
                next.resultFingerprint);
    }

    /** Names the job; never its configuration, which holds secrets in clear. */
    @Override
    public String toString() {
        return "Job[" + id + " " + status + " of " + pipelineName + "/" + stageName + "/" + actionName + "]";
    }
}
