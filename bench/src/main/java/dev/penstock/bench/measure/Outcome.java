package dev.penstock.bench.measure;

import java.time.Duration;
import java.util.SequencedMap;
import org.HdrHistogram.Histogram;

/**
 * What a run found out.
 *
 * @param unit what the whole operation is called
 * @param steps latencies in microseconds; {@link Load#WHOLE} is the whole operation
 * @param errors how many calls failed, by error
 * @param cost used in the measured time
 */
public record Outcome(
        String unit,
        Duration measured,
        SequencedMap<String, Histogram> steps,
        SequencedMap<String, Long> errors,
        Cost cost) {

    /** How many operations were done as a whole. */
    public long operations() {
        Histogram whole = steps.get(Load.WHOLE);
        return whole == null ? 0 : whole.getTotalCount();
    }

    public double perSecond() {
        return operations() / (measured.toNanos() / 1e9);
    }
}
