package dev.penstock.engine;

import java.time.Duration;

/**
 * Windows and delays of the engine and the job protocol (spec jobs 24, engine 10).
 *
 * @param ackWindow how long a dispatched job waits for its acknowledgement
 * @param continuationDelay pause between a success with a continuation token and the next job
 * @param acknowledgeRepeat within which the same caller may repeat a winning acknowledgement
 * @param resultRepeat within which an identical result may be repeated
 * @param terminalRetention how long the details of a finished job can still be read
 * @param maxBatchSize silent ceiling of one poll
 */
public record EngineSettings(
        Duration ackWindow,
        Duration continuationDelay,
        Duration acknowledgeRepeat,
        Duration resultRepeat,
        Duration terminalRetention,
        int maxBatchSize) {

    public static final EngineSettings DEFAULTS = new EngineSettings(
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMinutes(15),
            Duration.ofHours(24),
            100);
}
