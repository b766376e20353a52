package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.store.time.MovableClock;
import dev.penstock.store.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InProcessSignalsTest {

    private final MovableClock clock = new MovableClock(Samples.NOW);
    private final Signals signals = new InProcessSignals(clock);

    @Test
    void aSignalBetweenLookAndWaitIsNotLost() throws Exception {
        long seen = signals.version("queue:a");
        signals.signal("queue:a");
        assertThat(signals.await("queue:a", seen, Samples.NOW.plusSeconds(60))).isTrue();
    }

    @Test
    void aWaiterWakesForASignal() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long seen = signals.version("queue:a");
            Future<Boolean> waiter = threads.submit(() -> signals.await("queue:a", seen, Samples.NOW.plusSeconds(60)));
            signals.signal("queue:a");
            assertThat(waiter.get()).isTrue();
        }
    }

    @Test
    void aWaiterWakesWhenTheClockIsMovedToItsEndAndNotBefore() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long seen = signals.version("queue:a");
            Future<Boolean> waiter = threads.submit(() -> signals.await("queue:a", seen, Samples.NOW.plusSeconds(60)));
            clock.advance(Duration.ofSeconds(59));
            assertThat(waiter.isDone()).isFalse();
            clock.advance(Duration.ofSeconds(1));
            assertThat(waiter.get()).isFalse();
        }
    }

    @Test
    void aWaitThatHasEndedReturnsAtOnce() throws Exception {
        assertThat(signals.await("queue:a", signals.version("queue:a"), Samples.NOW))
                .isFalse();
    }

    @Test
    void onAFlowingClockAWaitEndsByItself() throws Exception {
        TimeSource time = TimeSource.system();
        Signals flowing = new InProcessSignals(time);
        var end = time.instant().plusMillis(20);
        assertThat(flowing.await("queue:a", flowing.version("queue:a"), end)).isFalse();
        assertThat(time.instant()).isAfterOrEqualTo(end);
    }
}
