package dev.penstock.server;

import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * UUIDs, version 7: 48 bits of milliseconds, then random bits. They sort by age, which keeps the database's indexes
 * dense. Thread-safe if the source of randomness is.
 */
public final class TimeOrderedIds implements Supplier<String> {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final InstantSource clock;
    private final RandomGenerator random;

    public TimeOrderedIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String get() {
        long high = clock.millis() << 16 | VERSION_7 | random.nextLong() & 0xfffL;
        long low = VARIANT | random.nextLong() >>> 2;
        return new UUID(high, low).toString();
    }
}
