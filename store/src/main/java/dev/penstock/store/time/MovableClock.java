package dev.penstock.store.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;

/** A clock that stands still until somebody moves it. Whoever waits for a moment wakes when the clock is moved past it. */
public final class MovableClock implements TimeSource {

    private volatile Instant now;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public MovableClock(Instant start) {
        now = start.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves the clock; negative amounts move it back. */
    public synchronized void advance(Duration amount) {
        set(now.plus(amount));
    }

    public synchronized void set(Instant moment) {
        now = moment.truncatedTo(ChronoUnit.MICROS);
        listeners.forEach(Runnable::run);
    }

    @Override
    @SuppressWarnings("WaitNotInLoop") // the caller loops
    public void await(Condition condition, Instant until) throws InterruptedException {
        if (instant().isBefore(until)) {
            condition.await();
        }
    }

    @Override
    public void onMoved(Runnable listener) {
        listeners.add(listener);
    }
}
