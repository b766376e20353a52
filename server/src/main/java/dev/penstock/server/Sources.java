package dev.penstock.server;

import dev.penstock.store.time.TimeSource;
import java.security.SecureRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Where a server takes time, ids and randomness from. Given from outside, so that tests move the clock and replay.
 *
 * @param ids lower-case UUIDs, each new
 * @param random for what is not secret
 * @param secrets for keys and tokens
 */
public record Sources(TimeSource clock, Supplier<String> ids, RandomGenerator random, SecureRandom secrets) {

    /** The machine's own. */
    public static Sources system() {
        return withClock(TimeSource.system());
    }

    /** The machine's own randomness, with another clock. */
    public static Sources withClock(TimeSource clock) {
        SecureRandom random = new SecureRandom();
        return new Sources(clock, new TimeOrderedIds(clock, random), random, random);
    }
}
