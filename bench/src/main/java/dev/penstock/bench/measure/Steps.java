package dev.penstock.bench.measure;

import java.util.function.Supplier;

/** Times the parts of an operation. Thread-safe. */
public final class Steps {
    private final Measurement measurement;
    private final String phase;

    Steps(Measurement measurement) {
        this(measurement, "");
    }

    private Steps(Measurement measurement, String phase) {
        this.measurement = measurement;
        this.phase = phase;
    }

    /** The same steps, told apart by what goes on at the time. */
    public Steps during(String words) {
        return new Steps(measurement, phase + words);
    }

    /** Whether it counts by now. */
    public boolean measured() {
        return measurement.isOn();
    }

    public <T> T time(String step, Supplier<T> part) {
        long begin = System.nanoTime();
        T result = part.get();
        measurement.record(step + phase, System.nanoTime() - begin);
        return result;
    }

    public void time(String step, Runnable part) {
        long begin = System.nanoTime();
        part.run();
        measurement.record(step + phase, System.nanoTime() - begin);
    }

    /** What was timed by other means. */
    public void record(String step, long nanos) {
        measurement.record(step + phase, nanos);
    }
}
