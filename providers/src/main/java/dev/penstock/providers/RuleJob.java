package dev.penstock.providers;

import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.RuleWork;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codepipeline.model.AWSSessionCredentials;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A rule's job and the means to perform it.
 *
 * @param s3 acts for the pipeline's account; asked for only by rules that read artifacts; not to be closed
 * @param credentials what opens the job's input artifacts to somebody else; empty if the store cannot make any
 * @param now the server's time
 */
public record RuleJob(
        Job job, Supplier<S3Client> s3, Supplier<Optional<AWSSessionCredentials>> credentials, Instant now) {

    /** @throws IllegalStateException if the job is an action's */
    public RuleWork work() {
        RuleWork work = job.rule();
        if (work == null) {
            throw new IllegalStateException(job + " runs no rule");
        }
        return work;
    }

    /** A configuration value; empty when it is absent or blank. */
    public Optional<String> setting(String name) {
        return Optional.ofNullable(job.configuration().get(name)).filter(value -> !value.isBlank());
    }
}
