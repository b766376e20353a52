package dev.penstock.server.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token bucket for each key: how often something may happen, with short bursts. Keeps no more keys than it is told; when
 * they are all in use, newcomers share one bucket. Thread-safe.
 */
public final class TokenBuckets {
    private static final Duration TIDY_EVERY = Duration.ofSeconds(1);
    private static final String NEWCOMERS = "";

    private final double perSecond;
    private final double burst;
    private final int mostKeys;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private volatile Instant tidied;

    private record Bucket(double tokens, Instant at, boolean granted) {}

    /**
     * @param perSecond how many tokens a bucket gets in a second
     * @param burst how many it holds
     */
    public TokenBuckets(int perSecond, int burst, int mostKeys, InstantSource clock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.mostKeys = mostKeys;
        this.clock = clock;
        this.tidied = clock.instant();
    }

    /** Takes a token of the key's bucket; false if it has none. */
    public boolean take(String key) {
        Instant now = clock.instant();
        String counted = key;
        if (buckets.size() >= mostKeys && !buckets.containsKey(key)) {
            tidy(now);
            counted = buckets.size() >= mostKeys ? NEWCOMERS : key;
        }
        return buckets.merge(counted, new Bucket(burst - 1, now, true), (before, fresh) -> after(before, now))
                .granted();
    }

    private Bucket after(Bucket before, Instant now) {
        double tokens = filled(before, now);
        // A clock that goes back takes nothing away.
        Instant at = now.isAfter(before.at) ? now : before.at;
        return tokens >= 1 ? new Bucket(tokens - 1, at, true) : new Bucket(tokens, at, false);
    }

    private double filled(Bucket bucket, Instant now) {
        double seconds = Math.max(0, Duration.between(bucket.at, now).toNanos() / 1e9);
        return Math.min(burst, bucket.tokens + seconds * perSecond);
    }

    /** Forgets buckets that are full again, for they are as new ones. */
    private void tidy(Instant now) {
        if (Duration.between(tidied, now).abs().compareTo(TIDY_EVERY) >= 0) {
            tidied = now;
            buckets.values().removeIf(bucket -> filled(bucket, now) >= burst);
        }
    }
}
