package dev.penstock.engine.stage;

import dev.penstock.engine.PipelineState.LostWaiter;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.Position;
import dev.penstock.engine.step.Announcements;
import dev.penstock.engine.step.Step;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;

/**
 * The waiting places in front of stages, and who may go in (spec engine 2, 3). There is no queue to keep: who waits where,
 * in which order, and who holds a stage's lock, is read off the positions of the live executions.
 */
public final class Inlets {

    private Inlets() {}

    /** The execution comes to a stage, and enters it or waits, or in SUPERSEDED mode is overtaken (spec engine 2.2). */
    public static void arrive(Step step, String executionId, String stageName) {
        PipelineExecution arriving =
                step.execution(executionId).at(new Position(stageName, false, step.nextNumber(), step.now()));
        step.put(arriving);
        if (arriving.locking() && step.stageState(stageName).lost() != null) {
            step.put(stageName, step.stageState(stageName).withLost(null));
        }
        if (arriving.mode() == ExecutionMode.SUPERSEDED) {
            List<PipelineExecution> waiting = waiters(step, stageName);
            long newest = waiting.stream()
                    .mapToLong(PipelineExecution::sequence)
                    .max()
                    .orElse(arriving.sequence());
            for (PipelineExecution waiter : waiting) {
                if (waiter.sequence() < newest) {
                    supersede(step, waiter);
                }
            }
        }
        admit(step, stageName);
    }

    /**
     * Ends an execution that waits. The place shows who was there until somebody else has it; in a queue that is at once
     * (spec engine 2.5).
     *
     * @param status STOPPED or FAILED
     */
    public static void lose(Step step, String executionId, StageExecutionStatus status, @Nullable String summary) {
        PipelineExecution waiter = step.execution(executionId);
        String stageName = StageRun.position(waiter).stageName();
        boolean stopped = status == StageExecutionStatus.STOPPED;
        StageEnd.end(
                step,
                executionId,
                stopped ? PipelineExecutionStatus.STOPPED : PipelineExecutionStatus.FAILED,
                summary,
                stopped ? "STOPPED" : "FAILED");
        if (waiter.locking() && waiters(step, stageName).isEmpty()) {
            step.put(stageName, step.stageState(stageName).withLost(new LostWaiter(executionId, status)));
        }
    }

    /** Lets in whoever may go in now: the head of the queue if the lock is free, and everybody in PARALLEL mode. */
    public static void admit(Step step, String stageName) {
        for (PipelineExecution live : step.live().toList()) {
            // Looked at anew: whoever enters and fails at once lets the others in before it comes back here.
            PipelineExecution execution = step.execution(live.id());
            if (!execution.locking() && execution.waitingAt(stageName) && open(step, execution, stageName)) {
                StageRun.enter(step, execution.id(), stageName);
            }
        }
        Optional<PipelineExecution> head = waiters(step, stageName).stream().findFirst();
        if (head.isPresent() && !locked(step, stageName) && open(step, head.get(), stageName)) {
            StageRun.enter(step, head.get().id(), stageName);
        }
    }

    /** Lets in whoever may go in now, anywhere. */
    public static void admitEverywhere(Step step) {
        step.live()
                .flatMap(execution -> Optional.ofNullable(execution.position()).stream())
                .filter(position -> !position.entered())
                .map(Position::stageName)
                .distinct()
                .toList()
                .forEach(stageName -> admit(step, stageName));
    }

    /** True while an execution is inside the stage, whatever its mode. */
    public static boolean occupied(Step step, String stageName) {
        return step.live().anyMatch(execution -> execution.inside(stageName));
    }

    private static boolean locked(Step step, String stageName) {
        return step.live().anyMatch(execution -> execution.locking() && execution.inside(stageName));
    }

    /** Those who wait for the stage's lock, in order of arrival. */
    private static List<PipelineExecution> waiters(Step step, String stageName) {
        return step.live()
                .filter(execution -> execution.locking() && execution.waitingAt(stageName))
                .toList();
    }

    /** Inbound of the stage and outbound of the one before it, as the execution's own definition orders them. */
    private static boolean open(Step step, PipelineExecution execution, String stageName) {
        PipelineDefinition definition = step.definitionOf(execution);
        int index = definition.indexOf(stageName);
        boolean outbound = index <= 0
                || !reachable(step, definition.stages().get(index - 1).name())
                || step.stageState(definition.stages().get(index - 1).name())
                        .outbound()
                        .enabled();
        boolean inbound = !reachable(step, stageName)
                || step.stageState(stageName).inbound().enabled();
        return outbound && inbound;
    }

    /**
     * False for a stage that an edit has removed: its transitions went with it, since nobody could open them any more for
     * the PARALLEL executions that still run by an older definition (spec engine 2.6).
     */
    private static boolean reachable(Step step, String stageName) {
        return step.definition().indexOf(stageName) >= 0;
    }

    private static void supersede(Step step, PipelineExecution execution) {
        PipelineExecution superseded = execution.ended(PipelineExecutionStatus.SUPERSEDED, null, step.now());
        step.put(superseded);
        Announcements.pipeline(step, superseded, "SUPERSEDED");
    }
}
