package dev.penstock.engine.control;

import dev.penstock.engine.Command;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.engine.stage.StageRetry;
import dev.penstock.engine.step.Step;
import software.amazon.awssdk.services.codepipeline.model.ConflictException;
import software.amazon.awssdk.services.codepipeline.model.NotLatestPipelineExecutionException;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageNotRetryableException;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;

/** RetryStageExecution: the checks of spec engine 5.3, in its order. */
public final class StageRetryRequest {

    private StageRetryRequest() {}

    /**
     * @throws software.amazon.awssdk.services.codepipeline.model.StageNotFoundException if there is no such stage
     * @throws StageNotRetryableException if nothing failed in it, or the pipeline was edited since
     * @throws NotLatestPipelineExecutionException if another execution has entered the stage since
     */
    public static void retry(Step step, Command.Retry command) {
        Refusals.requireStage(step, command.stageName());
        PipelineExecution execution = step.find(command.executionId()).orElseThrow(() -> notRetryable(step, command));
        if (execution.version() != step.definition().version()) {
            throw notRetryable(step, command);
        }
        StageExecution stage = execution.stage(command.stageName()).orElseThrow(() -> notRetryable(step, command));
        if (execution.locking()
                && !execution.id().equals(step.stageState(command.stageName()).latestExecutionId())) {
            throw NotLatestPipelineExecutionException.builder()
                    .message("Execution '" + execution.id() + "' is not the latest execution of stage '"
                            + command.stageName() + "'")
                    .build();
        }
        if (!retryable(execution, stage, command.mode())) {
            throw notRetryable(step, command);
        }
        if (stage.status() == StageExecutionStatus.IN_PROGRESS && !stage.again().isEmpty()) {
            throw ConflictException.builder()
                    .message("A retry of stage '" + command.stageName() + "' is already in progress.")
                    .build();
        }
        if (!execution.live() && Admission.full(step)) {
            throw Refusals.tooManyExecutions(step.pipeline());
        }
        StageRetry.manually(step, execution.id(), command.stageName(), command.mode());
    }

    /**
     * A stage in which only a condition failed has no failed actions, so all of it is retried or nothing; while it looks at
     * what follows from its failure, it is not retried at all.
     */
    private static boolean retryable(PipelineExecution execution, StageExecution stage, StageRetryMode mode) {
        return switch (stage.status()) {
            case FAILED -> !execution.live() && (mode == StageRetryMode.ALL_ACTIONS || stage.failed());
            case STOPPED -> true;
            case IN_PROGRESS -> mode == StageRetryMode.FAILED_ACTIONS && stage.failed();
            case STOPPING, SUCCEEDED, CANCELLED, SKIPPED, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    private static StageNotRetryableException notRetryable(Step step, Command.Retry command) {
        return StageNotRetryableException.builder()
                .message("The stage named " + command.stageName() + " in the "
                        + step.pipeline().name()
                        + " pipeline can't be retried now. Either it contains no failed actions, the execution '"
                        + command.executionId()
                        + "' is already superseded, or the pipeline definition has changed since the action(s) failed.")
                .build();
    }
}
