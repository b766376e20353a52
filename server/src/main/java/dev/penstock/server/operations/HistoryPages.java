package dev.penstock.server.operations;

import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import dev.penstock.store.execution.Executions.Place;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;

/** The history of a pipeline's actions or rules, page by page (spec engine 11.3). Thread-safe. */
final class HistoryPages {
    private static final int PAGE = 100;

    private final Store store;
    private final NextTokens nextTokens;

    HistoryPages(Store store, NextTokens nextTokens) {
        this.store = store;
        this.nextTokens = nextTokens;
    }

    /** What a list is asked for. */
    record Query(
            String operation,
            String pipelineName,
            HistorySelection selection,
            @Nullable Integer maxResults,
            @Nullable String nextToken) {}

    /** The kind of rows, newest first. */
    @FunctionalInterface
    interface Rows<R> {
        /** @param before only rows that stand after this place in the order; null for the newest */
        List<R> select(Tx tx, String pipelineId, HistorySelection selection, @Nullable Place before, int limit);
    }

    /**
     * Reads one page.
     *
     * @param place of a row in the order
     * @throws PipelineNotFoundException if there is no such pipeline
     * @throws PipelineExecutionNotFoundException if there is no such execution
     */
    <R> Page<R> read(Call call, Query asked, Rows<R> rows, Function<R, Place> place) {
        HistorySelection selection = asked.selection();
        int limit = asked.maxResults() != null ? asked.maxResults() : PAGE;
        String query = call.query(
                asked.operation(),
                asked.pipelineName(),
                selection.executionId(),
                selection.latestOnly() ? "Latest" : "All");
        return store.readStale(tx -> {
            String id =
                    NamedPipelines.list(tx, call, asked.pipelineName()).ref().id();
            String mustExist = selection.mustExist();
            if (mustExist != null && tx.executions().find(id, mustExist).isEmpty()) {
                // The text names the top-level id even when only the other one was given (spec corrections 8).
                throw ExecutionOperations.notFound(String.valueOf(selection.topLevel()), asked.pipelineName());
            }
            Place before = nextTokens
                    .place(query, asked.nextToken())
                    .map(HistorySelection::place)
                    .orElse(null);
            List<R> found = selection.contradictory() ? List.of() : rows.select(tx, id, selection, before, limit + 1);
            return Page.of(found, limit, last -> nextTokens.token(query, HistorySelection.text(place.apply(last))));
        });
    }
}
