package dev.penstock.server.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.Engine;
import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.providers.BuiltInActionTypes;
import dev.penstock.server.SampleJobs;
import dev.penstock.server.operations.ClientPairs;
import dev.penstock.server.operations.JobResults;
import dev.penstock.server.operations.PipelineSteps;
import dev.penstock.store.DatabaseSettings;
import dev.penstock.store.Signals;
import dev.penstock.store.Store;
import dev.penstock.store.Stores;
import dev.penstock.store.Topics;
import dev.penstock.store.time.MovableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;

/** How the server's own workers hold on to a job, lose it, and leave it to others. */
@Timeout(60)
class QueueWorkerTest {
    private static final Instant T0 = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration THIRD = Duration.ofSeconds(10);
    private static final String QUEUE = "server:Deploy/AWS/S3/1";
    private static final JobResult DONE = new JobResult.Success(JobResult.Progress.NONE, null, Map.of());

    private record Wait(String topic, Instant until) {}

    private final MovableClock clock = new MovableClock(T0);
    private final BlockingQueue<Wait> waits = new LinkedBlockingQueue<>();
    private final BlockingQueue<Job> begun = new LinkedBlockingQueue<>();
    private final List<QueueWorker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch hang = new CountDownLatch(1);
    private Store store;
    private volatile boolean hanging;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = Stores.open(DatabaseSettings.sqlite(folder.resolve("penstock.db"), folder.resolve("keys.json")), clock);
        store.write(tx -> {
            tx.pipelines()
                    .insert(
                            new PipelineRef("p-1", "111111111111", "us-east-1", "shop"),
                            new PipelineDefinition(PipelineDeclaration.builder()
                                    .name("shop")
                                    .version(1)
                                    .executionMode(ExecutionMode.SUPERSEDED)
                                    .pipelineType(PipelineType.V2)
                                    .build()),
                            T0);
            tx.jobs().insert(SampleJobs.queued("job-1", QUEUE, T0));
            return 0;
        });
    }

    @AfterEach
    void close() throws InterruptedException {
        for (QueueWorker worker : workers) {
            worker.stop();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        store.close();
    }

    @Test
    void aJobStaysWithItsWorkerHoweverLongTheWorkLasts() throws InterruptedException {
        CountDownLatch finish = new CountDownLatch(1);
        start(job -> {
            begun.add(job);
            finish.await();
            return DONE;
        });
        begun.take();
        awaitWait("job:job-1", T0.plus(THIRD));

        for (int thirds = 1; thirds <= 4; thirds++) {
            Instant renewal = T0.plus(THIRD.multipliedBy(thirds));
            clock.advance(THIRD);
            awaitWait("job:job-1", renewal.plus(THIRD));
            assertThat(job().ackDeadline()).isEqualTo(renewal.plus(LEASE));
        }
        assertThat(takenByAnother(clock.instant())).isEmpty();

        finish.countDown();
        awaitEndOfJob();
        assertThat(job().status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void workWhoseJobAnotherWorkerHasIsInterruptedAndItsResultDropped() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        QueueWorker worker = start(job -> {
            begun.add(job);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return DONE; // as a provider might that does not heed the interrupt
        });
        begun.take();
        awaitWait("job:job-1", T0.plus(THIRD));
        Job others = takenByAnother(T0.plus(LEASE)).getFirst();

        clock.advance(THIRD);

        interrupted.await();
        worker.stop();
        worker.awaitEnd();
        assertThat(job().status()).isEqualTo(JobStatus.DISPATCHED);
        assertThat(job().nonce()).isEqualTo(others.nonce());
    }

    /** As when the process was stopped for a while and goes on before it has looked at its clock. */
    @Test
    void theResultOfAWorkerWhoseJobAnotherOneHasByNowIsRefused() throws InterruptedException {
        CountDownLatch finish = new CountDownLatch(1);
        start(job -> {
            begun.add(job);
            finish.await();
            return DONE;
        });
        begun.take();
        Job others = takenByAnother(T0.plus(LEASE)).getFirst();

        finish.countDown();

        awaitWait(Topics.queue(QUEUE), T0.plus(LEASE)); // the place is free again
        assertThat(job().status()).isEqualTo(JobStatus.DISPATCHED);
        assertThat(job().nonce()).isEqualTo(others.nonce());
    }

    @Test
    void aDeadWorkersJobIsTakenAgainWhenItsLeaseHasLapsed() throws InterruptedException {
        Job first = takenByAnother(T0).getFirst(); // and never heard of again

        start(this::beginAndEnd);
        awaitWait(Topics.queue(QUEUE), T0.plus(LEASE));
        assertThat(begun).isEmpty();
        clock.advance(LEASE);

        assertThat(begun.take().nonce()).isNotEqualTo(first.nonce());
        awaitEndOfJob();
        assertThat(job().status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void aStoppedWorkersJobIsTakenOverAtOnce() throws InterruptedException {
        Job first = beginAndStop();

        start(this::beginAndEnd);

        assertThat(begun.take().nonce()).isNotEqualTo(first.nonce());
        awaitEndOfJob();
        assertThat(job().status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    /** As when the process is stopped for a while, or the database hangs. */
    @Test
    void workThatCouldNotBeRenewedIsInterruptedWhenItsLeaseLapses() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        start(job -> {
            begun.add(job);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return DONE;
        });
        begun.take();
        Set<Wait> expected =
                new HashSet<>(Set.of(new Wait("job:job-1", T0.plus(THIRD)), new Wait("job:job-1", T0.plus(LEASE))));
        while (!expected.isEmpty()) {
            expected.remove(waits.take());
        }

        hanging = true;
        clock.advance(THIRD);
        assertThat(interrupted.getCount()).isOne();
        clock.advance(LEASE);

        interrupted.await();
        hang.countDown();
    }

    @Test
    void aServerThatHasItsDatabaseForItselfTakesTheJobAgainAtOnce() throws InterruptedException {
        beginAndStop();

        store.write(tx -> tx.jobs().requeueServerJobs(clock.instant()));
        start(this::beginAndEnd);

        assertThat(begun.take().id()).isEqualTo("job-1");
        awaitEndOfJob();
        assertThat(job().status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    /** A worker takes the job and is stopped in the middle of it. */
    private Job beginAndStop() throws InterruptedException {
        QueueWorker worker = start(job -> {
            begun.add(job);
            new CountDownLatch(1).await();
            return DONE;
        });
        Job first = begun.take();
        worker.stop();
        worker.awaitEnd();
        assertThat(job().status()).isEqualTo(JobStatus.DISPATCHED);
        waits.clear();
        return first;
    }

    private JobResult beginAndEnd(Job job) {
        begun.add(job);
        return DONE;
    }

    private QueueWorker start(JobPerformer performer) {
        PipelineSteps steps = new PipelineSteps(
                new Engine(),
                clock,
                () -> UUID.randomUUID().toString(),
                new Random(1),
                EngineSettings.DEFAULTS,
                BuiltInActionTypes::find,
                new ClientPairs(clock, () -> UUID.randomUUID().toString(), new SecureRandom()));
        QueueWorker worker = new QueueWorker(
                QUEUE,
                performer,
                1,
                LEASE,
                watched(),
                new JobResults(store, steps, clock, EngineSettings.DEFAULTS),
                clock);
        workers.add(worker);
        threads.add(Thread.ofVirtual().start(worker::run));
        return worker;
    }

    private List<Job> takenByAnother(Instant at) {
        return store.write(tx -> tx.jobs().claim(QUEUE, null, 1, at, LEASE));
    }

    private Job job() {
        return store.read(tx -> tx.jobs().find("job-1")).orElseThrow();
    }

    private void awaitEndOfJob() throws InterruptedException {
        String topic = Topics.pipeline("p-1");
        for (long seen = store.signals().version(topic);
                !job().terminal();
                seen = store.signals().version(topic)) {
            store.signals().await(topic, seen, Instant.MAX);
        }
    }

    /** Until somebody waits for that moment on that topic. */
    private void awaitWait(String topic, Instant until) throws InterruptedException {
        Wait wanted = new Wait(topic, until);
        Wait next = waits.take();
        while (!next.equals(wanted)) {
            next = waits.take();
        }
    }

    /** The store, which tells who waits for what. */
    private Store watched() {
        Signals signals = proxy(Signals.class, store.signals(), (method, arguments) -> {
            if (method.equals("await")) {
                waits.add(new Wait((String) arguments[0], (Instant) arguments[2]));
            }
            return null;
        });
        return proxy(Store.class, store, (method, arguments) -> {
            if (method.equals("write") && hanging) {
                awaitUninterruptibly(hang);
                throw new IllegalStateException("the database did not answer");
            }
            return method.equals("signals") ? signals : null;
        });
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param before told of each call; answers it if it returns something */
    private static <T> T proxy(Class<T> type, T target, BiFunction<String, Object[], Object> before) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object answer = before.apply(method.getName(), arguments);
                    if (answer != null) {
                        return answer;
                    }
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
