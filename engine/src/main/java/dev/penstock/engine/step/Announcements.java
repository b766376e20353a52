package dev.penstock.engine.step;

import dev.penstock.engine.event.Event;
import dev.penstock.engine.event.Event.Subject;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.engine.execution.StopRequest;
import java.time.Instant;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;

/** Tells state changes the way EventBridge tells them (spec events 1). Call after the change was put into the step. */
public final class Announcements {

    private Announcements() {}

    /** @param state a pipeline state of spec events 1.2 */
    public static void pipeline(Step step, PipelineExecution execution, String state) {
        StopRequest stop = execution.stop();
        boolean stops = state.equals("STOPPING") || state.equals("STOPPED");
        step.tell(new Event.PipelineChanged(
                subject(step, execution, execution.startTime()),
                state,
                state.equals("STARTED") ? execution.trigger() : null,
                stop != null && stops ? stop.reason() : null));
    }

    /** @param state a stage state of spec events 1.2 */
    public static void stage(Step step, PipelineExecution execution, StageExecution stage, String state) {
        step.tell(new Event.StageChanged(
                subject(step, execution, stage.startTime()),
                state,
                stage.stageName(),
                stage.retries() == null ? null : stage.retries().latestAt()));
    }

    /** @param state an action state of spec events 1.2 */
    public static void action(Step step, PipelineExecution execution, ActionExecution action, String state) {
        ErrorDetails error = action.errorDetails();
        step.tell(new Event.ActionChanged(
                subject(step, execution, action.startTime()),
                state,
                action.stageName(),
                action.actionName(),
                action.id(),
                action.actionType(),
                action.region(),
                action.inputs(),
                action.outputs(),
                action.progress(),
                error == null ? null : error.code(),
                error == null ? null : error.message()));
    }

    private static Subject subject(Step step, PipelineExecution execution, Instant startTime) {
        return new Subject(
                step.pipeline().name(),
                execution.id(),
                execution.version(),
                execution.attempt(),
                startTime,
                step.now());
    }
}
