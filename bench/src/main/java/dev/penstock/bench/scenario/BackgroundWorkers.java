package dev.penstock.bench.scenario;

import dev.penstock.bench.client.CallFailedException;
import dev.penstock.bench.client.JobCalls;
import dev.penstock.bench.client.WorkedJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Job workers that run beside what is measured, each on a thread of its own, until they are closed. Thread-safe. */
final class BackgroundWorkers implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;
    private volatile @Nullable RuntimeException failure;

    /**
     * A worker that asks, and is held until there is a job.
     *
     * @param taken told each job at the moment it is there; must finish it
     */
    synchronized void parked(JobCalls jobs, int waitSeconds, Consumer<WorkedJob> taken) {
        threads.add(Thread.ofVirtual()
                .name("parked")
                .start(() -> repeat(() -> jobs.poll(waitSeconds).ifPresent(taken))));
    }

    /** A worker that asks at fixed times, without being held, and finishes what it gets. */
    synchronized void regular(JobCalls jobs, Duration pause, Consumer<WorkedJob> done) {
        threads.add(Thread.ofVirtual().name("regular").start(() -> {
            long[] next = {System.nanoTime()};
            repeat(() -> {
                jobs.poll(0).ifPresent(job -> {
                    jobs.finish(job);
                    done.accept(job);
                });
                next[0] = Math.max(next[0] + pause.toNanos(), System.nanoTime());
                Thread.sleep(Duration.ofNanos(next[0] - System.nanoTime()));
            });
        }));
    }

    private interface Turn {
        void take() throws InterruptedException;
    }

    private void repeat(Turn turn) {
        try {
            while (!closed) {
                turn.take();
            }
        } catch (CallFailedException e) {
            if (!closed) {
                failure = e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * @throws CallFailedException the failure that ended one of the workers
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
