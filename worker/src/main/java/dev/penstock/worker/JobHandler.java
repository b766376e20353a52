package dev.penstock.worker;

/** The work itself, written by the user of this library. Called on a virtual thread of its own for each job. */
@FunctionalInterface
public interface JobHandler {
    /**
     * Does one job, or one step of a long one (answer with {@link JobOutcome.Continue} to be called again with the token).
     *
     * @throws InterruptedException when the job was stopped or the worker shuts down; let it pass through
     * @throws Exception anything else fails this job, and only this one, with type {@code JobFailed} and the
     *     exception's message
     */
    JobOutcome handle(JobContext job) throws Exception;
}
