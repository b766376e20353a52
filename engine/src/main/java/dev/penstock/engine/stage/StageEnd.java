package dev.penstock.engine.stage;

import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.engine.execution.StopRequest;
import dev.penstock.engine.step.Announcements;
import dev.penstock.engine.step.Step;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;

/** The ends of stages and executions (spec engine 1.1, 1.2). */
public final class StageEnd {

    private StageEnd() {}

    /** The stop that was asked for is complete: nothing runs any more. The next waiter enters. */
    public static void stopped(Step step, String executionId) {
        over(
                step,
                executionId,
                StageExecutionStatus.STOPPED,
                PipelineExecutionStatus.STOPPED,
                stopReason(step, executionId),
                "STOPPED");
    }

    /** An edit overtook the execution, and nothing of it runs any more. */
    public static void cancelled(Step step, String executionId) {
        over(step, executionId, StageExecutionStatus.CANCELLED, PipelineExecutionStatus.CANCELLED, null, "CANCELED");
    }

    private static void over(
            Step step,
            String executionId,
            StageExecutionStatus stageStatus,
            PipelineExecutionStatus status,
            @Nullable String summary,
            String event) {
        StageExecution stage = StageRun.stage(step.execution(executionId));
        String stageName = stage.stageName();
        // A stage that has failed already, and only looked at what follows from that, stays so.
        if (stage.status() != StageExecutionStatus.FAILED) {
            mark(step, executionId, stageStatus, event);
        }
        end(step, executionId, status, summary, event);
        Inlets.admit(step, stageName);
    }

    /** Gives the stage that the execution is in a status; the lock stays where it is. */
    public static PipelineExecution mark(Step step, String executionId, StageExecutionStatus status, String event) {
        PipelineExecution execution = step.execution(executionId);
        StageExecution stage = StageRun.stage(execution).withStatus(status, step.now());
        PipelineExecution next = execution.with(stage);
        step.put(next);
        Announcements.stage(step, next, stage, event);
        return next;
    }

    /** Ends the execution where it stands: it gives up its lock or its place at an inlet. */
    public static void end(
            Step step, String executionId, PipelineExecutionStatus status, @Nullable String summary, String event) {
        PipelineExecution ended = step.execution(executionId).ended(status, summary, step.now());
        step.put(ended);
        Announcements.pipeline(step, ended, event);
    }

    /** The caller's reason, which a stopped execution tells as its summary (spec engine 1.5). */
    public static @Nullable String stopReason(Step step, String executionId) {
        StopRequest stop = step.execution(executionId).stop();
        return stop == null ? null : stop.reason();
    }
}
