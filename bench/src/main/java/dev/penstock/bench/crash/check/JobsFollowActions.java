package dev.penstock.bench.crash.check;

import java.util.function.Consumer;

/** When everything is over, no queue has a job left. */
final class JobsFollowActions implements Check {
    @Override
    public void on(Evidence evidence, Consumer<String> violation) {
        if (evidence.history().executions().stream().allMatch(History.Execution::terminal)) {
            evidence.left().forEach(job -> violation.accept("everything is over, but there is still a job: " + job));
        }
    }
}
