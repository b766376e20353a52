package dev.penstock.artifacts;

import dev.penstock.engine.job.Job;
import software.amazon.awssdk.services.codepipeline.model.AWSSessionCredentials;

/**
 * Credentials with which a job's worker reaches the job's artifacts and nothing else (spec jobs 17.5). Thread-safe.
 */
public interface ArtifactCredentials {

    /**
     * Makes new session credentials: read on each of the job's inputs, write on each of its outputs, for a limited time.
     * Credentials given out before stay good until they expire or the job ends.
     *
     * <p>May ask another server for them, so it is called outside transactions, after the job was given to its worker.
     */
    AWSSessionCredentials mint(Job job);
}
