package dev.penstock.store.recent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.store.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentRowsTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final AtomicLong version = new AtomicLong();
    private final RecentRows<String, String> rows = new RecentRows<>(version::get, clock);
    private final AtomicInteger reads = new AtomicInteger();
    private Optional<String> stored = Optional.of("first");

    private Optional<String> find(RecentRows<String, String>.View view) {
        return view.find("key", row -> true, () -> {
            reads.incrementAndGet();
            return stored;
        });
    }

    @Test
    void aRowIsReadOnceBySeveralTransactions() {
        find(rows.view());
        assertThat(find(rows.view())).contains("first");
        assertThat(reads).hasValue(1);
    }

    @Test
    void aSignalMakesTheNextTransactionReadAgain() {
        find(rows.view());
        stored = Optional.of("second");
        version.incrementAndGet();
        assertThat(find(rows.view())).contains("second");
    }

    @Test
    void aLostSignalIsMadeUpForWithinASecond() {
        find(rows.view());
        stored = Optional.of("second");
        clock.advance(RecentRows.KEPT.minusMillis(1));
        assertThat(find(rows.view())).contains("first");
        clock.advance(Duration.ofMillis(1));
        assertThat(find(rows.view())).contains("second");
    }

    @Test
    void aClockThatIsSetBackMakesNothingLastLonger() {
        find(rows.view());
        stored = Optional.of("second");
        clock.set(clock.instant().minus(RecentRows.KEPT));
        assertThat(find(rows.view())).contains("second");
    }

    @Test
    void whatASnapshotFromBeforeAChangeHoldsDoesNotOutliveTheSignal() {
        RecentRows<String, String>.View before = rows.view();
        version.incrementAndGet();
        assertThat(find(before)).contains("first");
        stored = Optional.of("second");
        assertThat(find(rows.view())).contains("second");
    }

    @Test
    void whoChangesARowSeesTheChangeAndNobodyElseDoesBeforeItIsSignalled() {
        find(rows.view());
        RecentRows<String, String>.View writer = rows.view();
        stored = Optional.of("second");
        writer.changed();
        assertThat(find(writer)).contains("second");
        assertThat(find(rows.view())).contains("first");
        assertThat(writer.isChanged()).isTrue();
    }

    @Test
    void whatWillNotDoIsReadAgain() {
        find(rows.view());
        stored = Optional.of("second");
        assertThat(rows.view().find("key", "second"::equals, () -> stored)).contains("second");
        assertThat(find(rows.view())).contains("second");
    }

    @Test
    void whoSeesWhatIsNotCommittedReadsItAndNothingOfThatIsKept() {
        find(rows.view());
        stored = Optional.of("not committed");
        assertThat(find(rows.viewApart())).contains("not committed");
        assertThat(find(rows.view())).contains("first");
    }

    @Test
    void thatThereIsNoRowIsNotKept() {
        stored = Optional.empty();
        assertThat(find(rows.view())).isEmpty();
        stored = Optional.of("first");
        assertThat(find(rows.view())).contains("first");
    }

    @Test
    void whatWasUndoneIsForgotten() {
        find(rows.view());
        stored = Optional.of("second");
        rows.clear();
        assertThat(find(rows.view())).contains("second");
    }
}
