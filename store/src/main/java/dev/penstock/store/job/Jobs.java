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
public interface Jobs {

    Optional<Job> find(String jobId);

    /** Adds a job. */
    void insert(Job job);

    /**
     * Replaces a job, if it is still what the caller saw: compares id, status and revision counter.
     *
     * @return false if somebody was faster
     */
    boolean update(Job seen, Job next);

    /**
     * Dispatches up to {@code max} due jobs of a queue, each with a new nonce: those available by {@code now}, and
     * dispatched ones whose window lapsed; earliest due first. Two callers never get the same dispatch.
     *
     * @param queryValue only jobs with this value of the queryable property; null for all
     * @param ackWindow how long the taker has to acknowledge, or a server worker to renew
     */
    List<Job> claim(String queue, @Nullable String queryValue, int max, Instant now, Duration ackWindow);

    /** When the next job of the queue becomes due, for a poll that waits; empty if none is in sight. */
    Optional<Instant> nextDue(String queue, @Nullable String queryValue);

    /** What is not done yet for the pipelines of an account, by queue. Reads all unfinished jobs: for people, not for workers. */
    List<Backlog> backlogOf(String accountId, String region);

    /** What is not done yet in these queues, whoever the jobs belong to. As costly as the other. */
    List<Backlog> backlogOf(List<String> queues);

    /** Unfinished jobs whose own or whose action's limit has passed. */
    List<Job> overdue(Instant now, int limit);

    /** The earliest moment at which an unfinished job times out. */
    Optional<Instant> nextTimeout();

    /**
     * Extends the dispatch of a job that one of the server's own workers performs.
     *
     * @return false if the nonce is no longer current: another worker has taken the job over
     */
    boolean renew(String jobId, String nonce, Instant ackDeadline);

    /** Makes dispatched jobs of the server's own workers due at once: for a start after a crash on a private database. */
    int requeueServerJobs(Instant now);

    /**
     * Counts all jobs that no worker has on by {@link #NONCES_SKIPPED}, so that none of them is given a nonce again that it had
     * before a power failure and that the database has forgotten. Nonces that it has not forgotten stay good.
     */
    void skipNonces();

    /** More than a job can be given out between two commits that reach the disk. */
    int NONCES_SKIPPED = 100;

    /** Forgets finished jobs that were completed before the given moment, in small steps. */
    int purge(Instant completedBefore, int limit);
}
