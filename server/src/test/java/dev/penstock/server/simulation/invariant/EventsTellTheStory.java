package dev.penstock.server.simulation.invariant;

import dev.penstock.engine.event.Event;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.server.simulation.Change;
import dev.penstock.server.simulation.Observation;
import dev.penstock.server.simulation.PipelineChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whoever reads the events from the first one on, in order, knows the status of every execution, stage and action without
 * asking. Each story begins with STARTED, goes on after an end only with RESUMED, and never goes back in time (spec events
 * 1.2).
 */
final class EventsTellTheStory implements Invariant {

    private static final Set<String> ENDS = Set.of("SUCCEEDED", "FAILED", "STOPPED", "CANCELED", "SUPERSEDED");

    /** What one execution's events have told so far. */
    private static final class Story {
        private @Nullable String execution;
        private final Map<String, String> stages = new HashMap<>();
        private final Map<String, String> actions = new HashMap<>();
        private Instant at = Instant.MIN;
    }

    private final Map<String, Story> stories = new HashMap<>();

    @Override
    public void check(Observation seen) {
        seen.events().forEach(this::goesOn);
        for (PipelineChange pipeline : seen.pipelines()) {
            for (Change<PipelineExecution> change : pipeline.executions()) {
                if (change.after() == null) {
                    Story story = stories.remove(change.id());
                    require(
                            story != null && ENDS.contains(String.valueOf(story.execution)),
                            "%s is gone, and its events do not say how it ended",
                            change.id());
                } else {
                    agrees(change.after(), change.before());
                }
            }
        }
    }

    private void goesOn(Event event) {
        String id = event.subject().executionId();
        Story story = stories.computeIfAbsent(id, any -> new Story());
        require(!event.subject().time().isBefore(story.at), "the events of %s are not in order", id);
        story.at = event.subject().time();
        switch (event) {
            case Event.PipelineChanged(var subject, var state, var trigger, var comments) -> {
                boolean over = story.execution != null && ENDS.contains(story.execution);
                require(
                        story.execution == null ? state.equals("STARTED") : !state.equals("STARTED"),
                        "%s was told %s after %s",
                        id,
                        state,
                        story.execution);
                require(!over || state.equals("RESUMED"), "%s was told %s after %s", id, state, story.execution);
                story.execution = state;
            }
            case Event.StageChanged stage -> {
                require(story.execution != null, "%s has a stage event before its start", id);
                story.stages.put(stage.stage(), stage.state());
            }
            case Event.ActionChanged action -> {
                String before = story.actions.put(action.actionExecutionId(), action.state());
                require(
                        (before == null) == action.state().equals("STARTED"),
                        "action %s was told %s after %s",
                        action.action(),
                        action.state(),
                        before);
                require(
                        before == null || before.equals("STARTED"),
                        "action %s was told %s after %s",
                        action.action(),
                        action.state(),
                        before);
            }
        }
    }

    private void agrees(PipelineExecution execution, @Nullable PipelineExecution before) {
        Story story = stories.getOrDefault(execution.id(), new Story());
        String expected = switch (execution.status()) {
            case IN_PROGRESS -> "RESUMED".equals(story.execution) ? "RESUMED" : "STARTED";
            case STOPPING -> "STOPPING";
            case STOPPED -> "STOPPED";
            case SUCCEEDED -> "SUCCEEDED";
            case FAILED -> "FAILED";
            case SUPERSEDED -> "SUPERSEDED";
            case CANCELLED -> "CANCELED";
            case UNKNOWN_TO_SDK_VERSION -> "nothing";
        };
        require(
                expected.equals(story.execution),
                "%s is %s, and its last event says %s",
                execution.id(),
                execution.status(),
                story.execution);
        for (StageExecution stage : execution.stages().values()) {
            if (before == null || before.stages().get(stage.stageName()) != stage) {
                agrees(execution.id(), stage, story);
            }
        }
    }

    private void agrees(String executionId, StageExecution stage, Story story) {
        String told = story.stages.get(stage.stageName());
        String expected = switch (stage.status()) {
            case IN_PROGRESS -> "RESUMED".equals(told) ? "RESUMED" : "STARTED";
            case STOPPING -> "STOPPING";
            case STOPPED -> "STOPPED";
            case SUCCEEDED -> "SUCCEEDED";
            case FAILED -> "FAILED";
            case CANCELLED -> "CANCELED";
            case SKIPPED -> "SKIPPED";
            case UNKNOWN_TO_SDK_VERSION -> "nothing";
        };
        require(
                expected.equals(told),
                "%s of %s is %s, and its last event says %s",
                stage.stageName(),
                executionId,
                stage.status(),
                told);
        for (ActionExecution action : stage.actions().values()) {
            agrees(action, story.actions.get(action.id()));
        }
    }

    private void agrees(ActionExecution action, @Nullable String told) {
        boolean right = switch (action.status()) {
            case IN_PROGRESS -> "STARTED".equals(told);
            case SUCCEEDED -> "SUCCEEDED".equals(told);
            case FAILED -> "FAILED".equals(told) || "CANCELED".equals(told);
            case ABANDONED -> "ABANDONED".equals(told);
            case UNKNOWN_TO_SDK_VERSION -> false;
        };
        require(
                right,
                "%s %s is %s, and its last event says %s",
                action.actionName(),
                action.id(),
                action.status(),
                told);
    }
}
