package dev.penstock.server.operations;

import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.job.Job;
import dev.penstock.server.http.Admission;
import dev.penstock.server.operations.ParkedPolls.Turn;
import dev.penstock.store.Store;
import dev.penstock.store.Topics;
import dev.penstock.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes jobs out of a queue for a worker that polls, and holds an empty poll until a job exists, if the worker asked for
 * that. A held poll sleeps on the queue's signal, so a new job reaches it without anybody looking around. Thread-safe.
 */
public final class Polls {
    private final Store store;
    private final InstantSource clock;
    private final EngineSettings settings;
    private final PollTimes times;
    private final Admission admission;
    private final ConcurrentMap<Queue, ParkedPolls> parked = new ConcurrentHashMap<>();
    private volatile boolean draining;

    /** @param admission gives the places of held polls to others */
    public Polls(Store store, InstantSource clock, EngineSettings settings, Admission admission) {
        this(
                store,
                clock,
                settings,
                admission,
                task -> Thread.ofVirtual().name("poll-time").start(task));
    }

    /** @param later runs what nobody waits for */
    public Polls(Store store, InstantSource clock, EngineSettings settings, Admission admission, Executor later) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        this.admission = admission;
        this.times = new PollTimes(store, later);
    }

    /** When a worker last polled the queue; empty if none ever did. */
    public Optional<Instant> last(Tx tx, String queue) {
        return times.last(tx, queue);
    }

    /**
     * What a worker polls.
     *
     * @param queryValue only jobs with this value of the queryable property; null for all
     */
    public record Queue(String name, @Nullable String queryValue) {}

    /**
     * Up to {@code max} jobs, each dispatched to this caller alone (spec jobs 4).
     *
     * @param queue found anew in every look, so a poll that is held notices when its action type goes
     * @param wanted batch size as asked; null means 1; more than the ceiling is silently cut to it
     * @param wait how long to hold an empty poll; zero answers at once, and so does a server that holds as many as it may
     */
    public List<Job> take(Function<Tx, Queue> queue, @Nullable Integer wanted, Duration wait) {
        int max = Math.min(wanted == null ? 1 : wanted, settings.maxBatchSize());
        Instant deadline = clock.instant().plus(wait);
        Look first = look(queue, max);
        return first.jobs.isEmpty() && wait.isPositive() ? hold(queue, max, deadline, first.queue) : first.jobs;
    }

    private List<Job> hold(Function<Tx, Queue> queue, int max, Instant deadline, Queue held) {
        ParkedPolls together = parked.compute(held, (name, known) -> ParkedPolls.joined(known, store.signals()));
        Turn turn = together.enter();
        List<Job> jobs = List.of();
        try {
            jobs = hold(queue, max, deadline, topic(held), turn);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            turn.leave(!jobs.isEmpty());
            parked.computeIfPresent(held, (name, known) -> known.left());
        }
        return jobs;
    }

    private List<Job> hold(Function<Tx, Queue> queue, int max, Instant deadline, String topic, Turn turn)
            throws InterruptedException {
        while (true) {
            long seen = store.signals().version(topic);
            long called = turn.version();
            if (draining) {
                return List.of();
            }
            Optional<Look> look = turn.looks() ? Optional.of(look(queue, max)) : Optional.empty();
            List<Job> jobs = look.map(Look::jobs).orElse(List.of());
            if (!jobs.isEmpty() || !clock.instant().isBefore(deadline)) {
                return jobs;
            }
            boolean held;
            if (look.isPresent() && turn.watches()) {
                Instant until = look.get().nextDue.filter(deadline::isAfter).orElse(deadline);
                held = admission.park(() -> store.signals().await(topic, seen, until));
                turn.watched();
            } else {
                held = admission.park(() -> turn.sleep(called, deadline));
            }
            if (!held) {
                return List.of();
            }
        }
    }

    /** An empty queue costs a read; only a due job is worth a turn of the writer. */
    private Look look(Function<Tx, Queue> queue, int max) {
        Instant now = clock.instant();
        Look glance = store.look(tx -> {
            Queue found = queue.apply(tx);
            return new Look(found, tx.jobs().nextDue(found.name, found.queryValue), List.of());
        });
        times.polled(glance.queue.name, now);
        if (glance.nextDue.filter(at -> !at.isAfter(now)).isEmpty()) {
            return glance;
        }
        // What a power failure undoes here is a job in nobody's hands, for its worker has not acknowledged it yet.
        List<Job> jobs = store.writeUnsynced(
                tx -> tx.jobs().claim(glance.queue.name, glance.queue.queryValue, max, now, settings.ackWindow()));
        return new Look(glance.queue, glance.nextDue, jobs);
    }

    record Look(Queue queue, Optional<Instant> nextDue, List<Job> jobs) {}

    private static String topic(Queue queue) {
        return Topics.queue(queue.name);
    }

    /** Ends every held poll with what it has, nothing, and holds no more: the server is going down. */
    public void drain() {
        draining = true;
        parked.forEach((queue, polls) -> {
            store.signals().signal(topic(queue));
            polls.wakeAll();
        });
    }
}
