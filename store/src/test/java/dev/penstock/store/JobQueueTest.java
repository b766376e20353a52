package dev.penstock.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.Decision;
import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobProtocol;
import dev.penstock.store.job.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

class JobQueueTest extends StoreContract {

    private static final Duration WINDOW = Duration.ofSeconds(30);

    private PipelineRef pipeline = Samples.ref("unset");

    @BeforeEach
    void storePipeline() {
        pipeline = pipeline("shop");
    }

    private Job added(Job job) {
        change(tx -> tx.jobs().insert(job));
        return job;
    }

    private Job added(Instant availableAt) {
        return added(Samples.job(pipeline, Samples.QUEUE, availableAt));
    }

    private List<Job> claim(int max) {
        Instant now = clock.instant();
        return store.write(tx -> tx.jobs().claim(Samples.QUEUE, null, max, now, WINDOW));
    }

    private Job stored(Job job) {
        return store.read(tx -> tx.jobs().find(job.id()).orElseThrow());
    }

    @Test
    void aClaimDispatchesTheEarliestDueJobsFirstAndNoMoreThanAsked() {
        Job third = added(Samples.NOW.minusSeconds(1));
        Job first = added(Samples.NOW.minusSeconds(3));
        Job second = added(Samples.NOW.minusSeconds(2));

        assertThat(claim(2)).extracting(Job::id).containsExactly(first.id(), second.id());
        assertThat(claim(2)).extracting(Job::id).containsExactly(third.id());
        assertThat(claim(2)).isEmpty();
    }

    @Test
    void theBacklogTellsWhatWaitsAndWhatIsWorkedOn() {
        Job oldest = added(Samples.NOW.minusSeconds(3));
        added(Samples.NOW.plusSeconds(60));
        Job taken = claim(1).getFirst();
        assertThat(taken.id()).isEqualTo(oldest.id());
        List<Backlog> both = List.of(new Backlog(Samples.QUEUE, 2, 0, oldest.createdAt()));
        assertThat(store.<List<Backlog>>read(tx -> tx.jobs().backlogOf(List.of(Samples.QUEUE, "another"))))
                .isEqualTo(both);
        assertThat(store.<List<Backlog>>read(tx -> tx.jobs().backlogOf(pipeline.accountId(), pipeline.region())))
                .isEqualTo(both);

        change(tx -> tx.jobs()
                .update(
                        taken,
                        JobProtocol.acknowledge(
                                        taken,
                                        String.valueOf(taken.nonce()),
                                        "worker",
                                        Samples.NOW,
                                        null,
                                        EngineSettings.DEFAULTS)
                                .job()));

        assertThat(store.<List<Backlog>>read(tx -> tx.jobs().backlogOf(List.of(Samples.QUEUE))))
                .singleElement()
                .satisfies(backlog -> {
                    assertThat(backlog.waiting()).isEqualTo(1);
                    assertThat(backlog.working()).isEqualTo(1);
                });
        assertThat(store.<List<Backlog>>read(tx -> tx.jobs().backlogOf("999999999999", pipeline.region())))
                .isEmpty();
    }

    @Test
    void aClaimedJobIsStoredAsItWasHandedOut() {
        added(Samples.NOW);

        Job claimed = claim(1).getFirst();

        assertThat(claimed.status()).isEqualTo(JobStatus.DISPATCHED);
        assertThat(claimed.nonce()).isEqualTo("3");
        assertThat(claimed.ackDeadline()).isEqualTo(Samples.NOW.plus(WINDOW));
        assertThat(stored(claimed)).isEqualTo(claimed);
    }

    @Test
    void aJobIsNotDueBeforeItsTime() {
        Job job = added(Samples.NOW.plusSeconds(30));

        assertThat(claim(1)).isEmpty();
        assertThat(store.read(tx -> tx.jobs().nextDue(Samples.QUEUE, null)).orElseThrow())
                .isEqualTo(Samples.NOW.plusSeconds(30));

        clock.advance(Duration.ofSeconds(30));
        assertThat(claim(1)).extracting(Job::id).containsExactly(job.id());
    }

    @Test
    void aDispatchThatNobodyAcknowledgedComesBackUnderANewNonceBehindFresherJobs() {
        Job silent = added(Samples.NOW);
        claim(1);
        clock.advance(WINDOW.minusMillis(1));
        Job fresh = added(clock.instant());
        assertThat(claim(5)).extracting(Job::id).containsExactly(fresh.id());

        clock.advance(Duration.ofMillis(1));
        Job again = claim(5).getFirst();

        assertThat(again.id()).isEqualTo(silent.id());
        assertThat(again.nonce()).isEqualTo("5");
        assertThat(again.availableAt()).isEqualTo(Samples.NOW.plus(WINDOW));
    }

    @Test
    void aClaimByValueTakesOnlyJobsOfThatValue() {
        Job ours = added(Samples.forValue(Samples.job(pipeline, Samples.QUEUE, Samples.NOW), "shop-api"));
        added(Samples.forValue(Samples.job(pipeline, Samples.QUEUE, Samples.NOW), "SHOP-API"));
        added(Samples.job(pipeline, "another queue", Samples.NOW));

        List<Job> claimed = store.write(tx -> tx.jobs().claim(Samples.QUEUE, "shop-api", 9, Samples.NOW, WINDOW));

        assertThat(claimed).extracting(Job::id).containsExactly(ours.id());
        look(tx -> assertThat(tx.jobs().nextDue(Samples.QUEUE, "unknown")).isEmpty());
    }

