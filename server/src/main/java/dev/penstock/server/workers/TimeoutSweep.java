package dev.penstock.server.workers;

import dev.penstock.server.operations.PipelineSteps;
import dev.penstock.store.Signals;
import dev.penstock.store.Store;
import dev.penstock.store.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Ends jobs and actions as they run over their limits. Sleeps until the earliest limit; a new job, whose limit may be
 * earlier, wakes it, but no more often than once a second: limits are minutes and hours, and jobs may be a thousand a second.
 */
public final class TimeoutSweep implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** Only a stop is told here. */
    private static final String STOP = "timeouts-stop";

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
                Instant now = clock.instant();
                long seen = signals.version(Topics.TIMEOUTS);
                if (signals.await(Topics.TIMEOUTS, seen, overdue.end(now))) {
                    pauseUntil(now.plus(BETWEEN_LOOKS));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pauseUntil(Instant next) throws InterruptedException {
        while (!stopping && clock.instant().isBefore(next)) {
            long seen = signals.version(STOP);
            if (!stopping) {
                signals.await(STOP, seen, next);
            }
        }
    }

    /** Waits for the step under way; interrupting it would leave the caller of a write without its answer. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        overdue.stop();
        signals.signal(Topics.TIMEOUTS);
        signals.signal(STOP);
        thread.join();
    }
}
