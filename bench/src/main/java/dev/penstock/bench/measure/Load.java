package dev.penstock.bench.measure;

import dev.penstock.bench.client.CallFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Makes load by a plan: workers on virtual threads that repeat their operations, in a closed or an open loop. */
public final class Load {
    /** Name of the step that is the operation as a whole. */
    public static final String WHOLE = "*";

    private static final Duration LONGEST_STOP = Duration.ofSeconds(40);

    private final LoadPlan plan;
    private final String unit;
    private final Measurement measurement = new Measurement();
    private final Steps steps = new Steps(measurement);
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong due = new AtomicLong();
    private volatile boolean over;
    private volatile @Nullable Throwable broken;

    /** @param unit what the whole operation is called in the results */
    public Load(LoadPlan plan, String unit) {
        this.plan = plan;
        this.unit = unit;
    }

    /** For parts that run beside the workers. */
    public Steps steps() {
        return steps;
    }

    /**
     * Runs the plan.
     *
     * @param cost read when the measured time begins and when it ends
     * @param progress told every second how many operations are done
     * @throws IllegalStateException if a worker ended by something else than a failed call
     */
    public Outcome run(IntFunction<Operation> workers, CostMeter cost, LongConsumer progress)
            throws InterruptedException {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < plan.workers(); i++) {
            operations.add(workers.apply(i));
        }
        long start = System.nanoTime();
        List<Thread> threads = operations.stream()
                .map(operation ->
                        Thread.ofVirtual().name("worker").start(() -> guarded(() -> repeat(operation, start))))
                .toList();
        pass(plan.warmUp(), progress);
        done.set(0);
        Cost before = cost.read();
        measurement.begin();
        long begin = System.nanoTime();
        pass(plan.measured(), progress);
        measurement.end();
        Duration measured = Duration.ofNanos(System.nanoTime() - begin);
        Cost after = cost.read();
        over = true;
        stop(threads);
        if (broken != null) {
            throw new IllegalStateException("a worker broke off", broken);
        }
        return new Outcome(unit, measured, measurement.histograms(), measurement.errors(), before.until(after));
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void guarded(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            broken = e;
        }
    }

    private void repeat(Operation operation, long start) throws InterruptedException {
        while (!over && broken == null) {
            long begin = plan.perSecond() > 0 ? nextDue(start) : System.nanoTime();
            if (over) {
                return;
            }
            once(operation, begin);
        }
    }

    /** Waits for the moment at which the next operation is due; at once if that is past. */
    private long nextDue(long start) {
        long at = start + Math.round(due.getAndIncrement() * 1e9 / plan.perSecond());
        for (long wait = at - System.nanoTime(); wait > 0 && !over; wait = at - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
        return at;
    }

    private void once(Operation operation, long begin) throws InterruptedException {
        try {
            if (operation.run(steps)) {
                measurement.record(WHOLE, System.nanoTime() - begin);
                done.incrementAndGet();
            }
        } catch (CallFailedException e) {
            measurement.failed(e.error());
        }
    }

    private void pass(Duration time, LongConsumer progress) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && broken == null; left = until - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
            progress.accept(done.get());
        }
    }

    /** Lets every worker finish what it is at: a poll that is held ends by itself. */
    private static void stop(List<Thread> threads) throws InterruptedException {
        long until = System.nanoTime() + LONGEST_STOP.toNanos();
        for (Thread thread : threads) {
            if (!thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())))) {
                thread.interrupt();
            }
        }
    }
}
