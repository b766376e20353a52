package dev.penstock.worker;

import java.io.UncheckedIOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Which failed calls are worth another try. */
final class Failures {
    private Failures() {}

    /** No answer, a busy server, or a server error: the same call may succeed later. */
    static boolean mayPass(RuntimeException failure) {
        return switch (failure) {
            case AwsServiceException service ->
                service.statusCode() >= 500 || service.isThrottlingException() || service.statusCode() == 408;
            case SdkClientException _ -> true;
            // the small HTTP client lets a connection that the server closed through like this
            case UncheckedIOException _ -> true;
            default -> false;
        };
    }

    /** One line for a log or a failure message, never empty. */
    static String describe(Throwable failure) {
        String message = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        return message == null || message.isBlank() ? name : name + ": " + message;
    }
}
