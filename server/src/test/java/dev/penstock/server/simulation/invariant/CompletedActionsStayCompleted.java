package dev.penstock.server.simulation.invariant;

import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.server.simulation.AttemptChange;
import dev.penstock.server.simulation.Observation;
import java.util.HashMap;
import java.util.Map;

/**
 * An attempt at an action that is over never changes and never gets a job again. Another attempt is made only by a retry,
 * which raises the attempt of the execution: so no crash, no lost answer and no late result runs an action twice.
 */
final class CompletedActionsStayCompleted implements Invariant {

    private record Action(String executionId, String stage, String action) {}

    private final Map<Action, Integer> newest = new HashMap<>();

    @Override
    public void check(Observation seen) {
        for (AttemptChange change : seen.attempts()) {
            ActionExecution before = change.before();
            if (before == null) {
                begins(seen, change);
            } else {
                require(
                        before.running() || before.equals(change.after()),
                        "%s %s was %s and changed",
                        before.actionName(),
                        before.id(),
                        before.status());
            }
        }
    }

    private void begins(Observation seen, AttemptChange change) {
        ActionExecution attempt = change.after();
        Action action = new Action(change.execution().id(), attempt.stageName(), attempt.actionName());
        Integer before = newest.put(action, attempt.attempt());
        int expected = before == null ? 1 : before + 1;
        require(attempt.attempt() == expected, "%s has attempt %s after %s", action, attempt.attempt(), before);
        require(before == null || wanted(seen, change), "%s runs again, and nobody retried it", action);
    }

    /** True if a retry had it still to begin, or came in this step. */
    private static boolean wanted(Observation seen, AttemptChange change) {
        ActionExecution attempt = change.after();
        return seen.pipelines().stream()
                .flatMap(pipeline -> pipeline.executions().stream())
                .filter(execution -> execution.id().equals(change.execution().id()))
                .anyMatch(execution -> execution.before() != null
                        && (change.execution().attempt() > execution.before().attempt()
                                || execution
                                        .before()
                                        .stage(attempt.stageName())
                                        .filter(stage -> stage.again().contains(attempt.actionName()))
                                        .isPresent()));
    }
}
