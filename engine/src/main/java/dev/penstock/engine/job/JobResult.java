package dev.penstock.engine.job;

import dev.penstock.engine.artifact.Revision;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.FailureType;

/** What a worker reports about a job. */
public sealed interface JobResult {

    /** Absent members keep the value reported before them in the same action execution (spec jobs 7.6). */
    record Progress(
            @Nullable String externalExecutionId,
            @Nullable String externalExecutionUrl,
            @Nullable String summary,
            @Nullable Integer percentComplete,
            @Nullable String logStreamArn) {
        public static final Progress NONE = new Progress(null, null, null, null, null);

        /** This report, with what it leaves out taken from an earlier one. */
        public Progress onto(Progress earlier) {
            return new Progress(
                    externalExecutionId != null ? externalExecutionId : earlier.externalExecutionId,
                    externalExecutionUrl != null ? externalExecutionUrl : earlier.externalExecutionUrl,
                    summary != null ? summary : earlier.summary,
                    percentComplete != null ? percentComplete : earlier.percentComplete,
                    logStreamArn != null ? logStreamArn : earlier.logStreamArn);
        }

        public Progress withSummary(@Nullable String next) {
            return new Progress(externalExecutionId, externalExecutionUrl, next, percentComplete, logStreamArn);
        }

        public Progress withExternalExecutionId(@Nullable String next) {
            return new Progress(next, externalExecutionUrl, summary, percentComplete, logStreamArn);
        }

        public Progress withExternalExecutionUrl(@Nullable String next) {
            return new Progress(externalExecutionId, next, summary, percentComplete, logStreamArn);
        }
    }

    /** The job is done and the action with it. */
    record Success(Progress progress, @Nullable Revision currentRevision, Map<String, String> outputVariables)
            implements JobResult {}

    /** The job is done, the action goes on: the token comes back with the next job, verbatim (spec jobs 9). */
    record Continuation(
            String token, Progress progress, @Nullable Revision currentRevision) implements JobResult {}

    /** The job failed and the action with it. */
    record Failure(
            FailureType type, String message, @Nullable String externalExecutionId) implements JobResult {}
}
