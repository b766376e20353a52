package dev.penstock.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.store.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-01T00:00:00Z"));

    @Test
    void aBucketGivesItsBurstAndThenAsMuchAsFlowsIn() {
        TokenBuckets buckets = new TokenBuckets(10, 20, 100, clock);

        assertThat(taken(buckets, "a", 30)).isEqualTo(20);
        clock.advance(Duration.ofMillis(500));
        assertThat(taken(buckets, "a", 30)).isEqualTo(5);
        clock.advance(Duration.ofHours(1));
        assertThat(taken(buckets, "a", 30)).isEqualTo(20);
    }

    @Test
    void keysDoNotTouchEachOther() {
        TokenBuckets buckets = new TokenBuckets(1, 2, 100, clock);

        assertThat(taken(buckets, "a", 5)).isEqualTo(2);
        assertThat(taken(buckets, "b", 5)).isEqualTo(2);
    }

    @Test
    void newcomersShareABucketWhileAllOthersAreInUse() {
        TokenBuckets buckets = new TokenBuckets(1, 2, 3, clock);
        IntStream.range(0, 3).forEach(i -> assertThat(buckets.take("key" + i)).isTrue());

        assertThat(IntStream.range(0, 10).filter(i -> buckets.take("new" + i)).count())
                .isEqualTo(2);
        assertThat(buckets.take("key0")).isTrue();

        clock.advance(Duration.ofSeconds(10));
        assertThat(IntStream.range(0, 3).filter(i -> buckets.take("new" + i)).count())
                .as("the others are full again, so they are forgotten")
                .isEqualTo(3);
    }

    private static long taken(TokenBuckets buckets, String key, int times) {
        return IntStream.range(0, times).filter(i -> buckets.take(key)).count();
    }
}
