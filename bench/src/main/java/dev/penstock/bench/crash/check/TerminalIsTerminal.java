package dev.penstock.bench.crash.check;

import dev.penstock.bench.crash.record.Note;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What was seen to be over never is anything else later, but for failed and stopped executions that somebody retries. */
final class TerminalIsTerminal implements Check {
    private static final Set<String> FOR_EVER = Set.of("Succeeded", "Superseded", "Cancelled");
    private static final Set<String> UNTIL_A_RETRY = Set.of("Failed", "Stopped");

    @Override
    public void on(Evidence evidence, Consumer<String> violation) {
        Set<String> retried = evidence.records()
                .calls("RetryStageExecution")
                .map(call -> call.given("pipelineExecutionId"))
                .collect(Collectors.toSet());
        Map<String, String> last = new HashMap<>();
        evidence.records()
                .notes("seen")
                .forEach(note -> next(last, note.text("execution"), status(note), retried, violation));
        evidence.history()
                .executions()
                .forEach(execution -> next(last, execution.id(), execution.status(), retried, violation));
        last.forEach((id, status) -> {
            if (evidence.history().execution(id).isEmpty()) {
                violation.accept("execution " + id + " was seen as " + status + ", but is not in the history");
            }
        });
    }

    private static String status(Note note) {
        return note.text("status");
    }

    private static void next(
            Map<String, String> last, String id, String status, Set<String> retried, Consumer<String> violation) {
        String before = last.put(id, status);
        if (before == null || before.equals(status)) {
            return;
        }
        if (FOR_EVER.contains(before) || (UNTIL_A_RETRY.contains(before) && !retried.contains(id))) {
            violation.accept("execution " + id + " was seen as " + before + " and later as " + status);
        }
    }
}
