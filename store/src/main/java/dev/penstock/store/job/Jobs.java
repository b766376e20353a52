package dev.penstock.store.job;

import dev.penstock.engine.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The job queues. Due times are columns that the claim reads, so a job that becomes due, or whose acknowledgement
 * window lapses, costs no timer.
 */
public final class Jobs {

    public Optional<Job> find(String jobId) {
        throw new IllegalStateException("not stored yet");
    }

    /** Adds a job. */
    public void insert(Job job) {
        throw new IllegalStateException("not stored yet");
    }

    /**
     * Replaces a job, if it is still what the caller saw: compares id, status and revision counter.
     *
     * @return false if somebody was faster
     */
    public boolean update(Job seen, Job next) {
        throw new IllegalStateException("not stored yet");
    }

    /**
     * Dispatches up to {@code max} due jobs of a queue, each with a new nonce: those available by {@code now}, and
     * dispatched ones whose window lapsed; earliest due first. Two callers never get the same dispatch.
     *
     * @param queryValue only jobs with this value of the queryable property; null for all
     * @param ackWindow how long the taker has to acknowledge, or a server worker to renew
     */
    public List<Job> claim(String queue, @Nullable String queryValue, int max, Instant now, Duration ackWindow) {
        throw new IllegalStateException("not stored yet");
    }

    /** When the next job of the queue becomes due, for a poll that waits; empty if none is in sight. */
    public Optional<Instant> nextDue(String queue, @Nullable String queryValue) {
        throw new IllegalStateException("not stored yet");
    }

    /** Unfinished jobs whose own or whose action's limit has passed. */
    public List<Job> overdue(Instant now, int limit) {
        throw new IllegalStateException("not stored yet");
    }

    /** The earliest moment at which an unfinished job times out. */
    public Optional<Instant> nextTimeout() {
        throw new IllegalStateException("not stored yet");
    }

    /**
     * Extends the dispatch of a job that one of the server's own workers performs.
     *
     * @return false if the nonce is no longer current: another worker has taken the job over
     */
    public boolean renew(String jobId, String nonce, Instant ackDeadline) {
        throw new IllegalStateException("not stored yet");
    }

    /** Makes dispatched jobs of the server's own workers due at once: for a start after a crash on a private database. */
    public int requeueServerJobs(Instant now) {
        throw new IllegalStateException("not stored yet");
    }

    /** Forgets finished jobs that were completed before the given moment, in small steps. */
    public int purge(Instant completedBefore, int limit) {
        throw new IllegalStateException("not stored yet");
    }
}
