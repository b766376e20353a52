package dev.penstock.engine.execution;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ConditionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;

/**
 * A stage as one execution runs it.
 *
 * @param actions the newest attempt of each action, by action name; an action that has not started is absent
 * @param again names of actions that a retry has still to start anew; kept when that retry fails before it gets to them,
 *     since they ran on what earlier groups made before it
 * @param retries null until the stage is retried
 * @param conditions the conditions that were taken up, each as it was evaluated last
 */
public record StageExecution(
        String stageName,
        StageExecutionStatus status,
        Instant startTime,
        Instant lastStatusChange,
        Map<String, ActionExecution> actions,
        Set<String> again,
        @Nullable Retries retries,
        Map<Gate, ConditionExecution> conditions) {

    public StageExecution {
        // What was stored before there were conditions has none.
        conditions = Objects.requireNonNullElse(conditions, Map.of());
    }

    /**
     * Counters of {@code retryStageMetadata} (spec engine 5.3).
     *
     * @param mode mode of the latest retry
     * @param latestAt when the latest retry was; null in what earlier releases stored
     */
    public record Retries(
            int automatic,
            int manual,
            boolean latestIsAutomatic,
            StageRetryMode mode,
            @Nullable Instant latestAt) {
        private static final Retries NONE = new Retries(0, 0, false, StageRetryMode.FAILED_ACTIONS, null);

        private Retries automatic(StageRetryMode next, Instant at) {
            return new Retries(automatic + 1, manual, true, next, at);
        }

        private Retries manual(StageRetryMode next, Instant at) {
            return new Retries(automatic, manual + 1, false, next, at);
        }
    }

    public static StageExecution entered(String stageName, Instant now) {
        return new StageExecution(
                stageName, StageExecutionStatus.IN_PROGRESS, now, now, Map.of(), Set.of(), null, Map.of());
    }

    /** True while an action or a rule is. */
    public boolean running() {
        return actions.values().stream().anyMatch(ActionExecution::running)
                || conditions.values().stream().anyMatch(ConditionExecution::running);
    }

    /** True if the newest attempt of some action is over without success. */
    public boolean failed() {
        return actions.values().stream()
                .anyMatch(action -> !action.running() && !action.succeeded() && !again.contains(action.actionName()));
    }

    /** True while the action has no attempt, or a retry has still to make one. */
    public boolean toStart(String actionName) {
        return !actions.containsKey(actionName) || again.contains(actionName);
    }

    public Optional<ActionExecution> action(String actionName) {
        return Optional.ofNullable(actions.get(actionName));
    }

    public boolean retriedAutomatically() {
        return retries != null && retries.automatic() > 0;
    }

    /** With the newest attempt of an action. */
    public StageExecution with(ActionExecution action) {
        Map<String, ActionExecution> next = new LinkedHashMap<>(actions);
        next.put(action.actionName(), action);
        Set<String> left = again;
        if (again.contains(action.actionName())) {
            left = new LinkedHashSet<>(again);
            left.remove(action.actionName());
        }
        return new StageExecution(stageName, status, startTime, lastStatusChange, next, left, retries, conditions);
    }

    public StageExecution withStatus(StageExecutionStatus next, Instant at) {
        return new StageExecution(stageName, next, startTime, at, actions, again, retries, conditions);
    }

    public Optional<ConditionExecution> condition(Gate gate) {
        return Optional.ofNullable(conditions.get(gate));
    }

    public StageExecution with(ConditionExecution condition) {
        Map<Gate, ConditionExecution> next = new LinkedHashMap<>(conditions);
        next.put(condition.gate(), condition);
        return withConditions(next);
    }

    /** In progress once more behind a gate that somebody opened by hand (spec engine 5.5). */
    public StageExecution overridden(Gate gate, Instant at) {
        Map<Gate, ConditionExecution> next = new LinkedHashMap<>(conditions);
        next.computeIfPresent(
                gate, (same, condition) -> condition.withStatus(ConditionExecutionStatus.OVERRIDDEN, null, at));
        next.remove(Gate.ON_FAILURE);
        return withConditions(next).withStatus(StageExecutionStatus.IN_PROGRESS, at);
    }

    /** A retry does not ask again whether it may enter, if it might before; the rest is evaluated anew (spec engine 5.3). */
    private Map<Gate, ConditionExecution> keptForRetry() {
        return condition(Gate.BEFORE_ENTRY)
                .filter(ConditionExecution::passed)
                .map(passed -> Map.of(Gate.BEFORE_ENTRY, passed))
                .orElseGet(Map::of);
    }

    private StageExecution withConditions(Map<Gate, ConditionExecution> next) {
        return new StageExecution(stageName, status, startTime, lastStatusChange, actions, again, retries, next);
    }

    /** In progress once more, with the attempts still to be made that the mode asks for (spec engine 5.3). */
    public StageExecution retried(StageRetryMode mode, boolean automatically, Instant at) {
        Retries before = retries == null ? Retries.NONE : retries;
        SequencedSet<String> next = new LinkedHashSet<>(again);
        actions.forEach((name, action) -> {
            boolean unsuccessful = action.status() == ActionExecutionStatus.FAILED
                    || action.status() == ActionExecutionStatus.ABANDONED;
            if (mode == StageRetryMode.ALL_ACTIONS || unsuccessful) {
                next.add(name);
            }
        });
        return new StageExecution(
                stageName,
                StageExecutionStatus.IN_PROGRESS,
                startTime,
                status == StageExecutionStatus.IN_PROGRESS ? lastStatusChange : at,
                actions,
                next,
                automatically ? before.automatic(mode, at) : before.manual(mode, at),
                keptForRetry());
    }
}
