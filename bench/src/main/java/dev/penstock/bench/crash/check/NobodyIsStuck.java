package dev.penstock.bench.crash.check;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** In the end every execution is over, and of an execution that is over nothing runs. */
final class NobodyIsStuck implements Check {
    @Override
    public void on(Evidence evidence, Consumer<String> violation) {
        evidence.history().executions().stream()
                .filter(execution -> !execution.terminal())
                .forEach(execution -> violation.accept(execution + " never ended: "
                        + evidence.history().actions().stream()
                                .filter(action -> action.execution().equals(execution.id()))
                                .toList()));
        Map<String, String> over = evidence.history().executions().stream()
                .filter(History.Execution::terminal)
                .collect(Collectors.toMap(History.Execution::id, History.Execution::status, (one, _) -> one));
        evidence.history().actions().stream()
                .filter(action -> action.running() && over.containsKey(action.execution()))
                .forEach(action ->
                        violation.accept(action + " runs, but its execution is " + over.get(action.execution())));
    }
}
