package dev.penstock.bench.crash.check;

import dev.penstock.bench.crash.people.Reader.Told;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Whoever followed the stream through all faults read each event once and in order, the same as who reads it anew in the end;
 * and the last event of each execution and action is its status.
 */
final class EventsTellTheStory implements Check {
    @Override
    public void on(Evidence evidence, Consumer<String> violation) {
        sameStream(evidence.live(), evidence.replayed(), violation);
        Map<String, String> executions = new HashMap<>();
        Map<String, String> actions = new HashMap<>();
        for (Told told : evidence.replayed()) {
            if (told.type().contains("Pipeline Execution")) {
                next(executions, told.detail("execution-id"), told.detail("state"), violation);
            } else if (told.type().contains("Action Execution")) {
                next(actions, told.detail("action-execution-id"), told.detail("state"), violation);
            }
        }
        evidence.history()
                .executions()
                .forEach(execution ->
                        agree(execution.toString(), execution.status(), executions.get(execution.id()), violation));
        evidence.history()
                .actions()
                .forEach(action -> agree(action.toString(), action.status(), actions.get(action.id()), violation));
    }

    private static void sameStream(List<Told> live, List<Told> replayed, Consumer<String> violation) {
        for (int i = 0; i < live.size(); i++) {
            if (i > 0 && live.get(i).position() <= live.get(i - 1).position()) {
                violation.accept("event " + live.get(i).position() + " came after event "
                        + live.get(i - 1).position());
                return;
            }
            if (i >= replayed.size() || !live.get(i).equals(replayed.get(i))) {
                violation.accept("event number " + i + " was " + live.get(i) + " for who followed, but "
                        + (i < replayed.size() ? replayed.get(i) : "nothing") + " for who reads anew");
                return;
            }
        }
        if (replayed.size() > live.size()) {
            violation.accept((replayed.size() - live.size()) + " events never came to who followed, from "
                    + replayed.get(live.size()) + " on");
        }
    }

    private static void next(Map<String, String> states, String id, String state, Consumer<String> violation) {
        String before = states.put(id, state);
        if (before == null && !state.equals("STARTED")) {
            violation.accept("the story of " + id + " begins with " + state);
        }
        if (before != null
                && !before.equals("STOPPING")
                && !before.equals("STARTED")
                && !before.equals("RESUMED")
                && !state.equals("RESUMED")) {
            violation.accept("the story of " + id + " goes on after " + before + " with " + state);
        }
    }

    private static void agree(
            String what, String status, @org.jspecify.annotations.Nullable String told, Consumer<String> violation) {
        String state = told == null ? "nothing" : told.toLowerCase(Locale.ROOT).replace("canceled", "cancelled");
        boolean runs = state.equals("started") || state.equals("resumed");
        if (!status.toLowerCase(Locale.ROOT).equals(runs ? "inprogress" : state)) {
            violation.accept("of " + what + " the last event is " + told);
        }
    }
}
