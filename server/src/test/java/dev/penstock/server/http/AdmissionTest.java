package dev.penstock.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.error.ApiException;
import dev.penstock.server.http.Admission.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Who gets a place when there are too few: of eight, four are for progress alone; an account gets two for its intake and six
 * for its progress.
 */
@Timeout(30)
class AdmissionTest {
    private static final int PARKED = 4;

    private final Admission admission = new Admission(8, 1, PARKED, Duration.ZERO);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Object queue = new Object();
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
        occupy(admission, kind, account, count, end);
    }

    private void occupy(Admission admission, Kind kind, String account, int count, CountDownLatch until)
            throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            busy.add(Thread.ofVirtual()
                    .start(() -> admission.admit(kind, account, () -> {
                        inside.countDown();
                        return await(until);
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

    private static void assertThrottled(ThrowingCallable entry) {
        assertThatThrownBy(entry)
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
    void progressOfOneAccountLeavesPlacesToTheOthers() throws InterruptedException {
        occupy(Kind.PROGRESS, "a", 6);
        assertRefused(Kind.PROGRESS, "a");
        assertAdmitted(Kind.PROGRESS, "b");
        assertAdmitted(Kind.INTAKE, "b");
    }

    @Test
    void progressMayTakeAllPlaces() throws InterruptedException {
        occupy(Kind.PROGRESS, "a", 6);
        occupy(Kind.PROGRESS, "b", 2);
        assertRefused(Kind.INTAKE, "c");
    }

    @Test
    void aRefusedRequestHoldsNothing() throws InterruptedException {
        occupy(Kind.PROGRESS, "a", 6);
        occupy(Kind.PROGRESS, "b", 1);
        occupy(Kind.INTAKE, "a", 1);
        for (int i = 0; i < 10; i++) {
            assertRefused(Kind.INTAKE, "b");
        }
        letAllGo();
        assertAdmitted(Kind.INTAKE, "b");
    }

    @Test
    void aParkedPollTakesNoPlace() throws InterruptedException {
        occupyParking("a", 2);
        assertAdmitted(Kind.INTAKE, "a");
        letAllGo();
        assertAdmitted(Kind.INTAKE, "a");
    }

    @Test
    void oneAccountHoldsHalfOfThePollsThatMayBeHeld() throws InterruptedException {
        occupyParking("a", 2);
        assertThat(admission.<Boolean>admit(Kind.INTAKE, "a", () -> parked(() -> {})))
                .isFalse();
        occupyParking("b", 2);
        assertThat(admission.<Boolean>admit(Kind.INTAKE, "c", () -> parked(() -> {})))
                .isFalse();
    }

    /** Requests that come while there is no place, and are patient. */
    private void queue(Admission admission, Kind kind, String account, int count) throws InterruptedException {
        int before = admission.waiting(account);
        for (int i = 0; i < count; i++) {
            busy.add(Thread.ofVirtual().start(() -> admission.admit(kind, account, () -> "done")));
        }
        waitUntil(() -> admission.waiting(account) == before + count);
    }

    @Test
    void crowdsShareTheirFewPlacesWhileJobsAreWorkedOn() throws InterruptedException {
        Admission patient = new Admission(8, 1, PARKED, Duration.ofSeconds(20), this::queueChanged);
        CountDownLatch first = new CountDownLatch(1);
        occupy(patient, Kind.PROGRESS, "worker", 1, end);
        occupy(patient, Kind.INTAKE, "crowd", 2, first);
        queue(patient, Kind.INTAKE, "crowd", 2);

        // Of these two, which come when as many wait as are worked on, one is let in when the first ones have gone.
        CountDownLatch inside = new CountDownLatch(1);
        AtomicInteger entered = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            busy.add(Thread.ofVirtual()
                    .start(() -> patient.admit(Kind.INTAKE, "crowd", () -> {
                        entered.incrementAndGet();
                        inside.countDown();
                        return await(end);
                    })));
        }
        waitUntil(() -> patient.waiting("crowd") == 4);
        first.countDown();
        inside.await();
        waitUntil(() -> patient.waiting("crowd") == 0 && patient.waitingInCrowds() == 1);
        assertThat(entered).hasValue(1);
        assertThat(patient.<String>admit(Kind.INTAKE, "other", () -> "done")).isEqualTo("done");
    }

    @Test
    void aCrowdHasItsWholeShareWhileNoJobIsWorkedOn() throws InterruptedException {
        Admission patient = new Admission(8, 1, PARKED, Duration.ofSeconds(20), this::queueChanged);
        CountDownLatch first = new CountDownLatch(1);
        occupy(patient, Kind.INTAKE, "crowd", 2, first);
        queue(patient, Kind.INTAKE, "crowd", 2);
        CountDownLatch inside = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            busy.add(Thread.ofVirtual()
                    .start(() -> patient.admit(Kind.INTAKE, "crowd", () -> {
                        inside.countDown();
                        return await(end);
                    })));
        }
        waitUntil(() -> patient.waiting("crowd") == 4);
        first.countDown();
        inside.await();
        assertThat(patient.waitingInCrowds()).isZero();
    }

    @Test
    void aResultEarnsItsAccountOnePoll() throws InterruptedException {
        occupy(Kind.INTAKE, "a", 2);
        assertRefused(Kind.POLL, "a");
        assertAdmitted(Kind.RESULT, "a");
        assertAdmitted(Kind.POLL, "a");
        assertRefused(Kind.POLL, "a");
        assertAdmitted(Kind.PROGRESS, "a");
        assertRefused(Kind.POLL, "a");
    }

    @Test
    void aResultThatFailsEarnsNothing() throws InterruptedException {
        occupy(Kind.INTAKE, "a", 2);
        assertThatThrownBy(() -> admission.admit(Kind.RESULT, "a", () -> {
                    throw new IllegalStateException("no such job");
                }))
                .hasMessage("no such job");
        assertRefused(Kind.POLL, "a");
    }

    @Test
    void noAccountSavesUpMorePollsThanThereArePlaces() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            assertAdmitted(Kind.RESULT, "a");
        }
        occupy(Kind.INTAKE, "a", 2);
        for (int i = 0; i < 8; i++) {
            assertAdmitted(Kind.POLL, "a");
        }
        assertRefused(Kind.POLL, "a");
    }

    private void waitUntil(BooleanSupplier condition) throws InterruptedException {
        synchronized (queue) {
            while (!condition.getAsBoolean()) {
                queue.wait();
            }
        }
    }

    private void queueChanged() {
        synchronized (queue) {
            queue.notifyAll();
        }
    }

    /** Polls that are held until the test ends. */
    private void occupyParking(String account, int count) throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            busy.add(Thread.ofVirtual()
                    .start(() -> admission.admit(
                            Kind.INTAKE,
                            account,
                            () -> parked(() -> {
                                inside.countDown();
                                end.await();
                            }))));
        }
        inside.await();
    }

    private boolean parked(Admission.Wait wait) {
        try {
            return admission.park(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
