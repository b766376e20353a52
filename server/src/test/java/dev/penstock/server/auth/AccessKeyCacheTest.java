package dev.penstock.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.store.account.AccessKey;
import dev.penstock.store.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How long a key is good on which server after it is gone. */
class AccessKeyCacheTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String ID = "AKIA0123456789ABCDEF";

    private final MovableClock clock = new MovableClock(NOW);
    private final Map<String, AccessKey> stored = new ConcurrentHashMap<>(Map.of(ID, key(ID)));
    private final AtomicInteger looks = new AtomicInteger();
    private final AccessKeyCache cache = new AccessKeyCache(this::look, clock);

    private static AccessKey key(String id) {
        return new AccessKey(id, "111111111111", "arn:aws:iam::111111111111:user/a", "secret", null, false, NOW);
    }

    private Optional<AccessKey> look(String id) {
        looks.incrementAndGet();
        return Optional.ofNullable(stored.get(id));
    }

    @Test
    void readsAKeyOnceInAWhile() {
        assertThat(cache.apply(ID)).contains(key(ID));
        assertThat(cache.apply(ID)).contains(key(ID));
        assertThat(looks).hasValue(1);
        clock.advance(AccessKeyCache.KEPT);
        assertThat(cache.apply(ID)).contains(key(ID));
        assertThat(looks).hasValue(2);
    }

    @Test
    void refusesAKeyAtOnceThatIsDeletedHere() {
        assertThat(cache.apply(ID)).isPresent();
        stored.remove(ID);
        cache.forget(ID);
        assertThat(cache.apply(ID)).isEmpty();
    }

    @Test
    void refusesAKeySoonThatAnotherServerDeleted() {
        assertThat(cache.apply(ID)).isPresent();
        clock.advance(AccessKeyCache.KEPT.minus(Duration.ofMillis(1)));
        stored.remove(ID);
        assertThat(cache.apply(ID)).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(cache.apply(ID)).isEmpty();
    }

    @Test
    void looksAgainForWhatWasNotThere() {
        assertThat(cache.apply("AKIAFEDCBA9876543210")).isEmpty();
        stored.put("AKIAFEDCBA9876543210", key("AKIAFEDCBA9876543210"));
        assertThat(cache.apply("AKIAFEDCBA9876543210")).isPresent();
    }

    /** The deletion comes while the key is being read: the reader must not bring it back. */
    @Test
    void forgetsAKeyThatWasReadBeforeItsDeletionAndKeptAfterIt() throws InterruptedException {
        Thread[] deleter = new Thread[1];
        AccessKeyCache[] slow = new AccessKeyCache[1];
        slow[0] = new AccessKeyCache(
                id -> {
                    Optional<AccessKey> read = look(id);
                    if (looks.get() == 1) {
                        deleter[0] = Thread.ofPlatform().start(() -> {
                            stored.remove(id);
                            slow[0].forget(id);
                        });
                        awaitBlocked(deleter[0]);
                    }
                    return read;
                },
                clock);
        assertThat(slow[0].apply(ID)).isPresent();
        deleter[0].join();
        assertThat(slow[0].apply(ID)).isEmpty();
    }

    /** Until the thread waits for the map, or has ended. */
    private static void awaitBlocked(Thread thread) {
        try {
            boolean ended = false;
            while (!ended && thread.getState() != Thread.State.BLOCKED) {
                ended = thread.join(Duration.ofMillis(1));
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
