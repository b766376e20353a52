package dev.penstock.providers.aws;

import dev.penstock.engine.job.JobResult;
import dev.penstock.providers.FailedAction;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codepipeline.model.FailureType;

/** What an error of an AWS service means to an action or rule (spec engine 4.2). */
public final class AwsFailures {
    private static final Set<String> DENIED =
            Set.of("AccessDeniedException", "AccessDenied", "AuthorizationError", "NotAuthorized", "KMSAccessDenied");

    /** Keys that the service does not know say nothing about the rule, but somebody has to change a setting. */
    private static final Set<String> BAD_KEYS = Set.of(
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "ExpiredTokenException",
            "ExpiredToken");

    private AwsFailures() {}

    /** True if the same call may succeed a little later. */
    public static boolean passing(SdkException error) {
        if (error instanceof AwsServiceException answer) {
            return answer.statusCode() >= 500 || answer.statusCode() == 429 || answer.isThrottlingException();
        }
        return !withoutCredentials(error);
    }

    /** @param subject what was asked for, for example {@code the function 'notify'} */
    public static JobResult.Failure of(SdkException error, AwsService service, String subject) {
        return failure(error, service, subject).failure();
    }

    private static FailedAction failure(SdkException error, AwsService service, String subject) {
        if (passing(error)) {
            return new FailedAction(
                    FailureType.SYSTEM_UNAVAILABLE,
                    service.title() + " could not be reached for " + subject + ". Try again. Cause: " + text(error));
        }
        if (withoutCredentials(error)) {
            return new FailedAction(
                    FailureType.CONFIGURATION_ERROR,
                    "The server has no credentials for " + service.title() + ". Set aws.access-key-id and"
                            + " aws.secret-access-key-file, or give the server's machine a role.");
        }
        String code = code(error);
        if (BAD_KEYS.contains(code)) {
            return new FailedAction(
                    FailureType.PERMISSION_ERROR,
                    service.title() + " does not accept the server's credentials. Check aws.access-key-id and the"
                            + " secret that belongs to it. Cause: " + text(error));
        }
        if (DENIED.contains(code) || status(error) == 403) {
            return new FailedAction(
                    FailureType.PERMISSION_ERROR,
                    "The server is not allowed to use " + subject + " of " + service.title() + ". Cause: "
                            + text(error));
        }
        return new FailedAction(
                FailureType.CONFIGURATION_ERROR,
                service.title() + " refused a request for " + subject + ": " + text(error));
    }

    /** The credential chain has no exception of its own. */
    private static boolean withoutCredentials(SdkException error) {
        return !(error instanceof AwsServiceException)
                && String.valueOf(error.getMessage()).contains("Unable to load credentials");
    }

    public static int status(SdkException error) {
        return error instanceof AwsServiceException answer ? answer.statusCode() : 0;
    }

    public static String code(SdkException error) {
        return error instanceof AwsServiceException answer
                        && answer.awsErrorDetails() != null
                        && answer.awsErrorDetails().errorCode() != null
                ? answer.awsErrorDetails().errorCode()
                : "";
    }

    private static String text(SdkException error) {
        String code = code(error);
        String message = error instanceof AwsServiceException answer && answer.awsErrorDetails() != null
                ? answer.awsErrorDetails().errorMessage()
                : error.getMessage();
        String why = message == null || message.isBlank() ? "no reason given" : message;
        return code.isEmpty() ? why : code + " (" + status(error) + "), " + why;
    }
}
