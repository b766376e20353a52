package dev.penstock.providers.s3;

import dev.penstock.providers.FailedAction;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What an S3 error means to the action (spec engine 4.2, providers 1.23). */
final class S3Failures {
    private static final Set<String> NO_SUCH_VERSION = Set.of("NoSuchVersion", "InvalidVersionId");

    private S3Failures() {}

    static boolean missing(S3Exception error) {
        return error.statusCode() == 404;
    }

    static boolean changed(S3Exception error) {
        return error.statusCode() == 412;
    }

    /** Stores answer a version id that they never gave out with different codes, AWS with a bad argument. */
    static boolean noSuchVersion(S3Exception error) {
        return missing(error) || error.statusCode() == 400 || NO_SUCH_VERSION.contains(code(error));
    }

    /** An answer to HEAD has no body, so whether it is the bucket that is missing has to be asked. */
    static boolean bucketMissing(S3Client s3, String bucket) {
        try {
            s3.headBucket(request -> request.bucket(bucket));
            return false;
        } catch (S3Exception error) {
            return missing(error);
        }
    }

    static FailedAction noSuchBucket(String bucket) {
        return new FailedAction(
                FailureType.CONFIGURATION_ERROR, "The Amazon S3 bucket with name '" + bucket + "' does not exist.");
    }

    static FailedAction of(SdkException error, String roleArn, String bucket) {
        if (!(error instanceof S3Exception answer)) {
            return new FailedAction(
                    FailureType.SYSTEM_UNAVAILABLE,
                    "Amazon S3 could not be reached for the bucket '" + bucket + "'. Try again. Cause: "
                            + error.getMessage());
        }
        if (answer.statusCode() == 403) {
            return new FailedAction(
                    FailureType.PERMISSION_ERROR,
                    "CodePipeline service role \"" + roleArn + "\" is getting S3 access denied for the S3 bucket \""
                            + bucket + "\"");
        }
        if (code(answer).equals("NoSuchBucket")) {
            return noSuchBucket(bucket);
        }
        if (answer.statusCode() >= 500 || answer.statusCode() == 429) {
            return new FailedAction(
                    FailureType.SYSTEM_UNAVAILABLE,
                    "Amazon S3 failed for the bucket '" + bucket + "'. Try again. Cause: " + text(answer));
        }
        return new FailedAction(
                FailureType.CONFIGURATION_ERROR,
                "Amazon S3 refused a request for the bucket '" + bucket + "': " + text(answer));
    }

    private static String code(S3Exception error) {
        return error.awsErrorDetails() == null || error.awsErrorDetails().errorCode() == null
                ? ""
                : error.awsErrorDetails().errorCode();
    }

    private static String text(S3Exception error) {
        String message =
                error.awsErrorDetails() == null ? null : error.awsErrorDetails().errorMessage();
        return code(error) + " (" + error.statusCode() + ")" + (message == null ? "" : ", " + message);
    }
}
