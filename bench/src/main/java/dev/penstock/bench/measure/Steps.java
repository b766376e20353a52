package dev.penstock.bench.measure;

import java.util.function.Supplier;

/** Times the parts of an operation. Thread-safe. */
public final class Steps {
    private final Measurement measurement;

    Steps(Measurement measurement) {
        this.measurement = measurement;
    }

    public <T> T time(String step, Supplier<T> part) {
        long begin = System.nanoTime();
        T result = part.get();
        measurement.record(step, System.nanoTime() - begin);
        return result;
    }

    public void time(String step, Runnable part) {
        long begin = System.nanoTime();
        part.run();
        measurement.record(step, System.nanoTime() - begin);
    }

    /** What was timed by other means. */
    public void record(String step, long nanos) {
        measurement.record(step, nanos);
    }
}
