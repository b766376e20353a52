package dev.penstock.bench;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long load is made. */
final class LoadOptions {
    @Option(names = "--seconds", paramLabel = "N", description = "How long to measure (default: ${DEFAULT-VALUE}).")
    private int seconds = 10;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Seconds of load before that (default: ${DEFAULT-VALUE}).")
    private int warmUp = 10;

    Duration measured() {
        return Duration.ofSeconds(seconds);
    }

    Duration warmUp() {
        return Duration.ofSeconds(warmUp);
    }

    /** As results say it: warm-up and measured seconds. */
    @Override
    public String toString() {
        return warmUp + "+" + seconds;
    }
}
