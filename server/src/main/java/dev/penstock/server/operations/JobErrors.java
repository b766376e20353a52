package dev.penstock.server.operations;

import dev.penstock.engine.actiontype.ActionTypeKey;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.InvalidClientTokenException;
import software.amazon.awssdk.services.codepipeline.model.InvalidJobException;
import software.amazon.awssdk.services.codepipeline.model.JobNotFoundException;

/** The refusals that several job operations share, in AWS's words where they are known (spec jobs 23, corrections 2). */
final class JobErrors {

    private JobErrors() {}

    /** The job is unknown, or none of this caller's business; the answer does not tell which. */
    static JobNotFoundException notFound(String jobId) {
        return JobNotFoundException.builder()
                .message("Job with id '" + jobId + "' does not exist")
                .build();
    }

    /** A job, but not one that GetThirdPartyJobDetails shows. */
    static InvalidJobException unobtainable(String jobId) {
        return InvalidJobException.builder()
                .message("Job '" + jobId + "' is not available")
                .build();
    }

    static InvalidClientTokenException wrongClientToken(String jobId) {
        return InvalidClientTokenException.builder()
                .message("The client token is not valid for job '" + jobId + "'")
                .build();
    }

    /** The action type cannot be polled; note AWS's order of the four parts here. */
    static ActionTypeNotFoundException notPollable(ActionTypeKey key) {
        return ActionTypeNotFoundException.builder()
                .message("ActionType (Category: '" + key.category() + "', Owner: '" + key.owner() + "', Provider: '"
                        + key.provider() + "', Version: '" + key.version() + "') is not available")
                .build();
    }
}
