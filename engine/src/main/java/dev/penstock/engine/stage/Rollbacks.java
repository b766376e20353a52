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
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/** Rollback executions: one stage run again with what an earlier execution gave it (spec engine 5.4). */
public final class Rollbacks {

    private Rollbacks() {}

    /**
     * Where a stage goes back to by itself; empty if it cannot: from the source stage, in a mode without stage locks, out of
     * a rollback, or because no execution of this version has succeeded in it.
     */
    static Optional<PipelineExecution> target(Step step, PipelineExecution leaving, String stageName) {
        boolean possible = leaving.type() == ExecutionType.STANDARD
                && leaving.locking()
                && step.definitionOf(leaving).indexOf(stageName) > 0;
        return Optional.ofNullable(step.stageState(stageName).rollbackTargetId())
                .filter(target -> possible)
                .flatMap(step::find)
                .filter(target -> target.version() == step.definition().version());
    }

    /** The rollback that follows from a failure. */
    static void automatically(Step step, String failedId, PipelineExecution target, String stageName) {
        start(
                step,
                target,
                stageName,
                new Trigger(TriggerType.AUTOMATED_ROLLBACK, "{\"FailedPipelineExecutionId\":\"" + failedId + "\"}"));
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
