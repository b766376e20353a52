package dev.penstock.worker;

import java.time.Duration;

/** Waits between two attempts; tests replace it, so that no test waits. */
@FunctionalInterface
interface Pause {
    /**
     * Returns after the time has passed, or at once when the worker stops.
     *
     * @return whether the worker still runs
     */
    boolean await(Duration time) throws InterruptedException;
}