    @Test
    void onlyTheFirstOfTwoUpdatesOfTheSameJobWins() {
        Job seen = added(Samples.NOW);
        Job closed = seen.closed(JobStatus.FAILED, Samples.NOW);

        assertThat((boolean) store.write(tx -> tx.jobs().update(seen, closed))).isTrue();
        assertThat((boolean) store.write(tx -> tx.jobs().update(seen, closed))).isFalse();
        assertThat(stored(seen)).isEqualTo(closed);
    }

    @Test
    void aServersWorkerRenewsItsDispatchUntilAnotherTookTheJobOver() {
        added(Samples.NOW);
        Job first = claim(1).getFirst();
        Instant later = Samples.NOW.plusSeconds(60);

        assertThat((boolean) store.write(tx -> tx.jobs().renew(first.id(), "3", later)))
                .isTrue();
        clock.set(later.minusMillis(1));
        assertThat(claim(1)).isEmpty();
        clock.set(later);
        assertThat(claim(1)).hasSize(1);
        assertThat((boolean) store.write(tx -> tx.jobs().renew(first.id(), "3", later.plusSeconds(60))))
                .isFalse();
    }

    @Test
    void aRestartMakesTheServersOwnDispatchedJobsDueAtOnceAndNobodyElses() {
        Job own = added(Samples.job(pipeline, "server:Source/AWS/S3/1", Samples.NOW));
        added(Samples.NOW);
        claim(1);
        change(tx -> tx.jobs().claim(own.queue(), null, 1, Samples.NOW, WINDOW));

        assertThat((int) store.write(tx -> tx.jobs().requeueServerJobs(Samples.NOW)))
                .isEqualTo(1);

        assertThat(claim(1)).isEmpty();
        change(tx -> assertThat(tx.jobs().claim(own.queue(), null, 1, Samples.NOW, WINDOW))
                .singleElement()
                .satisfies(job -> assertThat(job.nonce()).isEqualTo("5")));
    }

    @Test
    void aRestartSkipsNoncesThatAPowerFailureMayHaveForgotten() {
        Job waiting = added(Samples.NOW);
        Job offered = added(Samples.NOW.minusSeconds(1));
        assertThat(claim(1)).extracting(Job::nonce).containsExactly("3");

        change(tx -> tx.jobs().skipNonces());

        look(tx -> assertThat(tx.jobs().find(offered.id()).orElseThrow().nonce())
                .as("one that is not forgotten")
                .isEqualTo("3"));
        assertThat(claim(1)).singleElement().satisfies(job -> {
            assertThat(job.id()).isEqualTo(waiting.id());
            assertThat(job.nonce()).isEqualTo("103");
        });
    }

    @Test
    void aJobIsOverdueByItsOwnLimitOrItsActionsWhicheverComesFirst() {
        Job job = added(Samples.NOW);
        Instant deadline = job.deadline();
        look(tx -> assertThat(tx.jobs().nextTimeout()).contains(deadline));
        look(tx -> assertThat(tx.jobs().overdue(deadline.minusMillis(1), 10)).isEmpty());
        look(tx -> assertThat(tx.jobs().overdue(deadline, 10)).containsExactly(job));

        change(tx -> tx.jobs().update(job, job.closed(JobStatus.TIMED_OUT, deadline)));

        look(tx -> assertThat(tx.jobs().overdue(deadline, 10)).isEmpty());
        look(tx -> assertThat(tx.jobs().nextTimeout()).isEmpty());
    }

    @Test
    void aDecisionEndsJobsThatItKnowsByIdOnlyButNotTwice() {
        Job open = added(Samples.NOW);
        Job over = added(Samples.NOW);
        Job closed = over.closed(JobStatus.SUCCEEDED, Samples.NOW);
        change(tx -> tx.jobs().update(over, closed));
        Instant at = Samples.NOW.plusSeconds(1);

        change(tx -> {
            tx.pipelines().lock(pipeline.id(), List.of());
            tx.apply(
                    pipeline,
                    new Decision(
                            null,
                            List.of(),
                            List.of(),
                            List.of(),
                            Map.of(),
                            List.of(),
                            List.of(
                                    new Decision.JobEnd(open.id(), JobStatus.FAILED, at),
                                    new Decision.JobEnd(over.id(), JobStatus.FAILED, at)),
                            List.of(),
                            0));
        });

        assertThat(stored(open)).isEqualTo(open.closed(JobStatus.FAILED, at));
        assertThat(stored(over)).isEqualTo(closed);
        assertThat(claim(5)).isEmpty();
    }

    @Test
    void finishedJobsAreForgottenInStepsAndOpenOnesNever() {
        Job open = added(Samples.NOW);
        for (int i = 0; i < 3; i++) {
            Job job = added(Samples.NOW);
            change(tx -> tx.jobs().update(job, job.closed(JobStatus.SUCCEEDED, Samples.NOW)));
        }

        assertThat((int) store.write(tx -> tx.jobs().purge(Samples.NOW, 10))).isZero();
        assertThat((int) store.write(tx -> tx.jobs().purge(Samples.NOW.plusMillis(1), 2)))
                .isEqualTo(2);
        assertThat((int) store.write(tx -> tx.jobs().purge(Samples.NOW.plusMillis(1), 10)))
                .isEqualTo(1);
        assertThat(stored(open)).isEqualTo(open);
    }
}
