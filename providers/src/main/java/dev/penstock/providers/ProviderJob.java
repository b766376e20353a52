package dev.penstock.providers;

import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.job.Job;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A job and the means to perform it.
 *
 * @param s3 acts for the pipeline's account: it reaches that account's buckets and no others; not to be closed
 * @param roleArn the action's role, or the pipeline's; named in messages about denied access
 * @param bound the revision that an earlier run of the same action execution published; null in the first run
 * @param found publishes the revision that a source has decided for, before it copies anything (spec engine 4.4)
 * @param scratch folder for temporary files; the provider deletes what it makes there
 */
public record ProviderJob(
        Job job, S3Client s3, String roleArn, @Nullable Revision bound, Consumer<Revision> found, Path scratch) {

    /** A configuration value; empty when it is absent or blank. */
    public Optional<String> setting(String name) {
        return Optional.ofNullable(job.configuration().get(name)).filter(value -> !value.isBlank());
    }
}
