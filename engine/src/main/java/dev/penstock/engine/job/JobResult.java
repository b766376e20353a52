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
