package dev.penstock.server.tasks;

import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import dev.penstock.store.execution.Executions.Past;
import dev.penstock.store.pipeline.PipelineGoneException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * Forgets executions that began longer ago than their history is kept (spec engine 10.2), with their actions and rules.
 * What still runs, what a stage shows as its last, and what it would roll back to stays. Of deleted pipelines with a long
 * history nothing does.
 *
 * <p>Whatever there is to forget, nobody waits long for it: a transaction takes {@value #STEP} executions, and what is old
 * enough is looked for by reads, which keep nobody from writing. Thread-safe.
 */
public final class HistoryPurge {
    /** Executions forgotten in one transaction; each brings its actions along. */
    private static final int STEP = 10;

    /** Pipelines looked up by one read. */
    private static final int PIPELINES = 100;

    private final Store store;
    private final InstantSource clock;
    private final Duration retention;

    public HistoryPurge(Store store, InstantSource clock, Duration retention) {
        this.store = store;
        this.clock = clock;
        this.retention = retention;
    }

    /**
     * Works until nothing is left to forget, or its thread is interrupted.
     *
     * @return how many executions were forgotten
     */
    public int run() {
        deleted();
        Instant before = clock.instant().minus(retention);
        int forgotten = 0;
        List<String> pipelines = oldPipelines(before, "");
        while (!pipelines.isEmpty() && !Thread.currentThread().isInterrupted()) {
            for (String pipelineId : pipelines) {
                forgotten += forget(pipelineId, before);
            }
            pipelines = oldPipelines(before, pipelines.getLast());
        }
        return forgotten;
    }

    /** What is left of deleted pipelines. */
    private void deleted() {
        List<String> deleted = store.read(tx -> tx.pipelines().deleted(1));
        while (!deleted.isEmpty() && !Thread.currentThread().isInterrupted()) {
            String pipelineId = deleted.getFirst();
            deleted = store.write(tx -> {
                tx.pipelines().deleteMore(pipelineId, STEP);
                return tx.pipelines().deleted(1);
            });
        }
    }

    private List<String> oldPipelines(Instant before, String after) {
        return store.read(tx -> tx.executions().pipelinesWithHistoryBefore(before, after, PIPELINES));
    }

    private int forget(String pipelineId, Instant before) {
        int forgotten = 0;
        long passed = 0;
        while (!Thread.currentThread().isInterrupted()) {
            long from = passed;
            Step step = store.read(tx -> step(tx, pipelineId, before, from));
            if (!step.forgettable.isEmpty()) {
                forgotten += store.write(tx -> forget(tx, pipelineId, step.forgettable));
            }
            if (step.last) {
                return forgotten;
            }
            passed = step.passed;
        }
        return forgotten;
    }

    /**
     * Some executions of a pipeline, the oldest first.
     *
     * @param forgettable ids of those that may go
     * @param passed sequence of the newest of them
     * @param last whether those that follow are too young
     */
    private record Step(List<String> forgettable, long passed, boolean last) {}

    private static Step step(Tx tx, String pipelineId, Instant before, long after) {
        List<Past> old = tx.executions().begunBefore(pipelineId, before, after, STEP);
        if (old.isEmpty() || tx.pipelines().findById(pipelineId).isEmpty()) {
            return new Step(List.of(), after, true);
        }
        Set<String> shown = shown(tx, pipelineId);
        return new Step(
                old.stream()
                        .filter(execution -> !execution.live())
                        .map(Past::id)
                        .filter(id -> !shown.contains(id))
                        .toList(),
                old.getLast().sequence(),
                old.size() < STEP);
    }

    private static int forget(Tx tx, String pipelineId, List<String> executionIds) {
        try {
            // Locked, so that nobody retries or rolls back to what is being forgotten.
            tx.pipelines().lock(pipelineId, Set.of());
        } catch (PipelineGoneException e) {
            return 0; // and its history with it
        }
        // Seen without the lock, some may be wanted again by now.
        Set<String> shown = shown(tx, pipelineId);
        return tx.executions()
                .forget(
                        pipelineId,
                        executionIds.stream().filter(id -> !shown.contains(id)).toList());
    }

    private static Set<String> shown(Tx tx, String pipelineId) {
        return tx.pipelines().loadShown(pipelineId).executions().keySet();
    }
}
