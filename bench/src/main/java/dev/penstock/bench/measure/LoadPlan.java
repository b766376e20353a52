package dev.penstock.bench.measure;

import java.time.Duration;

/**
 * How much load to make, and for how long.
 *
 * @param workers threads, each with an operation of its own
 * @param perSecond operations that begin in a second, whether or not earlier ones are done (an open loop: latency counts
 *     from the moment at which an operation was due, so that a stall is seen by all that had to wait). Zero = each worker
 *     begins the next operation when the last one is done (a closed loop)
 * @param warmUp for which nothing is measured
 * @param measured for which it is
 */
public record LoadPlan(int workers, double perSecond, Duration warmUp, Duration measured) {}
