package dev.penstock.worker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waiting times that double from {@link #FIRST} to {@link #LONGEST}, each spread by half. Not thread-safe. */
final class Backoff {
    static final Duration FIRST = Duration.ofMillis(200);
    static final Duration LONGEST = Duration.ofSeconds(20);

    private final RandomGenerator random;
    private Duration next = FIRST;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The next waiting time: between half and all of the current step, so that many workers do not return together. */
    Duration next() {
        long step = next.toMillis();
        next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
        return Duration.ofMillis(step / 2 + random.nextLong(step / 2 + 1));
    }

    void reset() {
        next = FIRST;
    }
}
