package dev.penstock.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A running worker: asks for jobs, never for more than it can start at once, and runs each on a virtual thread. Made by
 * {@link ThirdPartyWorker} or {@link CustomWorker}. Thread-safe.
 */
public final class JobWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobWorker.class);

    record Options(
            int concurrency,
            Duration pollInterval,
            Duration parkedPolls,
            Duration renewAfter,
            Duration heartbeat,
            Duration shutdownGrace,
            Duration resultPatience) {}

    /** A result outlives the worker's stop; only the end of the grace time cuts it. */
    private static final Pause UNTIL_INTERRUPTED =
            time -> !new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);

    private final JobOffers offers;
    private final Options options;
    private final InstantSource clock;
    private final Pause pause;
    private final Backoff backoff;
    private final JobRun run;
    private final Semaphore free;
    private final ExecutorService jobs = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("job-", 0).factory());
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch polled = new CountDownLatch(1);
    private volatile @Nullable Thread poller;

    JobWorker(
            JobOffers offers,
            S3Client s3,
            JobHandler handler,
            Options options,
            InstantSource clock,
            RandomGenerator random,
            @Nullable Pause pause) {
        this.offers = offers;
        this.options = options;
        this.clock = clock;
        this.pause = pause == null ? time -> !stopping.await(time.toNanos(), TimeUnit.NANOSECONDS) : pause;
        this.backoff = new Backoff(random);
        Pause patient = pause == null ? UNTIL_INTERRUPTED : pause;
        this.run = new JobRun(
                s3,
                handler,
                options,
                clock,
                new ResultReport(options.resultPatience(), clock, random, patient),
                new Retries(random, patient));
        this.free = new Semaphore(options.concurrency());
    }

    /** Begins to poll on a thread of its own and returns. */
    public void start() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("a worker starts once");
        }
        poller = Thread.ofVirtual().name("job-poller").start(this::pollUntilStopped);
    }

    /** Starts, and returns when another thread closes the worker. */
    public void run() throws InterruptedException {
        start();
        polled.await();
    }

    private void pollUntilStopped() {
        try {
            while (stopping.getCount() > 0) {
                pollOnce();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            polled.countDown();
        }
    }

    private void pollOnce() throws InterruptedException {
        free.acquire();
        int slots = 1 + free.drainPermits();
        int used = 0;
        try {
            Instant asked = clock.instant();
            List<OfferedJob> offered = offers.poll(slots, options.parkedPolls());
            backoff.reset();
            for (OfferedJob job : offered) {
                jobs.execute(() -> runAndFree(job));
                used++;
            }
            free.release(slots - used);
            slots = used;
            if (offered.isEmpty() && !wasParked(asked)) {
                pause.await(options.pollInterval());
            }
        } catch (RuntimeException e) {
            if (stopping.getCount() > 0) {
                Duration wait = backoff.next();
                LOG.warn("Polling failed; trying again in {} ms: {}", wait.toMillis(), Failures.describe(e));
                pause.await(wait);
            }
        } finally {
            free.release(slots - used);
        }
    }

    /** An answer that came at once although a wait was asked for: this server does not park, so use the interval. */
    private boolean wasParked(Instant asked) {
        return options.parkedPolls().isPositive()
                && Duration.between(asked, clock.instant())
                                .compareTo(options.parkedPolls().dividedBy(2))
                        >= 0;
    }

    private void runAndFree(OfferedJob job) {
        try {
            run.run(job);
        } catch (InterruptedException _) {
            LOG.warn("Stopped before the result of {} was sent", job);
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("{} ended without a result", job, e);
        } finally {
            free.release();
        }
    }

    /**
     * Asks for no more work, lets running jobs finish for the grace time, then interrupts them; an interrupted job is
     * reported as failed, so that the pipeline does not wait for its time-out.
     */
    @Override
    public void close() {
        stopping.countDown();
        Thread polling = poller;
        if (polling != null) {
            polling.interrupt();
        }
        jobs.shutdown();
        try {
            if (!jobs.awaitTermination(options.shutdownGrace().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Interrupting the jobs that are still running");
                jobs.shutdownNow();
                if (!jobs.awaitTermination(options.shutdownGrace().toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.error("A job's handler does not end when interrupted; left behind");
                }
            }
        } catch (InterruptedException _) {
            jobs.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
