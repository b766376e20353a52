package dev.penstock.engine.stage;

import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.Inherited;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.Position;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.engine.step.Announcements;
import dev.penstock.engine.step.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/** Rollback executions: one stage run again with what an earlier execution gave it (spec engine 5.4). */
public final class Rollbacks {

    private Rollbacks() {}

    /** The rollback that a failure starts by itself, if the stage declares it and there is something to go back to. */
    static void afterFailure(Step step, String failedId, StageDeclaration declaration) {
        PipelineExecution failed = step.execution(failedId);
        boolean engaged = PipelineDefinition.rollsBack(declaration)
                && failed.type() == ExecutionType.STANDARD
                && failed.locking()
                && step.definitionOf(failed).indexOf(declaration.name()) > 0;
        if (!engaged) {
            return;
        }
        Optional.ofNullable(step.stageState(declaration.name()).rollbackTargetId())
                .flatMap(step::find)
                .filter(target -> target.version() == step.definition().version())
                .ifPresent(target -> start(
                        step,
                        target,
                        declaration.name(),
                        new Trigger(
                                TriggerType.AUTOMATED_ROLLBACK,
                                "{\"FailedPipelineExecutionId\":\"" + failedId + "\"}")));
    }

    /** True if the execution may be the target of a rollback of that stage. */
    public static boolean possibleTarget(PipelineExecution target, String stageName) {
        return target.type() == ExecutionType.STANDARD
                && target.stage(stageName)
                        .filter(stage -> stage.status() == StageExecutionStatus.SUCCEEDED)
                        .isPresent();
    }

    /**
     * Starts a rollback. It does not wait at the inlet; the caller has seen that nobody is inside the stage.
     *
     * @return id of the new execution
     */
    public static String start(Step step, PipelineExecution target, String stageName, Trigger trigger) {
        PipelineDefinition definition = step.definition();
        long number = step.nextNumber();
        PipelineExecution rollback = new PipelineExecution(
                step.newId(),
                number,
                definition.version(),
                definition.mode(),
                ExecutionType.ROLLBACK,
                target.id(),
                inherited(definition, target, stageName),
                PipelineExecutionStatus.IN_PROGRESS,
                null,
                trigger,
                null,
                null,
                1,
                target.variables(),
                List.of(),
                target.revisions(),
                step.now(),
                step.now(),
                new Position(stageName, false, number, step.now()),
                Map.of());
        step.put(rollback);
        Announcements.pipeline(step, rollback, "STARTED");
        StageRun.enter(step, rollback.id(), stageName);
        return rollback.id();
    }

    /** What the target's stages before this one made, by its newest successful attempts. */
    private static Inherited inherited(PipelineDefinition definition, PipelineExecution target, String stageName) {
        Map<String, ArtifactLocation> artifacts = new LinkedHashMap<>();
        Map<String, Map<String, String>> variables = new LinkedHashMap<>();
        definition.stages().stream()
                .limit(definition.indexOf(stageName))
                .flatMap(stage -> target.stage(stage.name()).stream())
                .flatMap(stage -> stage.actions().values().stream())
                .filter(ActionExecution::succeeded)
                .forEach(action -> {
                    action.outputs().forEach(artifact -> artifacts.put(artifact.name(), artifact));
                    if (action.namespace() != null) {
                        variables.put(action.namespace(), action.outputVariables());
                    }
                });
        return new Inherited(artifacts, variables);
    }
}
