package dev.penstock.store.time;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/**
 * The server's clock, and how to wait for it: one that flows by itself, or one that tests move. Its instants are whole
 * microseconds, which is what the database keeps, so that nothing read back differs from what was written.
 *
 * <p>Implementations are thread-safe.
 */
public interface TimeSource extends InstantSource {

    /**
     * Waits for a signal on the condition, whose lock the caller holds, at most until {@link #instant} reads
     * {@code until}. May return early; callers look again.
     */
    void await(Condition condition, Instant until) throws InterruptedException;

    /** Calls the listener after every jump of the time. A clock that only flows never calls it. */
    void onMoved(Runnable listener);

    /** The machine's clock. */
    static TimeSource system() {
        return of(InstantSource.system());
    }

    /** A clock that flows as the given one does. */
    static TimeSource of(InstantSource clock) {
        return new TimeSource() {
            @Override
            public Instant instant() {
                return clock.instant().truncatedTo(ChronoUnit.MICROS);
            }

            @Override
            @SuppressWarnings("WaitNotInLoop") // the caller loops
            public void await(Condition condition, Instant until) throws InterruptedException {
                long nanos = TimeUnit.NANOSECONDS.convert(java.time.Duration.between(instant(), until));
                if (nanos > 0) {
                    var _ = condition.awaitNanos(nanos);
                }
            }

            @Override
            public void onMoved(Runnable listener) {}
        };
    }
}
