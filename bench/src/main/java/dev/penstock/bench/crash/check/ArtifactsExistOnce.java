package dev.penstock.bench.crash.check;

import dev.penstock.bench.crash.check.History.ActionRun;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** No two attempts have the same place for an output, and what an action read was made by its own execution. */
final class ArtifactsExistOnce implements Check {
    @Override
    public void on(Evidence evidence, Consumer<String> violation) {
        Map<String, ActionRun> makers = new HashMap<>();
        for (ActionRun action : evidence.history().actions()) {
            for (String key : action.outputs()) {
                ActionRun other = makers.put(key, action);
                if (other != null) {
                    violation.accept(action + " and " + other + " both made " + key);
                }
            }
        }
        Map<String, ActionRun> actions = evidence.history().actionsById();
        evidence.records().notes("read").forEach(note -> {
            ActionRun reader = actions.get(note.text("actionExecutionId"));
            ActionRun maker = actions.get(note.text("content"));
            if (reader != null && (maker == null || !maker.execution().equals(reader.execution()))) {
                violation.accept(reader + " read what " + (maker == null ? note.text("content") : maker) + " had made");
            }
        });
    }
}
