package dev.penstock.artifacts.endpoint;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An account's own key: the account's own buckets, within the key's permissions. */
record AccountAccess(String accountId, Permissions permissions, BucketOwners owners) implements Access {

    @Override
    public void require(S3Action action, @Nullable String bucket, @Nullable String key) {
        if (bucket != null && action != S3Action.CREATE_BUCKET && owners.foreign(bucket, accountId)) {
            throw S3Errors.accessDenied();
        }
        if (key != null && climbs(key)) {
            throw S3Errors.accessDenied();
        }
        if (!permissions.allows(action.iamAction(), resource(bucket, key))) {
            throw S3Errors.accessDenied();
        }
    }

    private static String resource(@Nullable String bucket, @Nullable String key) {
        if (bucket == null) {
            return "*";
        }
        return key == null ? "arn:aws:s3:::" + bucket : "arn:aws:s3:::" + bucket + "/" + stored(key);
    }

    /** The store is a file system: such a key would name another object than the one the policy is asked about. */
    private static boolean climbs(String key) {
        return Arrays.stream(key.split("/", -1)).anyMatch(part -> part.equals(".") || part.equals(".."));
    }

    /** The name that the key is stored under, since {@code a//b} is the file {@code a/b}. */
    private static String stored(String key) {
        return key.replaceAll("/{2,}", "/").replaceFirst("^/", "");
    }
}
