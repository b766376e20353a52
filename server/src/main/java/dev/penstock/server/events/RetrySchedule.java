package dev.penstock.server.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to send an event again that was not taken: after a pause that doubles with every attempt, shortened at random by up
 * to half so that many waiters do not come back together. Thread-safe if its randomness is.
 *
 * @param first pause after the first attempt
 * @param longest longest pause
 * @param giveUpAfter age of an event at which it is put aside
 * @param attempts after so many it is put aside as well
 */
public record RetrySchedule(
        Duration first, Duration longest, Duration giveUpAfter, int attempts, RandomGenerator random) {
    private static final int MOST_DOUBLINGS = 30;

    /** True if an event is put aside for its age alone. */
    boolean tooOld(Instant published, Instant now) {
        return !now.isBefore(published.plus(giveUpAfter));
    }

    /**
     * @param attempt how many attempts were made, from 1
     * @return empty to give up
     */
    Optional<Instant> next(int attempt, Instant published, Instant now) {
        if (attempt >= attempts || tooOld(published, now)) {
            return Optional.empty();
        }
        long doubled = first.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS);
        long pause = Math.min(doubled, longest.toMillis());
        return Optional.of(now.plusMillis(pause - random.nextLong(pause / 2 + 1)));
    }
}
