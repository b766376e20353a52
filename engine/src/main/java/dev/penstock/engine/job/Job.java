package dev.penstock.engine.job;

import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.artifact.ArtifactLocation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.EncryptionKey;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/**
 * One unit of work for one taker. An action execution is a chain of one or more jobs; a success result with a
 * continuation token ends one job and arms the next (spec jobs 3.2, 9).
 *
 * @param id UUID, lower case
 * @param queue where it waits, see {@link dev.penstock.engine.actiontype.ActionType#queue}
 * @param accountId account of the pipeline (the customer, for a partner's job)
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
 * @param resultFingerprint hash of the accepted result, so that a repeat can be told from another result
 */
public record Job(
        String id,
        String queue,
        ActionTypeKey actionType,
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
        @Nullable EncryptionKey encryptionKey,
        @Nullable String resultFingerprint) {

    /** True once no call can change the job any more. */
    public boolean terminal() {
        return switch (status) {
            case CREATED, QUEUED, DISPATCHED, IN_PROGRESS -> false;
            case SUCCEEDED, FAILED, TIMED_OUT -> true;
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("job " + id + " has no status");
        };
    }
}
