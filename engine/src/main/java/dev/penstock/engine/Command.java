package dev.penstock.engine;

import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.execution.SourceOverride;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;

/** What can happen to a pipeline: a request, a worker's result, or time. */
public sealed interface Command {

    /**
     * Admits an execution.
     *
     * @param variables values given by the caller, by name; unknown names are ignored (spec engine 5.1)
     * @param automatic true when nobody waits for an answer: at the concurrency limit the execution is made and fails
     */
    record Start(
            Trigger trigger,
            Map<String, String> variables,
            List<SourceOverride> overrides,
            @Nullable String clientRequestToken,
            boolean automatic)
            implements Command {}

    /**
     * Somebody reports a new revision of a source (spec engine 5.6). The decision holds a new execution if that revision
     * was new; otherwise it names the execution that the same report started before, and changes nothing.
     */
    record PutRevision(String stageName, String actionName, Revision revision, String callerArn) implements Command {}

    record Stop(
            String executionId, boolean abandon, @Nullable String reason) implements Command {}

    record Retry(String executionId, String stageName, StageRetryMode mode) implements Command {}

    /** Somebody lets an execution pass a gate of a stage whose condition is open or failed (spec engine 5.5). */
    record Override(String stageName, String executionId, Gate gate, String callerArn) implements Command {}

    record Rollback(String stageName, String targetExecutionId, String callerArn) implements Command {}

    record SetTransition(
            String stageName,
            StageTransitionType type,
            boolean enabled,
            @Nullable String reason,
            String callerArn) implements Command {}

    record Approve(
            String stageName, String actionName, String token, ApprovalStatus status, String summary, String callerArn)
            implements Command {}

    /**
     * A result that the job protocol accepted. The job is as it was before it, with the result's fingerprint already in
     * it, so {@link Job#closed} is all that is left to do (see {@link dev.penstock.engine.job.JobProtocol#accept}).
     */
    record Report(Job job, JobResult result) implements Command {}

    /** The source behind an action became known before the artifact is copied (spec engine 4.4). */
    record SourceFound(Job job, Revision revision) implements Command {}

    /** A job ran over its own or its action's limit (spec engine 10). */
    record TimeOut(Job job) implements Command {}

    /** The pipeline was edited: {@code definition} is the new version (spec engine 2.6). */
    record Update(PipelineDefinition definition) implements Command {}

    /** The pipeline is about to be deleted: fence all running work (spec engine 5.8). */
    record Delete() implements Command {}
}
