package dev.penstock.server.workers;

import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;

/** Performs the jobs of one built-in action type. Called by many threads at once. */
@FunctionalInterface
public interface JobPerformer {

    /**
     * Does the work, as often as the job is handed out; so it must be idempotent by action execution id.
     *
     * @return how it went; a failure is a result too
     * @throws InterruptedException if the server stops, or another server has taken the job over; nothing is reported
     */
    JobResult perform(Job job) throws InterruptedException;
}
