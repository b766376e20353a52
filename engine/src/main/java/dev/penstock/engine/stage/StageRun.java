package dev.penstock.engine.stage;

import dev.penstock.engine.action.ActionStart;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.Position;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.engine.step.Announcements;
import dev.penstock.engine.step.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;

/** An execution inside a stage: from taking its lock, through its groups of actions, to leaving it (spec engine 4.1, 12). */
public final class StageRun {
    /** Actions of one PARALLEL execution that may run at the same time (spec engine 2.4). */
    public static final int PARALLEL_SLOTS = 5;

    private StageRun() {}

    /** Takes the stage, whose lock must be free, and starts its first group. */
    public static void enter(Step step, String executionId, String stageName) {
        PipelineExecution waiting = step.execution(executionId);
        Position at = position(waiting);
        StageExecution stage = StageExecution.entered(stageName, step.now());
        PipelineExecution inside = waiting.at(new Position(stageName, true, at.arrival(), step.now()))
                .with(stage);
        step.put(inside);
        if (inside.locking()) {
            step.put(stageName, step.stageState(stageName).enteredBy(executionId));
        }
        Announcements.stage(step, inside, stage, "STARTED");
        advance(step, executionId);
    }

    /** Goes on as far as it goes after something inside the stage changed. */
    public static void advance(Step step, String executionId) {
        PipelineExecution execution = step.execution(executionId);
        StageExecution stage = stage(execution);
        if (execution.status() == PipelineExecutionStatus.STOPPING) {
            if (!stage.running()) {
                StageEnd.stopped(step, executionId);
            }
            return;
        }
        if (step.outdated(execution)) {
            if (!stage.running()) {
                StageEnd.cancelled(step, executionId);
            }
            return;
        }
        PipelineDefinition definition = step.definitionOf(execution);
        StageDeclaration declaration = definition
                .stage(stage.stageName())
                .orElseThrow(() -> new IllegalStateException(
                        "stage " + stage.stageName() + " is not in version " + definition.version()));
        if (stage.status() == StageExecutionStatus.FAILED) {
            StageGates.afterFailure(step, executionId, declaration);
            return;
        }
        if (!StageGates.mayBegin(step, executionId, declaration)) {
            return;
        }
        for (List<ActionDeclaration> group : definition.groups(declaration).values()) {
            startWaiting(step, executionId, stage.stageName(), group);
            StageExecution now = stage(step.execution(executionId));
            if (group.stream().anyMatch(action -> now.toStart(action.name()) || running(now, action))) {
                return;
            }
            if (!group.stream().allMatch(action -> succeeded(now, action))) {
                StageGates.fail(step, executionId, declaration);
                return;
            }
        }
        StageGates.afterActions(step, executionId, declaration);
    }

    /** All members of a group are started before any result counts; in PARALLEL mode as many as there are slots. */
    private static void startWaiting(Step step, String executionId, String stageName, List<ActionDeclaration> group) {
        for (ActionDeclaration action : group) {
            PipelineExecution execution = step.execution(executionId);
            StageExecution stage = stage(execution);
            if (stage.toStart(action.name()) && slotFree(execution, stage)) {
                ActionStart.start(step, executionId, stageName, action);
            }
        }
    }

    private static boolean slotFree(PipelineExecution execution, StageExecution stage) {
        return execution.mode() != ExecutionMode.PARALLEL
                || stage.actions().values().stream()
                                .filter(ActionExecution::running)
                                .count()
                        < PARALLEL_SLOTS;
    }

    private static boolean running(StageExecution stage, ActionDeclaration action) {
        return stage.action(action.name()).filter(ActionExecution::running).isPresent();
    }

    private static boolean succeeded(StageExecution stage, ActionDeclaration action) {
        return stage.action(action.name()).filter(ActionExecution::succeeded).isPresent();
    }

    /** The execution has done what it had to in the stage, and leaves it for the next, or is over. */
    static void leave(Step step, String executionId) {
        PipelineExecution execution = step.execution(executionId);
        String stageName = stage(execution).stageName();
        String next = execution.type() == ExecutionType.ROLLBACK ? null : nextStage(step, execution, stageName);
        if (next == null) {
            StageEnd.end(step, executionId, PipelineExecutionStatus.SUCCEEDED, null, "SUCCEEDED");
        } else {
            // Stands at the next inlet before anybody follows into the stage it leaves, so nobody can overtake it.
            Inlets.arrive(step, executionId, next);
        }
        Inlets.admit(step, stageName);
    }

    private static @Nullable String nextStage(Step step, PipelineExecution execution, String stageName) {
        PipelineDefinition definition = step.definitionOf(execution);
        int next = definition.indexOf(stageName) + 1;
        return next < definition.stages().size() ? definition.stages().get(next).name() : null;
    }

    static StageExecution stage(PipelineExecution execution) {
        String name = position(execution).stageName();
        return execution
                .stage(name)
                .orElseThrow(() -> new IllegalStateException(execution.id() + " has not entered " + name));
    }

    static Position position(PipelineExecution execution) {
        if (execution.position() == null) {
            throw new IllegalStateException("execution " + execution.id() + " is over");
        }
        return execution.position();
    }
}
