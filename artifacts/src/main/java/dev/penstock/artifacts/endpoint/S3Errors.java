package dev.penstock.artifacts.endpoint;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3's errors, in S3's words. */
final class S3Errors {

    private S3Errors() {}

    static S3Exception accessDenied() {
        return of("AccessDenied", 403, "Access Denied");
    }

    static S3Exception accessDenied(String message) {
        return of("AccessDenied", 403, message);
    }

    static S3Exception expiredToken() {
        return of("ExpiredToken", 400, "The provided token has expired.");
    }

    static S3Exception invalidToken() {
        return of("InvalidToken", 400, "The provided token is malformed or otherwise invalid.");
    }

    static S3Exception invalidAccessKeyId() {
        return of("InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records.");
    }

    static S3Exception invalidArgument(String message) {
        return of("InvalidArgument", 400, message);
    }

    static S3Exception noSuchUpload() {
        return of(
                "NoSuchUpload",
                404,
                "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or"
                        + " completed.");
    }

    static S3Exception bucketAlreadyExists() {
        return of(
                "BucketAlreadyExists",
                409,
                "The requested bucket name is not available. The bucket namespace is shared by all users of the system."
                        + " Select a different name and try again.");
    }

    static S3Exception of(String code, int status, String message) {
        return (S3Exception) S3Exception.builder()
                .message(message)
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
