package dev.penstock.artifacts.endpoint;

/** What a key may do inside its own account: the server's IAM evaluator, in one question. */
@FunctionalInterface
public interface Permissions {
    Permissions ALL = (action, resource) -> true;

    /**
     * @param action an IAM action, for example {@code s3:GetObject}
     * @param resource an ARN, for example {@code arn:aws:s3:::bucket/key}; {@code *} for listing buckets
     */
    boolean allows(String action, String resource);
}
