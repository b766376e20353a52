package dev.penstock.engine.job;

import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.job.Job.Progress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.InvalidJobStateException;
import software.amazon.awssdk.services.codepipeline.model.InvalidNonceException;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/**
 * The protocol between a worker and the server, on one job alone (spec jobs 3 to 11): who gets it, whose it is, and which
 * result counts. What a result means for the pipeline is the engine's business. Pure and thread-safe.
 *
 * <p>A job that becomes due, and a dispatch whose acknowledgement window lapses, are not written down: both are read off
 * the job's times. They still count as transitions, so nonces look as if somebody had written them.
 */
public final class JobProtocol {

    private JobProtocol() {}

    /** True if a poll may take the job now: it is due, or its taker let the acknowledgement window lapse (spec jobs 10.1). */
    public static boolean dispatchable(Job job, Instant now) {
        return switch (job.status()) {
            case CREATED, QUEUED -> !job.availableAt().isAfter(now);
            case DISPATCHED -> job.ackDeadline() != null && !job.ackDeadline().isAfter(now);
            case IN_PROGRESS, SUCCEEDED, FAILED, TIMED_OUT, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    /**
     * Hands the job to a poller under a new nonce (spec jobs 3.3, 4). A job that comes back from a silent taker queues
     * from the moment its window lapsed, so it stands behind fresher ones instead of blocking the head (spec jobs 4).
     *
     * @param job one that is {@link #dispatchable}
     * @param ackWindow how long the taker has to acknowledge
     */
    public static Job dispatch(Job job, Instant now, Duration ackWindow) {
        if (!dispatchable(job, now)) {
            throw new IllegalStateException(job + " cannot be dispatched at " + now);
        }
        int transitions = job.status() == JobStatus.QUEUED ? 1 : 2;
        int counter = job.revisionCounter() + transitions;
        Instant lapsed = job.status() == JobStatus.DISPATCHED ? job.ackDeadline() : null;
        return job.with(new Progress(
                JobStatus.DISPATCHED,
                counter,
                Integer.toString(counter),
                lapsed != null ? lapsed : job.availableAt(),
                now,
                now.plus(ackWindow),
                null,
                null,
                null,
                null,
                null));
    }

    /**
     * What an acknowledgement is answered.
     *
     * @param status what the worker reads; anything but {@code InProgress} tells it to leave the job alone
     * @param job the job to store; the given one, unchanged, if there is nothing to store
     */
    public record Acknowledgement(JobStatus status, Job job) {}

    /**
     * A worker says that it takes the job (spec jobs 5). The holder of the last nonce wins, even late, as long as nobody
     * else was given the job.
     *
     * @param callerId tells the winner's own repetition after a lost answer from another worker's acknowledgement
     * @param jobTimeout limit of one job, from the partner's action type; null for none (spec jobs 10.2)
     * @throws InvalidNonceException if the nonce is not the last one given out, or the job is already somebody's
     */
    public static Acknowledgement acknowledge(
            Job job,
            String nonce,
            String callerId,
            Instant now,
            @Nullable Duration jobTimeout,
            EngineSettings settings) {
        if (job.nonce() == null || !same(job.nonce(), nonce)) {
            throw invalidNonce(job, nonce);
        }
        return switch (job.status()) {
            case DISPATCHED, QUEUED ->
                new Acknowledgement(JobStatus.IN_PROGRESS, inProgress(job, callerId, now, jobTimeout));
            case IN_PROGRESS -> {
                if (!repeats(job, callerId, now, settings)) {
                    throw invalidNonce(job, nonce);
                }
                yield new Acknowledgement(JobStatus.IN_PROGRESS, job);
            }
            case SUCCEEDED, FAILED, TIMED_OUT -> new Acknowledgement(job.status(), job);
            case CREATED, UNKNOWN_TO_SDK_VERSION -> throw invalidNonce(job, nonce);
        };
    }

    private static Job inProgress(Job job, String callerId, Instant now, @Nullable Duration jobTimeout) {
        return job.with(new Progress(
                JobStatus.IN_PROGRESS,
                job.revisionCounter() + 1,
                job.nonce(),
                job.availableAt(),
                job.dispatchedAt(),
                null,
                now,
                callerId,
                jobTimeout == null ? null : now.plus(jobTimeout),
                null,
                null));
    }

    private static boolean repeats(Job job, String callerId, Instant now, EngineSettings settings) {
        return callerId.equals(job.acknowledgedBy())
                && job.acknowledgedAt() != null
                && !now.isAfter(job.acknowledgedAt().plus(settings.acknowledgeRepeat()));
    }

    /** What becomes of a result that is not refused. */
    public sealed interface Acceptance {

        /** The result counts: the engine goes on with {@code job}, which carries the result's fingerprint. */
        record Accepted(Job job) implements Acceptance {}

        /** The result was received before, or comes after the engine closed the job: answered 200, changes nothing. */
        record Ignored() implements Acceptance {}
    }

    /**
     * A worker that acknowledged the job reports on it (spec jobs 7, 8).
     *
     * <p>The same result may come again for a while, since its first answer may have been lost. A result for a job that
     * the engine closed - its action was abandoned or its pipeline edited - is answered as if it were welcome and revives
     * nothing (spec corrections 1).
     *
     * @throws InvalidJobStateException if the job was not acknowledged, ran over its limit, or was ended by another result
     */
    public static Acceptance accept(Job job, JobResult result, Instant now, EngineSettings settings) {
        return switch (job.status()) {
            case IN_PROGRESS -> new Acceptance.Accepted(job.reported(ResultFingerprint.of(result)));
            case CREATED, QUEUED, DISPATCHED -> throw notAcknowledged(job);
            case SUCCEEDED, FAILED, TIMED_OUT -> afterTheEnd(job, result, now, settings);
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException(job + " has no status");
        };
    }

    /**
     * One of the server's own workers reports on the job that it claimed. It never acknowledges: it renews its dispatch
     * while it works, so the nonce shows whether the job is still its own.
     *
     * @throws InvalidNonceException if another worker has taken the job over
     * @throws InvalidJobStateException as for {@link #accept}
     */
    public static Acceptance acceptClaimed(
            Job job, String nonce, JobResult result, Instant now, EngineSettings settings) {
        if (job.nonce() == null || !same(job.nonce(), nonce)) {
            throw invalidNonce(job, nonce);
        }
        return switch (job.status()) {
            case DISPATCHED, QUEUED -> new Acceptance.Accepted(job.reported(ResultFingerprint.of(result)));
            case CREATED, IN_PROGRESS, SUCCEEDED, FAILED, TIMED_OUT, UNKNOWN_TO_SDK_VERSION ->
                accept(job, result, now, settings);
        };
    }

    private static Acceptance afterTheEnd(Job job, JobResult result, Instant now, EngineSettings settings) {
        if (job.closedByEngine()) {
            return new Acceptance.Ignored();
        }
        if (job.resultFingerprint() == null || job.completedAt() == null) {
            throw terminated(job);
        }
        boolean identical = same(job.resultFingerprint(), ResultFingerprint.of(result));
        if (identical) {
            if (now.isAfter(job.completedAt().plus(settings.resultRepeat()))) {
                throw terminated(job);
            }
            return new Acceptance.Ignored();
        }
        throw endOf(result) == job.status() ? sameStatus(job) : terminated(job);
    }

    /** The status in which a result leaves its job; a continuation ends the job as a success does (spec jobs 3.1). */
    public static JobStatus endOf(JobResult result) {
        return switch (result) {
            case JobResult.Success success -> JobStatus.SUCCEEDED;
            case JobResult.Continuation continuation -> JobStatus.SUCCEEDED;
            case JobResult.Failure failure -> JobStatus.FAILED;
        };
    }

    /** What may be read of a job. */
    public enum Readable {
        /** Everything, with fresh credentials. */
        WHOLE,
        /** A finished job, for a while: without credentials, secrets masked. */
        MASKED,
        /** Nothing: not handed to anybody yet, or finished long ago. */
        NOTHING
    }

    /** How much of the job its details show now (spec jobs 6). */
    public static Readable readable(Job job, Instant now, EngineSettings settings) {
        return switch (job.status()) {
            case CREATED -> job.availableAt().isAfter(now) ? Readable.NOTHING : Readable.WHOLE;
            case QUEUED, DISPATCHED, IN_PROGRESS -> Readable.WHOLE;
            case SUCCEEDED, FAILED, TIMED_OUT ->
                job.completedAt() != null && now.isBefore(job.completedAt().plus(settings.terminalRetention()))
                        ? Readable.MASKED
                        : Readable.NOTHING;
            case UNKNOWN_TO_SDK_VERSION -> Readable.NOTHING;
        };
    }

    /** Compares without telling by its time how much was right. */
    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static InvalidNonceException invalidNonce(Job job, String nonce) {
        return InvalidNonceException.builder()
                .message("The nonce '" + nonce + "' is not valid for job '" + job.id() + "'")
                .build();
    }

    private static InvalidJobStateException notAcknowledged(Job job) {
        return invalidState("Job '" + job.id() + "' is in state '" + job.status() + "' and cannot accept a result");
    }

    private static InvalidJobStateException terminated(Job job) {
        return invalidState("Job with id " + job.id() + " has already terminated");
    }

    private static InvalidJobStateException sameStatus(Job job) {
        return invalidState("The status of job with id " + job.id() + " is already set to the desired value."
                + " It cannot be updated with the same status, but different result or output variables.");
    }

    private static InvalidJobStateException invalidState(String message) {
        return InvalidJobStateException.builder().message(message).build();
    }
}
