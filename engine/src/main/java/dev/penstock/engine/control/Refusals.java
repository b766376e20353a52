package dev.penstock.engine.control;

import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.step.Step;
import software.amazon.awssdk.services.codepipeline.model.ActionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.ConcurrentPipelineExecutionsLimitExceededException;
import software.amazon.awssdk.services.codepipeline.model.StageNotFoundException;

/** Refusals that several commands share, in the API's words where they are known (spec events 6). */
final class Refusals {

    private Refusals() {}

    static StageNotFoundException stageNotFound(PipelineRef pipeline, String stageName) {
        return StageNotFoundException.builder()
                .message("Pipeline '" + pipeline.name() + "' does not have a stage with name '" + stageName + "'")
                .build();
    }

    static ActionNotFoundException actionNotFound(PipelineRef pipeline, String stageName, String actionName) {
        return ActionNotFoundException.builder()
                .message("Stage '" + stageName + "' of pipeline '" + pipeline.name()
                        + "' does not have an action with name '" + actionName + "'")
                .build();
    }

    /** The stage must be in the current definition. */
    static void requireStage(Step step, String stageName) {
        if (step.definition().indexOf(stageName) < 0) {
            throw stageNotFound(step.pipeline(), stageName);
        }
    }

    static ConcurrentPipelineExecutionsLimitExceededException tooManyExecutions(PipelineRef pipeline) {
        return ConcurrentPipelineExecutionsLimitExceededException.builder()
                .message("The pipeline '" + pipeline.name() + "' already has " + Admission.MAX_ACTIVE
                        + " executions in progress, which is the limit. Wait for one to finish or stop one.")
                .build();
    }
}
