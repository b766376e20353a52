package dev.penstock.artifacts.endpoint;

import org.jspecify.annotations.Nullable;

/** What one caller may do. Deny is the default: whatever is not named is refused. */
interface Access {

    /** The account that new buckets belong to. */
    String accountId();

    /**
     * @param bucket null for operations on all buckets
     * @param key null for operations on a bucket
     * @throws software.amazon.awssdk.services.s3.model.S3Exception AccessDenied
     */
    void require(S3Action action, @Nullable String bucket, @Nullable String key);
}
