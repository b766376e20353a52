package dev.penstock.engine.control;

import dev.penstock.engine.Command;
import dev.penstock.engine.action.ActionEnd;
import dev.penstock.engine.condition.Conditions;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.engine.execution.StopRequest;
import dev.penstock.engine.stage.Inlets;
import dev.penstock.engine.stage.StageEnd;
import dev.penstock.engine.stage.StageRun;
import dev.penstock.engine.step.Announcements;
import dev.penstock.engine.step.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.DuplicatedStopRequestException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotStoppableException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;

/** Stops an execution, waiting for its running actions or abandoning them (spec engine 5.2). */
public final class StopExecution {

    private StopExecution() {}

    /**
     * @throws PipelineExecutionNotStoppableException if the execution is over or unknown
     * @throws DuplicatedStopRequestException if it is stopping, and the request is not an abandon after a wait
     */
    public static void stop(Step step, Command.Stop command) {
        PipelineExecution execution = step.find(command.executionId())
                .filter(PipelineExecution::live)
                .orElseThrow(() -> notStoppable(step, command.executionId()));
        boolean stopping = execution.status() == PipelineExecutionStatus.STOPPING;
        if (stopping && !command.abandon()) {
            throw duplicated(step, command.executionId());
        }
        stop(step, execution, new StopRequest(command.abandon(), reason(execution, command)));
    }

    /** A second request without a reason does not take the first one's away. */
    private static @Nullable String reason(PipelineExecution execution, Command.Stop command) {
        StopRequest before = execution.stop();
        return command.reason() == null && before != null ? before.reason() : command.reason();
    }

    static void stop(Step step, PipelineExecution execution, StopRequest request) {
        boolean already = execution.status() == PipelineExecutionStatus.STOPPING;
        PipelineExecution stopping = execution.stopping(request, step.now());
        step.put(stopping);
        if (stopping.position() == null || !stopping.position().entered()) {
            Announcements.pipeline(step, stopping, "STOPPING");
            Inlets.lose(step, execution.id(), StageExecutionStatus.STOPPED, request.reason());
            return;
        }
        if (request.abandon()) {
            abandon(step, stopping, stopping.position().stageName());
        }
        if (!already) {
            if (stage(stopping).status() == StageExecutionStatus.IN_PROGRESS) {
                StageEnd.mark(step, execution.id(), StageExecutionStatus.STOPPING, "STOPPING");
            }
            Announcements.pipeline(step, step.execution(execution.id()), "STOPPING");
        }
        StageRun.advance(step, execution.id());
    }

    private static void abandon(Step step, PipelineExecution execution, String stageName) {
        StageExecution stage = execution.stage(stageName).orElseThrow();
        stage.actions().values().stream()
                .filter(ActionExecution::running)
                .forEach(action -> ActionEnd.abandon(step, execution.id(), action));
        Conditions.abandon(step, execution.id(), stageName);
    }

    private static StageExecution stage(PipelineExecution execution) {
        return Optional.ofNullable(execution.position())
                .flatMap(position -> execution.stage(position.stageName()))
                .orElseThrow();
    }

    private static PipelineExecutionNotStoppableException notStoppable(Step step, String executionId) {
        return PipelineExecutionNotStoppableException.builder()
                .message(
                        "The pipeline execution with ID '" + executionId + "' in '"
                                + step.pipeline().name()
                                + "' can't be stopped now. Either it does not exist in the pipeline, or the pipeline execution has no action executions in progress.")
                .build();
    }

    private static DuplicatedStopRequestException duplicated(Step step, String executionId) {
        return DuplicatedStopRequestException.builder()
                .message(
                        "The execution with ID " + executionId + " in "
                                + step.pipeline().name()
                                + " is already in a stopping state. If you already chose to stop and wait, you cannot make that request again. You can choose to stop and abandon now, but be aware that this option can lead to failed actions. If you already chose to stop and abandon, you cannot make that request again.")
                .build();
    }
}
