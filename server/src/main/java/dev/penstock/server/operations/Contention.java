package dev.penstock.server.operations;

import dev.penstock.api.error.ApiException;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.ConcurrentModificationException;
import software.amazon.awssdk.services.codepipeline.model.ConflictException;

/**
 * What a caller is told whose write lost against others (spec engine 5.1, events 6): the exception that the operation
 * declares for it, else an error of the server that every SDK asks again after. AWS's texts are not known.
 */
final class Contention {
    private static final int UNAVAILABLE = 503;

    private Contention() {}

    /** @param declared names of the operation's errors */
    static RuntimeException refusal(List<String> declared, Throwable cause) {
        if (declared.contains("ConcurrentModificationException")) {
            return ConcurrentModificationException.builder()
                    .message("The modification failed because others modify the same at this time. Try again.")
                    .cause(cause)
                    .build();
        }
        if (declared.contains("ConflictException")) {
            return ConflictException.builder()
                    .message("Your request cannot be handled because the pipeline is busy handling ongoing activities."
                            + " Try again later.")
                    .cause(cause)
                    .build();
        }
        return new ApiException(
                "ServiceUnavailable",
                UNAVAILABLE,
                "Others write the same at this time; nothing was changed. Try again.");
    }
}
