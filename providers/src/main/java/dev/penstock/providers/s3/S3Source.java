package dev.penstock.providers.s3;

import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.control.SourceOverrides;
import dev.penstock.engine.execution.SourceOverride;
import dev.penstock.engine.job.JobResult;
import dev.penstock.providers.ActionProvider;
import dev.penstock.providers.BuiltInActionTypes;
import dev.penstock.providers.FailedAction;
import dev.penstock.providers.ProviderJob;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * {@code Source/AWS/S3/1} (spec providers 1.1, engine 4.4): decides for one version of an object, publishes it as the
 * revision, and copies exactly that version into the artifact store, inside S3.
 *
 * <p>The revision id is the object's version id. In a store without versions it is the ETag, and so is the output variable
 * {@code VersionId}, so that pipelines which use the variable run there too.
 */
public final class S3Source implements ActionProvider {
    /** S3 copies no larger object in one request (spec jobs 17.3). */
    static final long MAX_SIZE = 5L << 30;

    private static final String SUMMARY = "codepipeline-artifact-revision-summary";
    private static final int MAX_SUMMARY = 2048;
    /** How often an object without versions may change while it is being copied before the action gives up. */
    private static final int ATTEMPTS = 5;

    @Override
    public ActionTypeKey actionType() {
        return BuiltInActionTypes.S3_SOURCE;
    }

    @Override
    public JobResult perform(ProviderJob job) {
        try {
            return new Run(job).perform();
        } catch (FailedAction failed) {
            return failed.failure();
        }
    }

    private static Revision revision(ObjectVersion bound) {
        String summary = bound.head().metadata().getOrDefault(SUMMARY, "Amazon S3 version id: " + bound.revisionId());
        return new Revision(
                bound.revisionId(),
                bound.tag(),
                bound.head().lastModified(),
                summary.length() <= MAX_SUMMARY ? summary : summary.substring(0, MAX_SUMMARY),
                null);
    }

    private static Map<String, String> variables(ObjectVersion bound) {
        return Map.of(
                "BucketName", bound.bucket(),
                "ETag", bound.tag(),
                "ObjectKey", bound.key(),
                "VersionId", bound.revisionId());
    }

    private static final class Run {
        private final ProviderJob job;
        private final String bucket;
        private final String key;
        private final ArtifactLocation output;

        Run(ProviderJob job) {
            this.job = job;
            bucket = required("S3Bucket");
            key = key();
            output = job.job().outputs().getFirst();
        }

        JobResult perform() {
            ObjectVersion bound = bind(true);
            for (int attempt = 1; ; attempt++) {
                Revision revision = revision(bound);
                job.found().accept(revision);
                if (copied(bound)) {
                    return new JobResult.Success(
                            new JobResult.Progress(null, null, revision.summary(), null, null),
                            revision,
                            variables(bound));
                }
                if (attempt == ATTEMPTS) {
                    throw new FailedAction(
                            FailureType.REVISION_OUT_OF_SYNC,
                            "The object with key '" + key + "' changed each time it was copied. Try again.");
                }
                bound = bind(false);
            }
        }

        private String required(String name) {
            return job.setting(name)
                    .orElseThrow(() -> new FailedAction(
                            FailureType.CONFIGURATION_ERROR,
                            "The action configuration is missing the required value '" + name + "'."));
        }

        private String key() {
            Optional<String> other = override(SourceRevisionType.S3_OBJECT_KEY);
            if (other.isPresent() && !SourceOverrides.keyMayChange(job.job().configuration())) {
                throw new FailedAction(
                        FailureType.CONFIGURATION_ERROR,
                        "The source action does not allow another object key. Set AllowOverrideForS3ObjectKey to true to"
                                + " use the source revision override S3_OBJECT_KEY.");
            }
            return other.orElseGet(() -> required("S3ObjectKey"));
        }

        private Optional<String> override(SourceRevisionType type) {
            return job.job().sourceOverrides().stream()
                    .filter(override -> override.type() == type)
                    .map(SourceOverride::value)
                    .findFirst();
        }

