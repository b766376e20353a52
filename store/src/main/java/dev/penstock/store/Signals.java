package dev.penstock.store;

import java.time.Instant;

/**
 * Wake-ups. A waiter remembers the {@link #version} of a topic, looks for what it wants, and if it found
 * nothing waits until the version moves on; so no signal between look and wait is lost.
 */
public interface Signals {

    /** Changes with every signal on the topic; may also change with a signal on another one. */
    long version(String topic);

    /** Counts one more signal and wakes those who wait for the topic. */
    void signal(String topic);

    /**
     * Waits until the topic's version differs from {@code seen} or the server's clock reaches {@code until}; returns at
     * once if either already holds. May return earlier where another server may have written something without a signal
     * here.
     *
     * @return false if {@code until} is reached; else the waiter looks again, for the signal may have been meant for others
     */
    boolean await(String topic, long seen, Instant until) throws InterruptedException;
}
