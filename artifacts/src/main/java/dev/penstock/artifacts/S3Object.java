package dev.penstock.artifacts;

/** One object, whatever its versions. */
public record S3Object(String bucket, String key) {

    /** The form that IAM policies use: {@code arn:aws:s3:::bucket/key}. */
    public String arn() {
        return "arn:aws:s3:::" + bucket + "/" + key;
    }
}
