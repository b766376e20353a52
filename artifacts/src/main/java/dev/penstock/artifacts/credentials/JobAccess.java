package dev.penstock.artifacts.credentials;

import java.util.Optional;

/** Asked on every request that a job's credentials sign, so that they die with the job. Called by many threads. */
@FunctionalInterface
public interface JobAccess {

    /** What the job may touch; empty once it is terminal or when it never existed. */
    Optional<JobScope> find(String jobId);
}
