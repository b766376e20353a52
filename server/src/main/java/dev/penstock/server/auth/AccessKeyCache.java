package dev.penstock.server.auth;

import dev.penstock.store.account.AccessKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Access keys that callers sign with, kept for a moment, since a worker signs hundreds of requests a second with one key.
 * A key that is deleted here is refused from the moment on that its deletion is answered; one that another server deletes
 * at the latest after {@link #KEPT}. Who has no key is looked up every time. Thread-safe.
 */
public final class AccessKeyCache implements Function<String, Optional<AccessKey>> {
    /** How long a key may still be good on this server after another server deleted it. */
    public static final Duration KEPT = Duration.ofSeconds(1);

    private static final int MOST = 10_000;

    private final Function<String, Optional<AccessKey>> stored;
    private final InstantSource clock;
    private final ConcurrentMap<String, Kept> kept = new ConcurrentHashMap<>();

    /** @param read when its reading began, so that the time counts from what was true then */
    private record Kept(AccessKey key, Instant read) {
        @Override
        public String toString() {
            return "Kept[" + key.id() + "]";
        }
    }

    /** @param stored looks a key up in the database */
    public AccessKeyCache(Function<String, Optional<AccessKey>> stored, InstantSource clock) {
        this.stored = stored;
        this.clock = clock;
    }

    @Override
    public Optional<AccessKey> apply(String accessKeyId) {
        @Nullable Kept known = kept.get(accessKeyId);
        if (known == null || !fresh(known)) {
            // Inside the map, so that a deletion which comes while the key is read forgets it afterwards.
            known = kept.compute(accessKeyId, this::look);
        }
        if (kept.size() > MOST) {
            kept.clear();
        }
        return Optional.ofNullable(known).map(Kept::key);
    }

    private @Nullable Kept look(String accessKeyId, @Nullable Kept before) {
        if (before != null && fresh(before)) {
            return before;
        }
        Instant now = clock.instant();
        return stored.apply(accessKeyId).map(key -> new Kept(key, now)).orElse(null);
    }

    /** A clock that goes back makes nothing last longer. */
    private boolean fresh(Kept known) {
        return Duration.between(known.read, clock.instant()).abs().compareTo(KEPT) < 0;
    }

    /** To be called once a deletion is durable, before it is answered. */
    public void forget(String accessKeyId) {
        kept.remove(accessKeyId);
    }
}
