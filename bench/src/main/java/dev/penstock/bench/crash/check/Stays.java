package dev.penstock.bench.crash.check;

import dev.penstock.bench.crash.check.History.ActionRun;
import dev.penstock.bench.crash.check.Work.JobStory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When executions were certainly inside a stage, as their workers knew it: from the moment in which a worker was told that a
 * job there is its own until it began to report on it. The servers' clocks have no part in it.
 */
record Stays(Map<Place, List<Stay>> byPlace) {

    /** A stage of a pipeline. */
    record Place(String pipeline, String stage) {}

    /** @param from microseconds, as {@code until} */
    record Stay(String execution, long from, long until) {}

    static Stays of(Evidence evidence) {
        Map<String, ActionRun> actions = evidence.history().actionsById();
        Map<Place, List<Stay>> found = new HashMap<>();
        for (JobStory job : evidence.work().jobs().values()) {
            ActionRun action = actions.get(job.action());
            if (action != null
                    && job.owned() >= 0
                    && job.firstReport() >= job.owned()
                    && !job.accepted().isEmpty()) {
                found.computeIfAbsent(new Place(action.pipeline(), action.stage()), _ -> new ArrayList<>())
                        .add(new Stay(action.execution(), job.owned(), job.firstReport()));
            }
        }
        return new Stays(found);
    }
}
