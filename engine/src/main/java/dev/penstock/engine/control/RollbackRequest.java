package dev.penstock.engine.control;

import dev.penstock.engine.Command;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.engine.stage.Inlets;
import dev.penstock.engine.stage.Rollbacks;
import dev.penstock.engine.step.Step;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionOutdatedException;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;
import software.amazon.awssdk.services.codepipeline.model.UnableToRollbackStageException;

/**
 * RollbackStage: the checks of spec engine 5.4, in its order. The source stage and PARALLEL pipelines are not refused,
 * following the live service (spec corrections 3).
 */
public final class RollbackRequest {

    private RollbackRequest() {}

    /**
     * @return id of the rollback execution
     * @throws PipelineExecutionNotFoundException if the target is unknown
     * @throws PipelineExecutionOutdatedException if it ran on another version of the pipeline
     * @throws UnableToRollbackStageException if it did not succeed in the stage, or somebody is in the stage now
     */
    public static String rollBack(Step step, Command.Rollback command) {
        String pipeline = step.pipeline().name();
        Refusals.requireStage(step, command.stageName());
        PipelineExecution target = step.find(command.targetExecutionId())
                .orElseThrow(() -> PipelineExecutionNotFoundException.builder()
                        .message("Pipeline Execution with id '" + command.targetExecutionId()
                                + "' does not exist in pipeline with name '" + pipeline + "'")
                        .build());
        if (target.version() != step.definition().version()) {
            throw PipelineExecutionOutdatedException.builder()
                    .message("Pipeline '" + pipeline + "' has been updated since the rollback request was made.")
                    .build();
        }
        if (!Rollbacks.possibleTarget(target, command.stageName())) {
            throw unable("Target Pipeline Execution with id '" + target.id()
                    + "' has not completed in stage with name '" + command.stageName() + "'");
        }
        if (Inlets.occupied(step, command.stageName())) {
            throw unable("Pipeline '" + pipeline + "' cannot start rollback since stage " + command.stageName()
                    + " is in progress.");
        }
        return Rollbacks.start(
                step,
                target,
                command.stageName(),
                new Trigger(TriggerType.MANUAL_ROLLBACK, "{\"AwsUserArn\":\"" + command.callerArn() + "\"}"));
    }

    private static UnableToRollbackStageException unable(String message) {
        return UnableToRollbackStageException.builder().message(message).build();
    }
}
