package dev.penstock.server.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.job.Job;
import dev.penstock.server.http.Admission;
import dev.penstock.store.DatabaseSettings;
import dev.penstock.store.Signals;
import dev.penstock.store.Store;
import dev.penstock.store.Stores;
import dev.penstock.store.Topics;
import dev.penstock.store.Tx;
import dev.penstock.store.time.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;

class PollsTest {
    private static final Instant T0 = Instant.parse("2026-11-01T12:00:00Z");
    private static final String PIPELINE = "0199f0de-6b0f-7a0e-8b0b-0f6f9f4f3a77";
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final Polls.Queue QUEUE = new Polls.Queue("partner:eu-west-1:Test/ThirdParty/AcmeLoad/1", null);

    private final MovableClock clock = new MovableClock(T0);
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    /** Jobs that held polls got, as they get them, and the ids of those that a test has seen. */
    private final BlockingQueue<Job> taken = new LinkedBlockingQueue<>();

    private final List<String> ids = new ArrayList<>();
    private WatchedStore store;
    private Polls polls;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = new WatchedStore(Stores.open(
                DatabaseSettings.sqlite(folder.resolve("penstock.db"), folder.resolve("keys.json")), clock));
        store.store.write(tx -> {
            tx.pipelines()
                    .insert(
                            new PipelineRef(PIPELINE, "111111111111", "eu-west-1", "shop"),
                            new PipelineDefinition(PipelineDeclaration.builder()
                                    .name("shop")
                                    .version(1)
                                    .executionMode(ExecutionMode.SUPERSEDED)
                                    .pipelineType(PipelineType.V2)
                                    .build()),
                            T0);
            return null;
        });
        polls = new Polls(
                store,
                clock,
                EngineSettings.DEFAULTS,
                new Admission(64, 64, 64, Duration.ofSeconds(1)),
                pollTime -> {});
    }

    @AfterEach
    void close() {
        polls.drain();
        workers.close();
        store.close();
    }

    @Test
    void anEmptyPollAnswersAtOnceAndWritesNothing() {
        assertThat(poll(Duration.ZERO)).isEmpty();
        assertThat(store.writes).hasValue(0);
    }

    @Test
    void aPollTakesOneJobUnlessItAsksForMore() {
        add(3, T0);
        assertThat(poll(Duration.ZERO)).hasSize(1);
        assertThat(polls.take(tx -> QUEUE, 10, Duration.ZERO)).hasSize(2);
    }

    @Test
    void aBatchIsSilentlyCutToTheCeiling() {
        EngineSettings defaults = EngineSettings.DEFAULTS;
        Polls small = new Polls(
                store,
                clock,
                new EngineSettings(
                        defaults.ackWindow(),
                        defaults.continuationDelay(),
                        defaults.acknowledgeRepeat(),
                        defaults.resultRepeat(),
                        defaults.terminalRetention(),
                        2),
                new Admission(64, 64, 64, Duration.ofSeconds(1)));
        add(3, T0);
        assertThat(small.take(tx -> QUEUE, 1000, Duration.ZERO)).hasSize(2);
    }

    @Test
    void noJobIsTakenTwiceByManyWorkers() throws Exception {
        add(50, T0);
        List<Future<List<Job>>> taken = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            taken.add(workers.submit(() -> poll(Duration.ZERO)));
        }
        List<String> ids = new ArrayList<>();
        for (Future<List<Job>> each : taken) {
            each.get().forEach(job -> ids.add(job.id()));
        }
        ids.addAll(polls.take(tx -> QUEUE, 100, Duration.ZERO).stream()
                .map(Job::id)
                .toList());
        assertThat(ids).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void aHeldPollReceivesAJobWhenItIsMade() throws Exception {
        Future<List<Job>> held = workers.submit(() -> poll(WAIT));
        assertThat(store.parkedUntil()).isEqualTo(T0.plus(WAIT));
        add(1, T0);
        assertThat(held.get())
                .singleElement()
                .satisfies(job -> assertThat(job.status()).isEqualTo(JobStatus.DISPATCHED));
    }

    @Test
    void aHeldPollReceivesAJobWhenItBecomesDue() throws Exception {
        add(1, T0.plusSeconds(5));
        Future<List<Job>> held = workers.submit(() -> poll(WAIT));
        assertThat(store.parkedUntil()).isEqualTo(T0.plusSeconds(5));
        clock.advance(Duration.ofSeconds(5));
        assertThat(held.get()).hasSize(1);
    }

    @Test
    void aHeldPollReceivesAJobWhoseTakerStaysSilent() throws Exception {
        add(1, T0);
        Job first = poll(Duration.ZERO).getFirst();
        clock.advance(Duration.ofSeconds(15));
        Future<List<Job>> held = workers.submit(() -> poll(WAIT));
        assertThat(store.parkedUntil()).isEqualTo(T0.plusSeconds(30));
        clock.advance(Duration.ofSeconds(15));
        assertThat(held.get()).singleElement().satisfies(job -> {
            assertThat(job.id()).isEqualTo(first.id());
            assertThat(job.nonce()).isEqualTo("5");
        });
    }

    @Test
    void aHeldPollComesBackEmptyWhenItsTimeIsOver() throws Exception {
        add(1, T0.plusSeconds(60));
        Future<List<Job>> held = workers.submit(() -> poll(WAIT));
        assertThat(store.parkedUntil()).isEqualTo(T0.plus(WAIT));
        clock.advance(WAIT);
        assertThat(held.get()).isEmpty();
        assertThat(store.writes).hasValue(1);
    }

    @Test
    void aHeldPollEndsWithItsActionType() throws Exception {
        AtomicBoolean gone = new AtomicBoolean();
        Future<List<Job>> held = workers.submit(() -> polls.take(
                tx -> {
                    if (gone.get()) {
                        throw JobErrors.notPollable(ActionTypeKey.parse("Test/ThirdParty/AcmeLoad/1"));
                    }
                    return QUEUE;
                },
                null,
                WAIT));
        assertThat(store.parkedUntil()).isEqualTo(T0.plus(WAIT));
        gone.set(true);
        store.signals().signal(Topics.queue(QUEUE.name()));
        assertThatThrownBy(held::get).hasMessageContaining("is not available");
    }

    @Test
    void aServerThatGoesDownLetsHeldPollsGoAndHoldsNoMore() throws Exception {
        Future<List<Job>> held = workers.submit(() -> poll(WAIT));
        assertThat(store.parkedUntil()).isEqualTo(T0.plus(WAIT));
        polls.drain();
        assertThat(held.get()).isEmpty();
        assertThat(poll(WAIT)).isEmpty();
    }

    @Test
    void ofManyHeldPollsOnlyThoseLookThatMayFindAJob() throws Exception {
        List<Future<List<Job>>> held = hold(20);
        store.looks.drainPermits();
        store.reads.set(0);
        add(1, T0);

        // one that found it, two that looked for more, of which one watches now
        assertThat(finished(1)).hasSize(1);
        store.looks.acquire(3);
        polls.drain();
        for (Future<List<Job>> each : held) {
            each.get();
        }
        assertThat(store.reads).hasValue(3);
    }

    @Test
    void jobsThatComeTogetherReachAsManyHeldPolls() throws Exception {
        hold(20);
        add(15, T0);
        assertThat(finished(15)).hasSize(15).doesNotHaveDuplicates();
        add(5, T0);
        assertThat(finished(20)).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void aHeldPollWhoseTimeIsOverLeavesTheNextJobToTheOthers() throws Exception {
        Future<List<Job>> first = workers.submit(() -> poll(WAIT));
        assertThat(store.parkedUntil()).isEqualTo(T0.plus(WAIT));
        clock.advance(Duration.ofSeconds(1));
        Future<List<Job>> second = workers.submit(() -> poll(WAIT));
        assertThat(store.parkedUntil()).isEqualTo(T0.plusSeconds(1).plus(WAIT));
        clock.set(T0.plus(WAIT));
        assertThat(first.get()).isEmpty();
        add(1, T0);
        assertThat(second.get()).hasSize(1);
    }

    private List<Future<List<Job>>> hold(int count) throws InterruptedException {
        List<Future<List<Job>>> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            held.add(workers.submit(() -> {
                List<Job> jobs = poll(WAIT);
                taken.addAll(jobs);
                return jobs;
            }));
            store.parkedUntil();
        }
        return held;
    }

    /** Ids of all jobs that held polls got, once there are so many. */
    private List<String> finished(int count) throws InterruptedException {
        while (ids.size() < count) {
            ids.add(taken.take().id());
        }
        return ids;
    }

    private List<Job> poll(Duration wait) {
        return polls.take(tx -> QUEUE, null, wait);
    }

    private void add(int count, Instant availableAt) {
        store.write(tx -> {
            for (int i = 0; i < count; i++) {
                tx.jobs().insert(queued(availableAt));
            }
            tx.signal(Topics.queue(QUEUE.name()));
            return null;
        });
    }

    private static Job queued(Instant availableAt) {
        return new Job(
                UUID.randomUUID().toString(),
                QUEUE.name(),
                ActionTypeKey.parse("Test/ThirdParty/AcmeLoad/1"),
                "111111111111",
                "eu-west-1",
                PIPELINE,
                "shop",
                1,
                "0d7cbb9a-1c51-4b6c-8d8a-3f9b1f9d2e10",
                "Build",
                "LoadTest",
                "c2c9f0de-6b0f-4a0e-8b0b-0f6f9f4f3a77",
                1,
                JobStatus.QUEUED,
                2,
                null,
                null,
                "2f1c7a0e-93f5-4b0e-a2f4-6f6f1f7d9c31",
                T0,
                availableAt,
                null,
                null,
                null,
                null,
                T0.plus(Duration.ofHours(1)),
                null,
                null,
                null,
                Map.of("Scenario", "checkout.zip"),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null);
    }

    /** A store that tells when somebody starts to wait, and for how long, and counts what is written. */
    private static final class WatchedStore implements Store {
        final AtomicInteger writes = new AtomicInteger();
        final AtomicInteger reads = new AtomicInteger();
        final Semaphore looks = new Semaphore(0);
        private final Store store;
        private final BlockingQueue<Instant> parked = new LinkedBlockingQueue<>();

        WatchedStore(Store store) {
            this.store = store;
        }

        Instant parkedUntil() throws InterruptedException {
            return parked.take();
        }

        @Override
        public <T> T write(Function<Tx, T> work) {
            writes.incrementAndGet();
            return store.write(work);
        }

        @Override
        public <T> T read(Function<Tx, T> work) {
            reads.incrementAndGet();
            looks.release();
            return store.read(work);
        }

        @Override
        public Signals signals() {
            Signals signals = store.signals();
            return new Signals() {
                @Override
                public long version(String topic) {
                    return signals.version(topic);
                }

                @Override
                public void signal(String topic) {
                    signals.signal(topic);
                }

                @Override
                public boolean await(String topic, long seen, Instant until) throws InterruptedException {
                    parked.add(until);
                    return signals.await(topic, seen, until);
                }
            };
        }

        @Override
        public SchedulerBuilder scheduler(List<Task<?>> known) {
            return store.scheduler(known);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
