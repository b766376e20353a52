package dev.penstock.engine.control;

import dev.penstock.engine.Command;
import dev.penstock.engine.PipelineState.StageState;
import dev.penstock.engine.PipelineState.Transition;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.Position;
import dev.penstock.engine.stage.Inlets;
import dev.penstock.engine.step.Step;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;

/** Opens and closes the gates between stages (spec engine 3). */
public final class Transitions {
    /** How long a closed gate keeps those who wait behind it. */
    private static final Duration RESUME_WINDOW = Duration.ofDays(30);

    private Transitions() {}

    /** @throws software.amazon.awssdk.services.codepipeline.model.StageNotFoundException if there is no such stage */
    public static void set(Step step, Command.SetTransition command) {
        Refusals.requireStage(step, command.stageName());
        StageState before = step.stageState(command.stageName());
        boolean inbound = command.type() == StageTransitionType.INBOUND;
        Transition closed = inbound ? before.inbound() : before.outbound();
        Transition next = new Transition(
                command.enabled(), command.enabled() ? null : command.reason(), command.callerArn(), step.now());
        step.put(command.stageName(), inbound ? before.withInbound(next) : before.withOutbound(next));
        if (command.enabled() && !closed.enabled()) {
            failStale(step, command);
            Inlets.admitEverywhere(step);
        }
    }

    /** Whoever stood there for too long does not go on when the gate opens. */
    private static void failStale(Step step, Command.SetTransition command) {
        Instant oldest = step.now().minus(RESUME_WINDOW);
        step.live()
                .filter(execution -> behind(step, execution, command))
                .filter(execution -> since(execution).isBefore(oldest))
                .toList()
                .forEach(execution -> Inlets.lose(step, execution.id(), StageExecutionStatus.FAILED, null));
    }

    private static boolean behind(Step step, PipelineExecution execution, Command.SetTransition command) {
        Position position = execution.position();
        if (position == null || position.entered()) {
            return false;
        }
        if (command.type() == StageTransitionType.INBOUND) {
            return position.stageName().equals(command.stageName());
        }
        PipelineDefinition definition = step.definitionOf(execution);
        int index = definition.indexOf(position.stageName());
        return index > 0 && definition.stages().get(index - 1).name().equals(command.stageName());
    }

    private static Instant since(PipelineExecution execution) {
        return execution.position() == null
                ? execution.startTime()
                : execution.position().since();
    }
}
