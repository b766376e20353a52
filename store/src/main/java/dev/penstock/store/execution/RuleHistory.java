package dev.penstock.store.execution;

import dev.penstock.store.execution.Executions.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The history of rules, newest first. */
public interface RuleHistory {

    /**
     * Runs of rules, newest start first, ties by id.
     *
     * @param executionId only of this execution; null for all
     * @param latestOnly only the newest run of each rule in its execution
     * @param before only runs that stand after this place in the order; null for the newest
     */
    List<RuleRecord> list(
            String pipelineId, @Nullable String executionId, boolean latestOnly, @Nullable Place before, int limit);
}
