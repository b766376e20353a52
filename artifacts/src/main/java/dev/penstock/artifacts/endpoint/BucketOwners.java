package dev.penstock.artifacts.endpoint;

import java.util.Optional;

/** Which account a bucket belongs to: the one that created it. Used by many threads. */
public interface BucketOwners {

    /** Empty when nobody has claimed the name. */
    Optional<String> ownerOf(String bucket);

    /**
     * Claims a name for an account, durably, before the bucket is made.
     *
     * @return the owner afterwards: {@code accountId}, or the one that was there first
     */
    String claim(String bucket, String accountId);

    /** Frees the name after the bucket is gone. */
    void release(String bucket);

    /** True when the bucket belongs to another account; a name that nobody claimed belongs to nobody. */
    default boolean foreign(String bucket, String accountId) {
        return ownerOf(bucket).map(owner -> !owner.equals(accountId)).orElse(false);
    }
}
