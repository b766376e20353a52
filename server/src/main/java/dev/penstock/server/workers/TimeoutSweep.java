package dev.penstock.server.workers;

import dev.penstock.server.operations.PipelineSteps;
import dev.penstock.store.Signals;
import dev.penstock.store.Store;
import dev.penstock.store.Topics;
import java.time.InstantSource;

/**
 * Ends jobs and actions as they run over their limits. Sleeps until the earliest limit; a job with an earlier one wakes
 * it.
 */
public final class TimeoutSweep implements AutoCloseable {
    private final Signals signals;
    private final OverdueJobs overdue;
    private final InstantSource clock;
    private final Thread thread;
    private volatile boolean stopping;

    private TimeoutSweep(Signals signals, OverdueJobs overdue, InstantSource clock) {
        this.signals = signals;
        this.overdue = overdue;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("timeouts").unstarted(this::run);
    }

    public static TimeoutSweep start(Store store, PipelineSteps steps, InstantSource clock) {
        TimeoutSweep sweep = new TimeoutSweep(store.signals(), new OverdueJobs(store, steps), clock);
        sweep.thread.start();
        return sweep;
    }

    private void run() {
        try {
            while (!stopping) {
                long seen = signals.version(Topics.TIMEOUTS);
                signals.await(Topics.TIMEOUTS, seen, overdue.end(clock.instant()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the step under way; interrupting it would leave the caller of a write without its answer. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        overdue.stop();
        signals.signal(Topics.TIMEOUTS);
        thread.join();
    }
}
