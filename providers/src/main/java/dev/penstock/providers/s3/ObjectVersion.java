package dev.penstock.providers.s3;

import dev.penstock.providers.FailedAction;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One version of an object, as S3 describes it.
 *
 * @param versionId null in a store, or of an object, without versions
 */
public record ObjectVersion(
        String bucket,
        String key,
        HeadObjectResponse head,
        @Nullable String versionId) {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /**
     * The present version.
     *
     * @return empty if there is no such object, or no such bucket
     * @throws SdkException if S3 refuses to say, or cannot be reached
     */
    public static Optional<ObjectVersion> newest(S3Client s3, String bucket, String key) {
        try {
            return Optional.of(head(s3, bucket, key, null));
        } catch (S3Exception error) {
            if (S3Failures.missing(error)) {
                return Optional.empty();
            }
            throw error;
        }
    }

    /**
     * The present version, or why there is none in the words of a source action.
     *
     * @param roleArn the source's role, named if access is denied
     * @throws FailedAction if it does not exist, S3 refuses to say, or cannot be reached
     */
    public static ObjectVersion present(S3Client s3, String bucket, String key, String roleArn) {
        try {
            return newest(s3, bucket, key).orElseThrow(() -> missing(s3, bucket, key));
        } catch (SdkException error) {
            throw S3Failures.of(error, roleArn, bucket);
        }
    }

    private static FailedAction missing(S3Client s3, String bucket, String key) {
        return S3Failures.bucketMissing(s3, bucket)
                ? S3Failures.noSuchBucket(bucket)
                : new FailedAction(
                        FailureType.CONFIGURATION_ERROR, "The object with key '" + key + "' does not exist.");
    }

    /** @param version null for the present one */
    static ObjectVersion head(S3Client s3, String bucket, String key, @Nullable String version) {
        HeadObjectResponse head = s3.headObject(HeadObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .versionId(version)
                .overrideConfiguration(call -> call.apiCallTimeout(TIMEOUT))
                .build());
        // "null" is the version of objects from before versioning was switched on: it can be overwritten.
        boolean versioned = head.versionId() != null && !head.versionId().equals("null");
        return new ObjectVersion(bucket, key, head, versioned ? head.versionId() : null);
    }

    String tag() {
        return head.eTag().replace("\"", "");
    }

    /** What tells this version from others: its id, or without one its ETag. */
    public String revisionId() {
        return versionId == null ? tag() : versionId;
    }
}
