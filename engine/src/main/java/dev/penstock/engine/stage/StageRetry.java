package dev.penstock.engine.stage;

import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.Position;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.engine.step.Announcements;
import dev.penstock.engine.step.Step;
import software.amazon.awssdk.services.codepipeline.model.FailureConditions;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;

/** Takes a stage up again (spec engine 5.3). What may be retried is decided by the caller. */
public final class StageRetry {

    private StageRetry() {}

    /** Retries the stage as a caller asked, and goes on with it. */
    public static void manually(Step step, String executionId, String stageName, StageRetryMode mode) {
        resume(step, executionId, stageName, mode, false);
        StageRun.advance(step, executionId);
    }

    /**
     * Retries a stage that would fail, once in an execution, if its declaration says so.
     *
     * @return false if the stage has to fail
     */
    static boolean again(Step step, String executionId, StageDeclaration declaration) {
        FailureConditions onFailure = declaration.onFailure();
        StageExecution stage = StageRun.stage(step.execution(executionId));
        if (onFailure == null || onFailure.result() != Result.RETRY || stage.retriedAutomatically()) {
            return false;
        }
        StageRetryMode mode = onFailure.retryConfiguration() == null
                        || onFailure.retryConfiguration().retryMode() == null
                ? StageRetryMode.ALL_ACTIONS
                : onFailure.retryConfiguration().retryMode();
        resume(step, executionId, declaration.name(), mode, true);
        return true;
    }

    /** Takes up a stage that failed at a gate which somebody has opened since (spec engine 5.5). */
    public static void overridden(Step step, String executionId, String stageName, Gate gate) {
        PipelineExecution before = step.execution(executionId);
        StageExecution stage = before.stage(stageName).orElseThrow().overridden(gate, step.now());
        PipelineExecution after = before.resumed(
                        new Position(stageName, true, step.nextNumber(), step.now()), step.now())
                .with(stage);
        step.put(after);
        Announcements.pipeline(step, after, "RESUMED");
        Announcements.stage(step, after, stage, "RESUMED");
        StageRun.advance(step, executionId);
    }

    private static void resume(
            Step step, String executionId, String stageName, StageRetryMode mode, boolean automatically) {
        PipelineExecution before = step.execution(executionId);
        StageExecution stage = before.stage(stageName)
                .orElseThrow(() -> new IllegalStateException(executionId + " has not entered " + stageName))
                .retried(mode, automatically, step.now());
        Position at = before.position() != null
                ? before.position()
                : new Position(stageName, true, step.nextNumber(), step.now());
        PipelineExecution after = before.resumed(at, step.now()).with(stage);
        step.put(after);
        if (automatically || before.status() != PipelineExecutionStatus.IN_PROGRESS) {
            Announcements.pipeline(step, after, "RESUMED");
            Announcements.stage(step, after, stage, "RESUMED");
        }
    }
}
