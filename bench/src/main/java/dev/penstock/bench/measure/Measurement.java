package dev.penstock.bench.measure;

import java.time.Duration;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Collects latencies and errors, but only between {@link #begin} and {@link #end}. Thread-safe. */
final class Measurement {
    private static final long LONGEST_MICROS = Duration.ofHours(1).toNanos() / 1000;
    private static final int DIGITS = 3;

    private final Map<String, Recorder> steps = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> errors = new ConcurrentSkipListMap<>();
    private volatile boolean on;

    void begin() {
        on = true;
    }

    void end() {
        on = false;
    }

    boolean isOn() {
        return on;
    }

    void record(String step, long nanos) {
        if (on) {
            steps.computeIfAbsent(step, name -> new Recorder(LONGEST_MICROS, DIGITS))
                    .recordValue(Math.clamp(nanos / 1000, 0, LONGEST_MICROS));
        }
    }

    void failed(String error) {
        if (on) {
            errors.computeIfAbsent(error, name -> new LongAdder()).increment();
        }
    }

    /** Latencies in microseconds, by step. Reads and empties, so once at the end. */
    SequencedMap<String, Histogram> histograms() {
        TreeMap<String, Histogram> read = new TreeMap<>();
        steps.forEach((step, recorder) -> read.put(step, recorder.getIntervalHistogram()));
        return read;
    }

    SequencedMap<String, Long> errors() {
        TreeMap<String, Long> read = new TreeMap<>();
        errors.forEach((error, count) -> read.put(error, count.sum()));
        return read;
    }
}
