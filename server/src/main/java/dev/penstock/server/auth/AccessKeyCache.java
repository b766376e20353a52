package dev.penstock.server.auth;

import dev.penstock.api.error.ApiException;
import dev.penstock.store.account.AccessKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Access keys that callers sign with, kept for a moment, since a worker signs hundreds of requests a second with one key.
 * A key that is deleted here is refused from the moment on that its deletion is answered; one that another server deletes
 * at the latest after {@link #KEPT}. Who has no key is looked up every time, a few at a time, so that strangers keep
 * nobody else from the database. Thread-safe.
 */
public final class AccessKeyCache implements Function<String, Optional<AccessKey>> {
    /** How long a key may still be good on this server after another server deleted it. */
    public static final Duration KEPT = Duration.ofSeconds(1);

    private static final int MOST = 10_000;
    private static final int STRANGERS = 4;

    private final Function<String, Optional<AccessKey>> stored;
    private final Duration patience;
    private final InstantSource clock;
    private final ConcurrentMap<String, Kept> kept = new ConcurrentHashMap<>();
    private final AtomicLong forgotten = new AtomicLong();
    private final Semaphore strangers = new Semaphore(STRANGERS, true);

    /** @param read when its reading began, so that the time counts from what was true then */
    private record Kept(AccessKey key, Instant read) {
        @Override
        public String toString() {
            return "Kept[" + key.id() + "]";
        }
    }

    /**
     * @param stored looks a key up in the database
     * @param patience how long one whom this server does not know waits for his turn
     */
    public AccessKeyCache(Function<String, Optional<AccessKey>> stored, Duration patience, InstantSource clock) {
        this.stored = stored;
        this.patience = patience;
        this.clock = clock;
    }

    /** @throws ApiException ThrottlingException if too many ask with ids that are not known */
    @Override
    public Optional<AccessKey> apply(String accessKeyId) {
        @Nullable Kept known = kept.get(accessKeyId);
        if (known == null) {
            return lookAsStranger(accessKeyId);
        }
        return fresh(known) ? Optional.of(known.key) : look(accessKeyId);
    }

    private Optional<AccessKey> lookAsStranger(String accessKeyId) {
        try {
            if (!strangers.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw ApiException.of("ThrottlingException", "Rate exceeded");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.of("ThrottlingException", "Rate exceeded");
        }
        try {
            return look(accessKeyId);
        } finally {
            strangers.release();
        }
    }

    private Optional<AccessKey> look(String accessKeyId) {
        long before = forgotten.get();
        Instant now = clock.instant();
        Optional<AccessKey> read = stored.apply(accessKeyId);
        // Decided inside the map, as forgetting is: a key that was deleted while it was read is not kept.
        kept.compute(
                accessKeyId,
                (id, _) -> forgotten.get() == before
                        ? read.map(key -> new Kept(key, now)).orElse(null)
                        : null);
        if (kept.size() > MOST) {
            kept.clear();
        }
        return read;
    }

    /** A clock that goes back makes nothing last longer. */
    private boolean fresh(Kept known) {
        return Duration.between(known.read, clock.instant()).abs().compareTo(KEPT) < 0;
    }

    /** To be called once a deletion is durable, before it is answered. */
    public void forget(String accessKeyId) {
        kept.compute(accessKeyId, (id, _) -> {
            forgotten.incrementAndGet();
            return null;
        });
    }
}
