package dev.penstock.engine.event;

import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.engine.job.JobResult.Progress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A state change, as EventBridge would tell it (spec events 1). */
public sealed interface Event {

    Subject subject();

    String state();

    /** EventBridge's name for what changed (spec events 1.2). */
    default String detailType() {
        return "CodePipeline "
                + switch (this) {
                    case PipelineChanged pipeline -> "Pipeline";
                    case StageChanged stage -> "Stage";
                    case ActionChanged action -> "Action";
                }
                + " Execution State Change";
    }

    /** What every event says (spec events 1.3). */
    record Subject(
            String pipelineName, String executionId, int version, int attempt, Instant startTime, Instant time) {}

    /** {@code STARTED SUCCEEDED FAILED STOPPING STOPPED RESUMED CANCELED SUPERSEDED}. */
    record PipelineChanged(
            Subject subject,
            String state,
            @Nullable Trigger trigger,
            @Nullable String stopComments) implements Event {}

    /**
     * {@code STARTED SUCCEEDED FAILED STOPPING STOPPED RESUMED CANCELED}, and of our own {@code SKIPPED}.
     *
     * @param lastRetry when the stage was last retried; null if it never was
     */
    record StageChanged(
            Subject subject,
            String state,
            String stage,
            @Nullable Instant lastRetry) implements Event {}

    /**
     * {@code STARTED SUCCEEDED FAILED CANCELED ABANDONED}.
     *
     * @param errorMessage why it failed, for people; null if it did not, or nobody said
     */
    record ActionChanged(
            Subject subject,
            String state,
            String stage,
            String action,
            String actionExecutionId,
            ActionTypeKey type,
            String region,
            List<ArtifactLocation> inputs,
            List<ArtifactLocation> outputs,
            Progress result,
            @Nullable String errorCode,
            @Nullable String errorMessage)
            implements Event {}
}
