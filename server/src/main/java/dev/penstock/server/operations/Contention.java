package dev.penstock.server.operations;

import dev.penstock.store.ContendedException;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.ConcurrentModificationException;
import software.amazon.awssdk.services.codepipeline.model.ConflictException;

/**
 * What a caller is told whose write lost against others (spec engine 5.1, events 6): the exception that the operation
 * declares for it, else the server's own answer to whoever loses. AWS's texts are not known.
 */
final class Contention {
    private Contention() {}

    /** @param declared names of the operation's errors */
    static RuntimeException refusal(List<String> declared, ContendedException lost) {
        if (declared.contains("ConcurrentModificationException")) {
            return ConcurrentModificationException.builder()
                    .message("The modification failed because others modify the same at this time. Try again.")
                    .cause(lost)
                    .build();
        }
        if (declared.contains("ConflictException")) {
            return ConflictException.builder()
                    .message("Your request cannot be handled because the pipeline is busy handling ongoing activities."
                            + " Try again later.")
                    .cause(lost)
                    .build();
        }
        return lost;
    }
}
