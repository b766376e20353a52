package dev.penstock.server.tasks;

import dev.penstock.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Forgets jobs that have been over for longer than their details must be readable (spec jobs 24). Thread-safe. */
public final class JobPurge {
    /** Jobs forgotten in one transaction, so that nobody waits long for the database. */
    private static final int STEP = 50;

    private final Store store;
    private final InstantSource clock;
    private final Duration retention;

    public JobPurge(Store store, InstantSource clock, Duration retention) {
        this.store = store;
        this.clock = clock;
        this.retention = retention;
    }

    /**
     * Works until nothing is left to forget, or its thread is interrupted.
     *
     * @return how many jobs were forgotten
     */
    public int run() {
        Instant before = clock.instant().minus(retention);
        int forgotten = 0;
        int step = STEP;
        while (step == STEP && !Thread.currentThread().isInterrupted()) {
            step = store.write(tx -> tx.jobs().purge(before, STEP));
            forgotten += step;
        }
        return forgotten;
    }
}
