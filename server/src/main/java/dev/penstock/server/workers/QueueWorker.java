package dev.penstock.server.workers;

import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.server.operations.JobResults;
import dev.penstock.store.Store;
import dev.penstock.store.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.FailureType;

/**
 * A job worker that lives in the server: takes the jobs of one queue as they become due and performs them, some side by
 * side. It sleeps on the queue's signal. Each job is held by a lease that is renewed while the work lasts; if the server
 * dies the lease lapses and another server takes the job. A server that stops hands its jobs over at once.
 */
final class QueueWorker {
    private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String queue;
    private final String topic;
    private final JobPerformer performer;
    private final Store store;
    private final JobResults results;
    private final InstantSource clock;
    private final Duration lease;
    private final int concurrency;
    private final Semaphore places;
    private final Set<Lease> performing = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    QueueWorker(
            String queue,
            JobPerformer performer,
            int concurrency,
            Duration lease,
            Store store,
            JobResults results,
            InstantSource clock) {
        this.queue = queue;
        this.topic = Topics.queue(queue);
        this.performer = performer;
        this.concurrency = concurrency;
        this.places = new Semaphore(concurrency);
        this.lease = lease;
        this.store = store;
        this.results = results;
        this.clock = clock;
    }

    /** Works until it is stopped. */
    void run() {
        try {
            while (true) {
                places.acquire();
                places.release();
                // Read before the look at the flag, which is set before the signal: so no stop is slept through.
                long seen = store.signals().version(topic);
                if (stopping) {
                    return;
                }
                store.signals().await(topic, seen, startDueJobs(clock.instant()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Takes as many due jobs as there are places.
     *
     * @return when to look again without a signal
     */
    private Instant startDueJobs(Instant now) throws InterruptedException {
        try {
            Optional<Instant> due = store.read(tx -> tx.jobs().nextDue(queue, null));
            if (due.isEmpty() || due.get().isAfter(now)) {
                // Another server on the database may make a job, or die over one, without a signal here.
                Instant anyway = now.plus(lease);
                return due.filter(anyway::isAfter).orElse(anyway);
            }
            int free = places.drainPermits();
            List<Job> claimed = List.of();
            try {
                claimed = store.write(tx -> tx.jobs().claim(queue, null, free, now, lease));
            } finally {
                places.release(free - claimed.size());
            }
            claimed.forEach(job -> start(job, now));
            return now;
        } catch (RuntimeException e) {
            LOG.error("the queue {} could not be read; trying again", queue, e);
            return now.plus(AFTER_A_FAULT);
        }
    }

    private void start(Job job, Instant claimed) {
        var _ = Thread.ofVirtual().name("job-" + job.id()).start(() -> {
            try {
                perform(job, claimed).ifPresentOrElse(result -> report(job, result), () -> handOverIfStopping(job));
            } finally {
                places.release();
            }
        });
    }

    /** Empty if the work was interrupted: the job is left to whoever takes it next. */
    private Optional<JobResult> perform(Job job, Instant claimed) {
        Lease held = new Lease(job, Thread.currentThread(), claimed);
        performing.add(held);
        try {
            if (stopping) {
                return Optional.empty();
            }
            held.keep();
            JobResult result = performer.perform(job);
            return held.lost() ? Optional.empty() : Optional.of(result);
        } catch (InterruptedException e) {
            LOG.info("job {} of {} is left to whoever takes it next", job.id(), queue);
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            if (held.lost()) {
                return Optional.empty();
            }
            LOG.error("job {} of {} could not be performed", job.id(), queue, e);
            return Optional.of(new JobResult.Failure(
                    FailureType.SYSTEM_UNAVAILABLE, "The action could not be performed: internal error.", null));
        } finally {
            performing.remove(held);
            held.release();
            // An interrupt that came too late must not hit the writing of the result.
            Thread.interrupted();
        }
    }

    private void report(Job job, JobResult result) {
        try {
            results.reportClaimed(job, result);
        } catch (CodePipelineException e) {
            LOG.info("the result of job {} of {} is not wanted any more: {}", job.id(), queue, e.getMessage());
        } catch (RuntimeException e) {
            // Nothing is lost: the lease lapses, and the job is performed again.
            LOG.error("the result of job {} of {} could not be stored", job.id(), queue, e);
        }
    }

    /** The work on it was broken off because the server stops: another one need not wait until the lease lapses. */
    private void handOverIfStopping(Job job) {
        if (!stopping) {
            return;
        }
        try {
            store.write(tx -> {
                boolean ours = tx.jobs().renew(job.id(), nonce(job), clock.instant());
                if (ours) {
                    tx.signal(topic);
                }
                return ours;
            });
        } catch (RuntimeException e) {
            LOG.debug("job {} of {} is free when its lease lapses", job.id(), queue, e);
        }
    }

    private static String nonce(Job job) {
        return Optional.ofNullable(job.nonce()).orElse("");
    }

    /**
     * Keeps a job ours while it is performed. If it ended meanwhile - its action was abandoned, its condition overridden, its
     * time ran out - or another worker has it, ends the work on it here.
     *
     * <p>The nonce of the claim is the fencing token: whatever is written for the job is refused once another worker has
     * claimed it. And the work is broken off when the lease lapses, renewed or not: by a thread that waits for nothing
     * else, for a renewal may hang with the database, and a server that was stopped and goes on finds its lease lapsed.
     */
    private final class Lease {
        private final Job job;
        private final Thread work;
        private final String topic;
        private Instant until;
        private boolean ended;
        private boolean lost;

        /** @param claimed when the job was claimed, at the latest */
        Lease(Job job, Thread work, Instant claimed) {
            this.job = job;
            this.work = work;
            this.topic = Topics.job(job.id());
            this.until = claimed.plus(lease);
        }

        void keep() {
            Thread.ofVirtual().name("lease-" + job.id()).start(this::renewUntilReleased);
            Thread.ofVirtual().name("lease-end-" + job.id()).start(this::interruptWhenLapsed);
        }

        private void renewUntilReleased() {
            try {
                Instant next = clock.instant().plus(lease.dividedBy(3));
                while (true) {
                    long seen = store.signals().version(topic);
                    if (ended()) {
                        return;
                    }
                    next = look(next);
                    store.signals().await(topic, seen, next);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** @return when to renew next */
        private Instant look(Instant next) {
            Instant now = clock.instant();
            boolean due = !now.isBefore(next);
            try {
                if (due ? !renewed(now) : !ours()) {
                    interruptWork();
                }
                return due ? now.plus(lease.dividedBy(3)) : next;
            } catch (RuntimeException e) {
                LOG.warn("the lease of job {} could not be renewed; trying again until it lapses", job.id(), e);
                return now.plus(AFTER_A_FAULT);
            }
        }

        private void interruptWhenLapsed() {
            try {
                while (true) {
                    long seen = store.signals().version(topic);
                    if (ended()) {
                        return;
                    }
                    Instant lapses = until();
                    if (!clock.instant().isBefore(lapses)) {
                        LOG.warn("the lease of job {} has lapsed; it is left to whoever takes it next", job.id());
                        interruptWork();
                        return;
                    }
                    store.signals().await(topic, seen, lapses);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Only a look: signals of other jobs come here too. */
        private boolean ours() {
            return store.read(tx -> tx.jobs().find(job.id()))
                    .filter(now -> !now.terminal() && Objects.equals(now.nonce(), job.nonce()))
                    .isPresent();
        }

        private boolean renewed(Instant now) {
            Instant longer = now.plus(lease);
            boolean renewed = store.write(tx -> tx.jobs().renew(job.id(), nonce(job), longer));
            if (renewed) {
                renewedUntil(longer);
            }
            return renewed;
        }

        private synchronized void renewedUntil(Instant longer) {
            until = longer;
        }

        private synchronized Instant until() {
            return until;
        }

        private synchronized boolean ended() {
            return ended || lost;
        }

        /** Only while the work goes on, so that the interrupt hits nothing else. */
        synchronized void interruptWork() {
            if (!ended) {
                lost = true;
                work.interrupt();
            }
        }

        /** True if the work was interrupted: whatever it came to says nothing about the action. */
        synchronized boolean lost() {
            return lost;
        }

        void release() {
            synchronized (this) {
                ended = true;
            }
            store.signals().signal(topic);
        }
    }

    /** Takes no more jobs and interrupts those under way. */
    void stop() {
        stopping = true;
        places.release();
        store.signals().signal(topic);
        performing.forEach(Lease::interruptWork);
    }

    /** Waits until the work under way has ended: all places are free again. Work that does not heed is left behind. */
    void awaitEnd() throws InterruptedException {
        if (!places.tryAcquire(concurrency + 1, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("some work of {} does not end; left to whoever takes it next", queue);
            return;
        }
        // The worker's own thread may wait for a place, and has to find out that it shall end.
        places.release(concurrency + 1);
    }
}
