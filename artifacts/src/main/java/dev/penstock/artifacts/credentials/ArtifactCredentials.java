package dev.penstock.artifacts.credentials;

import dev.penstock.engine.job.Job;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.AWSSessionCredentials;

/**
 * Credentials that travel with a job (spec jobs 17.5): they read its inputs, write its outputs and do nothing else. Each
 * call makes fresh ones. Safe for use by many threads; may call a security token service, so never inside a transaction.
 */
@FunctionalInterface
public interface ArtifactCredentials {

    /** Empty when the store has no way to scope credentials and handing out its own keys is not allowed. */
    Optional<AWSSessionCredentials> mint(Job job);
}
