package dev.penstock.bench.client;

import java.util.Optional;

/**
 * The calls of a worker, third-party or custom, over whichever client. One object serves one action type for one thread.
 */
public interface JobCalls extends AutoCloseable {

    /**
     * Asks for one job.
     *
     * @param waitSeconds how long the server may hold the poll; 0 = not at all
     * @return the job's id; for a custom job with all that the poll tells
     */
    Optional<WorkedJob> poll(int waitSeconds);

    /** What {@code GetThirdPartyJobDetails} or {@code GetJobDetails} tells; keeps what only the poll told. */
    WorkedJob details(WorkedJob polled);

    void acknowledge(WorkedJob job);

    /** Reports success, as a source with a revision. */
    void succeed(WorkedJob job);

    /** All that a worker does with a job, without doing anything. */
    default void finish(WorkedJob job) {
        acknowledge(job);
        succeed(job);
    }

    /**
     * Takes a job that has to be there, and finishes it.
     *
     * @param waitSeconds how long the server may hold the poll
     */
    default void finishNext(int waitSeconds) {
        finish(poll(waitSeconds).orElseThrow());
    }

    @Override
    void close();
}
