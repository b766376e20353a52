package dev.penstock.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.error.ApiException;
import dev.penstock.store.account.AccessKey;
import dev.penstock.store.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long a key is good on which server after it is gone. */
class AccessKeyCacheTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String ID = "AKIA0123456789ABCDEF";

    private final MovableClock clock = new MovableClock(NOW);
    private final Map<String, AccessKey> stored = new ConcurrentHashMap<>(Map.of(ID, key(ID)));
    private final AtomicInteger looks = new AtomicInteger();
    private final AccessKeyCache cache = new AccessKeyCache(this::look, Duration.ZERO, clock);

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

    @Test
    void forgetsAKeyThatWasReadBeforeItsDeletionAndKeptAfterIt() {
        List<AccessKeyCache> asked = new ArrayList<>();
        AccessKeyCache slow = new AccessKeyCache(
                id -> {
                    Optional<AccessKey> read = look(id);
                    stored.remove(id);
                    asked.getFirst().forget(id);
                    return read;
                },
                Duration.ZERO,
                clock);
        asked.add(slow);
        assertThat(slow.apply(ID)).isPresent();
        assertThat(slow.apply(ID)).isEmpty();
    }

    @Test
    void strangersKeepNobodyElseFromTheDatabase() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(4);
        AccessKeyCache crowded = new AccessKeyCache(
                id -> {
                    if (id.startsWith("AKIASTRANGER")) {
                        inside.countDown();
                        await(end);
                    }
                    return look(id);
                },
                Duration.ZERO,
                clock);
        assertThat(crowded.apply(ID)).isPresent();
        List<Thread> strangers = IntStream.range(0, 4)
                .mapToObj(i -> Thread.ofVirtual().start(() -> crowded.apply("AKIASTRANGER000000" + i)))
                .toList();
        inside.await();
        assertThatThrownBy(() -> crowded.apply("AKIASTRANGER0000004"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("ThrottlingException"));
        clock.advance(AccessKeyCache.KEPT);
        assertThat(crowded.apply(ID)).isPresent();
        assertThat(looks).hasValue(2);
        end.countDown();
        for (Thread stranger : strangers) {
            stranger.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