        private ObjectVersion bind(boolean firstTry) {
            Optional<String> asked = override(SourceRevisionType.S3_OBJECT_VERSION_ID);
            if (asked.isPresent()) {
                return asked(asked.get());
            }
            ObjectVersion newest = head(null);
            Revision earlier = job.bound();
            if (firstTry && earlier != null && newest.versionId() != null) {
                return earlier.id().equals(newest.versionId()) ? newest : head(earlier.id());
            }
            return newest;
        }

        /** In a store without versions the only version that can be asked for is the present one, by its ETag. */
        private ObjectVersion asked(String version) {
            ObjectVersion newest = headIfPresent(null);
            if (newest != null && newest.revisionId().equals(version)) {
                return newest;
            }
            if (newest != null && newest.versionId() == null) {
                throw unavailable(version);
            }
            return head(version);
        }

        private ObjectVersion head(@Nullable String version) {
            ObjectVersion present = headIfPresent(version);
            if (present != null) {
                return present;
            }
            if (version != null) {
                throw unavailable(version);
            }
            if (S3Failures.bucketMissing(job.s3(), bucket)) {
                throw S3Failures.noSuchBucket(bucket);
            }
            throw new FailedAction(
                    FailureType.CONFIGURATION_ERROR, "The object with key '" + key + "' does not exist.");
        }

        private @Nullable ObjectVersion headIfPresent(@Nullable String version) {
            ObjectVersion found;
            try {
                found = ObjectVersion.head(job.s3(), bucket, key, version);
            } catch (S3Exception error) {
                if (S3Failures.missing(error) || (version != null && S3Failures.noSuchVersion(error))) {
                    return null;
                }
                throw S3Failures.of(error, job.roleArn(), bucket);
            } catch (SdkException error) {
                throw S3Failures.of(error, job.roleArn(), bucket);
            }
            if (found.head().contentLength() > MAX_SIZE) {
                throw new FailedAction(
                        FailureType.CONFIGURATION_ERROR,
                        "The object with key '" + key + "' has " + found.head().contentLength()
                                + " bytes. A source may have at most " + MAX_SIZE + ".");
            }
            return found;
        }

        private FailedAction unavailable(String version) {
            return new FailedAction(
                    FailureType.REVISION_UNAVAILABLE,
                    "The version '" + version + "' of the object with key '" + key
                            + "' is not available in the bucket '" + bucket + "'.");
        }

        /** False when the object was replaced since it was looked at; then another version has to be decided for. */
        private boolean copied(ObjectVersion bound) {
            CopyObjectRequest.Builder copy = CopyObjectRequest.builder()
                    .sourceBucket(bucket)
                    .sourceKey(key)
                    .sourceVersionId(bound.versionId())
                    .copySourceIfMatch(bound.head().eTag())
                    .destinationBucket(output.bucket())
                    .destinationKey(output.key())
                    .metadataDirective(MetadataDirective.REPLACE)
                    .contentType(contentType(bound.head().contentType()));
            var storeKey = job.job().encryptionKey();
            new Encryption(storeKey == null ? null : storeKey.id()).on(copy);
            try {
                job.s3().copyObject(copy.build());
                return true;
            } catch (S3Exception error) {
                if (bound.versionId() == null && S3Failures.changed(error)) {
                    return false;
                }
                if (S3Failures.missing(error)) {
                    throw S3Failures.bucketMissing(job.s3(), output.bucket())
                            ? S3Failures.noSuchBucket(output.bucket())
                            : unavailable(bound.revisionId());
                }
                throw S3Failures.of(error, job.roleArn(), output.bucket());
            } catch (SdkException error) {
                throw S3Failures.of(error, job.roleArn(), output.bucket());
            }
        }

        private String contentType(@Nullable String stored) {
            boolean zip = key.endsWith(".zip") || output.key().endsWith(".zip");
            return zip ? "application/zip" : stored == null ? ContentTypes.UNKNOWN : stored;
        }
    }
}
