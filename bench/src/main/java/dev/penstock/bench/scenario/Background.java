package dev.penstock.bench.scenario;

import dev.penstock.bench.client.JobCalls;
import dev.penstock.bench.client.WorkedJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What runs beside what is measured, each on a thread of its own, until it is closed. Thread-safe. */
final class Background implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;
    private volatile @Nullable RuntimeException failure;

    /**
     * A worker that asks, and is held until there is a job.
     *
     * @param taken told each job at the moment it is there; must finish it
     */
    void parked(JobCalls jobs, int waitSeconds, Consumer<WorkedJob> taken) {
        repeat("parked", () -> jobs.poll(waitSeconds).ifPresent(taken));
    }

    /** A worker that asks at fixed times, without being held, and finishes what it gets. */
    void regular(JobCalls jobs, Duration pause, Consumer<WorkedJob> done) {
        AtomicLong next = new AtomicLong(System.nanoTime());
        repeat("regular", () -> {
            jobs.poll(0).ifPresent(job -> {
                jobs.finish(job);
                done.accept(job);
            });
            next.set(Math.max(next.get() + pause.toNanos(), System.nanoTime()));
            Thread.sleep(Duration.ofNanos(next.get() - System.nanoTime()));
        });
    }

    /** Something that is done. */
    interface Task {
        void run() throws InterruptedException;
    }

    /** Does it again and again. */
    void repeat(String name, Task task) {
        start(name, () -> {
            while (!closed) {
                task.run();
            }
        });
    }

    /** Does it once. */
    synchronized void start(String name, Task task) {
        threads.add(Thread.ofVirtual().name(name).start(() -> {
            try {
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                if (!closed) {
                    failure = new IllegalStateException(name + " broke off", e);
                }
            }
        }));
    }

    /**
     * @throws IllegalStateException if anything ended by a failure
     */
    void check() {
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        threads.clear();
    }
}
