package dev.penstock.engine.control;

import dev.penstock.engine.Command;
import dev.penstock.engine.condition.Conditions;
import dev.penstock.engine.execution.ConditionExecution;
import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.engine.stage.StageRetry;
import dev.penstock.engine.stage.StageRun;
import dev.penstock.engine.step.Step;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.ConditionNotOverridableException;
import software.amazon.awssdk.services.codepipeline.model.ConflictException;
import software.amazon.awssdk.services.codepipeline.model.NotLatestPipelineExecutionException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;

/** OverrideStageCondition: the stage goes on as if the condition had held (spec engine 5.5). */
public final class ConditionOverride {

    private ConditionOverride() {}

    /**
     * @throws software.amazon.awssdk.services.codepipeline.model.StageNotFoundException if there is no such stage
     * @throws NotLatestPipelineExecutionException if another execution has entered the stage since
     * @throws ConditionNotOverridableException if there is no such condition, it is not open and did not fail, or its
     *     result is not one to override
     * @throws ConflictException if the stage is just failing because of it
     * @throws software.amazon.awssdk.services.codepipeline.model.ConcurrentPipelineExecutionsLimitExceededException if the
     *     execution is over and would be one too many
     */
    public static void override(Step step, Command.Override command) {
        Refusals.requireStage(step, command.stageName());
        PipelineExecution execution = step.find(command.executionId())
                .filter(found -> found.version() == step.definition().version())
                .orElseThrow(() -> notOverridable(command));
        StageExecution stage = execution.stage(command.stageName()).orElseThrow(() -> notOverridable(command));
        if (execution.locking()
                && !execution.id().equals(step.stageState(command.stageName()).latestExecutionId())) {
            throw NotLatestPipelineExecutionException.builder()
                    .message("Execution '" + execution.id() + "' is not the latest execution of stage '"
                            + command.stageName() + "'")
                    .build();
        }
        ConditionExecution condition = stage.condition(command.gate()).orElseThrow(() -> notOverridable(command));
        Result result = step.definition()
                .stage(command.stageName())
                .flatMap(command.gate()::declaredBy)
                .map(Condition::result)
                .orElse(Result.FAIL);
        if (command.gate() == Gate.ON_FAILURE || result == Result.SKIP) {
            throw notOverridable(command);
        }
        switch (condition.status()) {
            case IN_PROGRESS -> overrideOpen(step, command, execution);
            case FAILED, ERRORED -> overrideFailed(step, command, execution, stage, result);
            case SUCCEEDED, OVERRIDDEN, ABANDONED, CANCELLED, UNKNOWN_TO_SDK_VERSION -> throw notOverridable(command);
        }
    }

    private static void overrideOpen(Step step, Command.Override command, PipelineExecution execution) {
        if (execution.status() != PipelineExecutionStatus.IN_PROGRESS) {
            throw notOverridable(command);
        }
        Conditions.override(step, execution.id(), command.stageName(), command.gate(), command.callerArn());
        StageRun.advance(step, execution.id());
    }

    private static void overrideFailed(
            Step step, Command.Override command, PipelineExecution execution, StageExecution stage, Result result) {
        if (stage.status() != StageExecutionStatus.FAILED || result != Result.FAIL) {
            throw notOverridable(command);
        }
        if (execution.live()) {
            throw ConflictException.builder()
                    .message("Stage '" + command.stageName()
                            + "' is still evaluating what follows from its failure. Try again when it has failed.")
                    .build();
        }
        if (Admission.full(step)) {
            throw Refusals.tooManyExecutions(step.pipeline());
        }
        StageRetry.overridden(step, execution.id(), command.stageName(), command.gate());
    }

    private static ConditionNotOverridableException notOverridable(Command.Override command) {
        return ConditionNotOverridableException.builder()
                .message("The condition in stage '" + command.stageName() + "' cannot be overridden for execution '"
                        + command.executionId()
                        + "'. Only a condition that is in progress, or one that failed with the result FAIL, can be.")
                .build();
    }
}
