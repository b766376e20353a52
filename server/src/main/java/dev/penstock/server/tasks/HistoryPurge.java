package dev.penstock.server.tasks;

import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/**
 * Forgets executions that began longer ago than their history is kept (spec engine 10.2), with their actions and rules.
 * What still runs, what a stage shows as its last, and what it would roll back to stays. Thread-safe.
 */
public final class HistoryPurge {
    /** Executions forgotten in one transaction; each brings its actions along. */
    private static final int STEP = 50;

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
        Instant before = clock.instant().minus(retention);
        int forgotten = 0;
        for (String pipelineId : store.read(tx -> tx.executions().pipelinesWithHistoryBefore(before))) {
            int step = STEP;
            while (step == STEP && !Thread.currentThread().isInterrupted()) {
                step = store.write(tx -> forget(tx, pipelineId, before));
                forgotten += step;
            }
        }
        return forgotten;
    }

    private static int forget(Tx tx, String pipelineId, Instant before) {
        if (tx.pipelines().findById(pipelineId).isEmpty()) {
            return 0;
        }
        // Locked, so that nobody retries or rolls back to what is being forgotten.
        tx.pipelines().lock(pipelineId, Set.of());
        Set<String> kept = tx.pipelines().loadShown(pipelineId).executions().keySet();
        return tx.executions().forget(pipelineId, before, kept, STEP);
    }
}
