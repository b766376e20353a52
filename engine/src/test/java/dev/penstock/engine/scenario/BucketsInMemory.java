package dev.penstock.engine.scenario;

import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.execution.SourceOverride;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Failure;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.job.JobResult.Success;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;

/** Buckets without versions, in which the text of an object decides its revision, and a source that reads them. */
final class BucketsInMemory {
    private final Map<String, String> objects = new HashMap<>();

    void put(String bucket, String key, String text) {
        objects.put(bucket + "/" + key, text);
    }

    Optional<String> revision(String bucket, String key) {
        return Optional.ofNullable(objects.get(bucket + "/" + key))
                .map(text -> UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                        .toString());
    }

    /** What the S3 source finds (spec engine 4.4, 5.1). */
    JobResult fetch(Job job) {
        String bucket = job.configuration().getOrDefault("S3Bucket", "");
        String key = Optional.ofNullable(override(job, SourceRevisionType.S3_OBJECT_KEY))
                .orElse(job.configuration().getOrDefault("S3ObjectKey", ""));
        @Nullable String asked = override(job, SourceRevisionType.S3_OBJECT_VERSION_ID);
        @Nullable String found = revision(bucket, key).orElse(null);
        if (asked != null && !asked.equals(found)) {
            return new Failure(
                    FailureType.REVISION_UNAVAILABLE,
                    "The version '" + asked + "' of the object with key '" + key + "' is not available in the bucket '"
                            + bucket + "'.",
                    null);
        }
        if (found == null) {
            return new Failure(
                    FailureType.CONFIGURATION_ERROR, "The object with key '" + key + "' does not exist.", null);
        }
        String summary = "Amazon S3 version id: " + found;
        return new Success(
                new Progress(null, null, summary, null, null),
                new Revision(found, found, null, summary, null),
                Map.of("BucketName", bucket, "ObjectKey", key, "ETag", found, "VersionId", found));
    }

    private static @Nullable String override(Job job, SourceRevisionType type) {
        return job.sourceOverrides().stream()
                .filter(override -> override.type() == type)
                .map(SourceOverride::value)
                .findFirst()
                .orElse(null);
    }
}
