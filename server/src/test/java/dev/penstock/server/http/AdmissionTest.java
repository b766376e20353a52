package dev.penstock.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.error.ApiException;
import dev.penstock.server.http.Admission.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who gets a place when there are too few: of eight, four are for progress, and two for each account's intake. */
@Timeout(30)
class AdmissionTest {
    private static final int PARKED = 2;

    private final Admission admission = new Admission(8, PARKED, 1 << 20, Duration.ZERO);
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> busy = new ArrayList<>();

    @AfterEach
    void letAllGo() throws InterruptedException {
        end.countDown();
        for (Thread thread : busy) {
            thread.join();
        }
    }

    /** Requests that are worked on until the test ends. */
    private void occupy(Kind kind, String account, int count) throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            busy.add(Thread.ofVirtual()
                    .start(() -> admission.admit(kind, account, () -> {
                        inside.countDown();
                        return await(end);
                    })));
        }
        inside.await();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void assertAdmitted(Kind kind, String account) {
        assertThat(admission.admit(kind, account, () -> "done")).isEqualTo("done");
    }

    private void assertRefused(Kind kind, String account) {
        assertThrottled(() -> admission.admit(kind, account, () -> "done"));
    }

    private interface Entry {
        void tryIt() throws InterruptedException;
    }

    private static void assertThrottled(Entry entry) {
        assertThatThrownBy(entry::tryIt)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("ThrottlingException"));
    }

    @Test
    void noAccountShutsTheOthersOut() throws InterruptedException {
        occupy(Kind.INTAKE, "a", 2);
        assertRefused(Kind.INTAKE, "a");
        assertAdmitted(Kind.INTAKE, "b");
    }

    @Test
    void keepsHalfOfThePlacesForProgress() throws InterruptedException {
        occupy(Kind.INTAKE, "a", 2);
        occupy(Kind.INTAKE, "b", 2);
        assertRefused(Kind.INTAKE, "c");
        occupy(Kind.PROGRESS, "a", 4);
        assertRefused(Kind.PROGRESS, "a");
    }

    @Test
    void progressMayTakeAllPlaces() throws InterruptedException {
        occupy(Kind.PROGRESS, "a", 8);
        assertRefused(Kind.INTAKE, "b");
    }

    @Test
    void aRefusedRequestHoldsNothing() throws InterruptedException {
        occupy(Kind.PROGRESS, "a", 7);
        occupy(Kind.INTAKE, "a", 1);
        for (int i = 0; i < 10; i++) {
            assertRefused(Kind.INTAKE, "b");
        }
        letAllGo();
        assertAdmitted(Kind.INTAKE, "b");
    }

    @Test
    void aParkedPollTakesNoPlace() throws InterruptedException {
        CountDownLatch parked = new CountDownLatch(PARKED);
        for (int i = 0; i < PARKED; i++) {
            busy.add(Thread.ofVirtual().start(() -> admission.admit(Kind.INTAKE, "a", () -> park(parked))));
        }
        parked.await();
        assertAdmitted(Kind.INTAKE, "a");
        // no more polls are held than may be, and the one that is refused keeps its place to the end
        assertThrottled(() -> admission.park(() -> {}));
        letAllGo();
        assertAdmitted(Kind.INTAKE, "a");
    }

    private boolean park(CountDownLatch parked) {
        try {
            admission.park(() -> {
                parked.countDown();
                end.await();
            });
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void largeBodiesShareTheMemory() {
        assertThat(admission.takeMemory(1000)).isZero();
        int half = admission.takeMemory(512 << 10);
        assertThrottled(() -> admission.takeMemory(600 << 10));
        // a body of unknown length counts as a quarter of the memory
        assertThat(admission.takeMemory(-1)).isEqualTo(256);
        admission.giveMemory(half);
        assertThat(admission.takeMemory(512 << 10)).isEqualTo(half);
    }
}
