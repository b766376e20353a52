package dev.penstock.worker;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.CurrentRevision;
import software.amazon.awssdk.services.codepipeline.model.ExecutionDetails;
import software.amazon.awssdk.services.codepipeline.model.FailureType;

/** What a {@link JobHandler} answers: the action is done, goes on in another job, or failed (spec jobs 7 to 9). */
public sealed interface JobOutcome {

    /**
     * The action is done.
     *
     * @param details summary, external id and percentage shown in the pipeline; null keeps what was shown before
     * @param revision what this action acted on or produced; null for none
     * @param outputVariables variables for later actions; must be empty for third-party jobs, whose API has none
     */
    record Succeeded(
            @Nullable ExecutionDetails details, @Nullable CurrentRevision revision, Map<String, String> outputVariables)
            implements JobOutcome {
        public Succeeded {
            outputVariables = Map.copyOf(outputVariables);
        }

        /** The same with a revision. */
        public Succeeded withRevision(CurrentRevision of) {
            return new Succeeded(details, of, outputVariables);
        }

        /** The same with output variables; custom jobs only. */
        public Succeeded withOutputVariables(Map<String, String> variables) {
            return new Succeeded(details, revision, variables);
        }
    }

    /**
     * This step is done and the action goes on: the server makes another job that carries the token.
     *
     * @param token what the next step needs to know, 1 to 2048 characters; never a secret
     * @param details progress to show at once; null keeps what was shown before
     */
    record Continue(String token, @Nullable ExecutionDetails details) implements JobOutcome {}

    /**
     * The action failed.
     *
     * @param message shown to the user, at least one character; cut at 5000, the API's limit
     * @param externalExecutionId id of the run in the partner's system; null keeps what was shown before
     */
    record Failed(
            FailureType type, String message, @Nullable String externalExecutionId) implements JobOutcome {
        private static final int LONGEST_MESSAGE = 5000;

        public Failed {
            if (message.isBlank()) {
                throw new IllegalArgumentException("a failure needs a message that says what went wrong");
            }
            if (message.length() > LONGEST_MESSAGE) {
                message = message.substring(0, LONGEST_MESSAGE - 1) + "…";
            }
        }
    }

    /** Done, with one line for the pipeline's view. */
    static Succeeded succeeded(String summary) {
        return succeeded(ExecutionDetails.builder().summary(summary).build());
    }

    /** Done. */
    static Succeeded succeeded(ExecutionDetails details) {
        return new Succeeded(details, null, Map.of());
    }

    /** Goes on later; see {@link Continue}. */
    static Continue continueWith(String token, ExecutionDetails details) {
        return new Continue(token, details);
    }

    /** The work failed: tests are red, a deployment was refused. */
    static Failed failed(String message) {
        return new Failed(FailureType.JOB_FAILED, message, null);
    }

    /** The work failed, and has an id in the partner's system. */
    static Failed failed(String message, String externalExecutionId) {
        return new Failed(FailureType.JOB_FAILED, message, externalExecutionId);
    }

    /** The action's configuration is wrong or incomplete. */
    static Failed misconfigured(String message) {
        return new Failed(FailureType.CONFIGURATION_ERROR, message, null);
    }
}
