package dev.penstock.artifacts.endpoint;

import dev.penstock.artifacts.S3Object;
import dev.penstock.artifacts.credentials.JobScope;
import org.jspecify.annotations.Nullable;

/**
 * A job's worker: reads the job's inputs and writes its outputs, in buckets of the pipeline's account, and nothing else
 * (spec jobs 17.5).
 *
 * @param reading the request is a GET or HEAD; other requests may look whether an output exists, which conditional
 *     writes and the completion of an upload need
 */
record JobObjectsAccess(JobScope scope, boolean reading, BucketOwners owners) implements Access {

    @Override
    public String accountId() {
        return scope.accountId();
    }

    @Override
    public void require(S3Action action, @Nullable String bucket, @Nullable String key) {
        if (bucket == null || key == null || owners.foreign(bucket, scope.accountId()) || !opens(action, bucket, key)) {
            throw S3Errors.accessDenied();
        }
    }

    private boolean opens(S3Action action, String bucket, String key) {
        S3Object object = new S3Object(bucket, key);
        return switch (action) {
            case GET_OBJECT -> scope.inputs().contains(object);
            case HEAD_OBJECT ->
                scope.inputs().contains(object) || (!reading && scope.outputs().contains(object));
            case PUT_OBJECT, LIST_PARTS, ABORT_UPLOAD -> scope.outputs().contains(object);
            case LIST_BUCKETS,
                    HEAD_BUCKET,
                    LIST_OBJECTS,
                    LIST_VERSIONS,
                    LIST_UPLOADS,
                    CREATE_BUCKET,
                    DELETE_BUCKET,
                    GET_BUCKET_ACL,
                    PUT_BUCKET_ACL,
                    GET_VERSIONING,
                    PUT_VERSIONING,
                    GET_ENCRYPTION,
                    PUT_ENCRYPTION,
                    DELETE_OBJECT,
                    GET_OBJECT_ACL,
                    PUT_OBJECT_ACL -> false;
        };
    }
}
