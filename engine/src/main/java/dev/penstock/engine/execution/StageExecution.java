package dev.penstock.engine.execution;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;

/**
 * A stage as one execution runs it.
 *
 * @param actions the newest attempt of each action, by action name; an action that has not started is absent
 * @param retries null until the stage is retried
 */
public record StageExecution(
        String stageName,
        StageExecutionStatus status,
        Instant startTime,
        Instant lastStatusChange,
        Map<String, ActionExecution> actions,
        @Nullable Retries retries) {

    /** Counters of {@code retryStageMetadata} (spec engine 5.3). */
    public record Retries(int automatic, int manual, boolean latestIsAutomatic, StageRetryMode mode) {}

    public boolean running() {
        return actions.values().stream().anyMatch(ActionExecution::running);
    }

    public StageExecution with(ActionExecution action) {
        Map<String, ActionExecution> next = new LinkedHashMap<>(actions);
        next.put(action.actionName(), action);
        return new StageExecution(stageName, status, startTime, lastStatusChange, next, retries);
    }

    public StageExecution withStatus(StageExecutionStatus next, Instant at) {
        return new StageExecution(stageName, next, startTime, at, actions, retries);
    }
}
