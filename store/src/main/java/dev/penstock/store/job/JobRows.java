package dev.penstock.store.job;

import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.execution.SourceOverride;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.RuleWork;
import dev.penstock.engine.job.Script;
import dev.penstock.store.document.Documents;
import dev.penstock.store.seal.Sealer;
import dev.penstock.store.sql.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.EncryptionKey;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/**
 * A job as a row: what the protocol changes is in columns, what never changes is one encrypted document, so that a
 * transition neither writes nor encrypts the job's configuration again.
 */
final class JobRows {

    /** The part of a job that is written once. A continuation token may carry a worker's secrets, so it is inside too. */
    private record Body(
            @Nullable ActionTypeKey actionType,
            String accountId,
            String region,
            String pipelineName,
            int pipelineVersion,
            String pipelineExecutionId,
            String stageName,
            String actionName,
            String actionExecutionId,
            int sequence,
            @Nullable String clientId,
            @Nullable String continuationToken,
            Map<String, String> configuration,
            List<ArtifactLocation> inputs,
            List<ArtifactLocation> outputs,
            List<SourceOverride> sourceOverrides,
            @Nullable Script script,
            @Nullable RuleWork rule,
            @Nullable EncryptionKey encryptionKey) {}

    private JobRows() {}

    /** Binds the columns that giving a job to a worker changes. */
    static <S extends SqlStatement<S>> S bindDispatch(SqlStatement<S> statement, Job job) {
        return statement
                .bind("id", job.id())
                .bind("status", job.status().toString())
                .bind("counter", job.revisionCounter())
                .bind("nonce", job.nonce())
                .bind("available", Moments.micros(job.availableAt()))
                .bind("dispatched", Moments.microsOrNull(job.dispatchedAt()))
                .bind("ackDeadline", Moments.microsOrNull(job.ackDeadline()))
                .bind("due", Moments.microsOrNull(due(job)));
    }

    /** Binds the columns that any transition may change. */
    static <S extends SqlStatement<S>> S bindProgress(SqlStatement<S> statement, Job job) {
        return bindDispatch(statement, job)
                .bind("acknowledged", Moments.microsOrNull(job.acknowledgedAt()))
                .bind("acknowledgedBy", job.acknowledgedBy())
                .bind("jobDeadline", Moments.microsOrNull(job.jobDeadline()))
                .bind("completed", Moments.microsOrNull(job.completedAt()))
                .bind("fingerprint", job.resultFingerprint())
                .bind("timeout", Moments.microsOrNull(timeout(job)));
    }

    /** Binds everything else. */
    static <S extends SqlStatement<S>> S bindIdentity(SqlStatement<S> statement, Job job, Sealer sealer) {
        Body body = new Body(
                job.actionType(),
                job.accountId(),
                job.region(),
                job.pipelineName(),
                job.pipelineVersion(),
                job.pipelineExecutionId(),
                job.stageName(),
                job.actionName(),
                job.actionExecutionId(),
                job.sequence(),
                job.clientId(),
                job.continuationToken(),
                job.configuration(),
                job.inputs(),
                job.outputs(),
                job.sourceOverrides(),
                job.script(),
                job.rule(),
                job.encryptionKey());
        return statement
                .bind("pipeline", job.pipelineId())
                .bind("queue", job.queue())
                .bind("queryValue", job.queryValue())
                .bind("created", Moments.micros(job.createdAt()))
                .bind("deadline", Moments.micros(job.deadline()))
                .bind("sealed", sealer.seal(written(body), place(job.id()), body));
    }

    private static byte[] written(Body body) {
        byte[] document = Documents.bytes(body);
        assert body.equals(Documents.read(document, Body.class)) : "a body must be what reading it gives";
        return document;
    }

    /** When a poll may take the job; null while a worker has it and after its end. */
    private static @Nullable Instant due(Job job) {
        return switch (job.status()) {
            case CREATED, QUEUED -> job.availableAt();
            case DISPATCHED -> job.ackDeadline();
            case IN_PROGRESS, SUCCEEDED, FAILED, TIMED_OUT, UNKNOWN_TO_SDK_VERSION -> null;
        };
    }

    private static @Nullable Instant timeout(Job job) {
        Instant own = job.jobDeadline();
        if (job.terminal()) {
            return null;
        }
        return own != null && own.isBefore(job.deadline()) ? own : job.deadline();
    }

    static Job job(ResultSet row, Sealer sealer) throws SQLException {
        String id = row.getString("id");
        Body body =
                sealer.open(row.getBytes("sealed"), place(id), Body.class, clear -> Documents.read(clear, Body.class));
        return new Job(
                id,
                row.getString("queue"),
                body.actionType,
                body.accountId,
                body.region,
                row.getString("pipeline_id"),
                body.pipelineName,
                body.pipelineVersion,
                body.pipelineExecutionId,
                body.stageName,
                body.actionName,
                body.actionExecutionId,
                body.sequence,
                JobStatus.fromValue(row.getString("status")),
                row.getInt("revision_counter"),
                row.getString("nonce"),
                row.getString("query_value"),
                body.clientId,
                Moments.get(row, "created_at"),
                Moments.get(row, "available_at"),
                Moments.getOrNull(row, "dispatched_at"),
                Moments.getOrNull(row, "ack_deadline"),
                Moments.getOrNull(row, "acknowledged_at"),
                row.getString("acknowledged_by"),
                Moments.get(row, "deadline"),
                Moments.getOrNull(row, "job_deadline"),
                Moments.getOrNull(row, "completed_at"),
                body.continuationToken,
                body.configuration,
                body.inputs,
                body.outputs,
                body.sourceOverrides,
                body.script,
                body.rule,
                body.encryptionKey,
                row.getString("result_fingerprint"));
    }

    private static String place(String jobId) {
        return "job:" + jobId;
    }
}
