package dev.penstock.server.operations;

import dev.penstock.store.execution.Executions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionFilter;
import software.amazon.awssdk.services.codepipeline.model.LatestInPipelineExecutionFilter;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionFilter;
import software.amazon.awssdk.services.codepipeline.model.StartTimeRange;

/**
 * Which rows of the history of actions or rules a filter selects (spec engine 11.3).
 *
 * @param executionId only of this execution; null for all
 * @param topLevel the execution that the filter names by itself; null if it names none, or only in its latest part
 * @param contradictory two different executions were asked for: nothing is selected
 */
record HistorySelection(
        @Nullable String executionId, @Nullable String topLevel, boolean latestOnly, boolean contradictory) {

    static HistorySelection of(@Nullable ActionExecutionFilter filter) {
        return filter == null
                ? new HistorySelection(null, null, false, false)
                : of(filter.pipelineExecutionId(), filter.latestInPipelineExecution());
    }

    static HistorySelection of(@Nullable RuleExecutionFilter filter) {
        return filter == null
                ? new HistorySelection(null, null, false, false)
                : of(filter.pipelineExecutionId(), filter.latestInPipelineExecution());
    }

    private static HistorySelection of(@Nullable String id, @Nullable LatestInPipelineExecutionFilter latest) {
        if (latest == null) {
            return new HistorySelection(id, id, false, false);
        }
        String latestId = latest.pipelineExecutionId();
        return new HistorySelection(
                latestId, id, latest.startTimeRange() == StartTimeRange.LATEST, id != null && !id.equals(latestId));
    }

    /** The execution that must exist, else the call is refused; null for none. */
    @Nullable
    String mustExist() {
        return topLevel != null ? topLevel : executionId;
    }

    /** A place in the order of rows, as the text inside a next token. */
    static String text(Executions.Place place) {
        return place.startTime() + " " + place.actionExecutionId();
    }

    static Executions.Place place(String text) {
        int blank = text.indexOf(' ');
        return new Executions.Place(Instant.parse(text.substring(0, blank)), text.substring(blank + 1));
    }
}
