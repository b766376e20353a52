package dev.penstock.bench.crash;

import dev.penstock.bench.crash.fault.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * What a run shall do.
 *
 * @param postgres PostgreSQL instead of SQLite
 * @param nodes servers; one on SQLite
 * @param workers processes of workers, each with one worker of each of the three trades
 * @param duration of the load and the faults; what comes after has no faults
 * @param pause the mean time between two faults to servers, and to workers
 * @param patience how long everything may take to come to its end after the last fault
 * @param actionTimeout of actions whose worker forgot them
 * @param forgetfulness of 1000 jobs so many are forgotten by their workers
 * @param folder of the run: data, logs and records; new
 */
public record Plan(
        boolean postgres,
        int nodes,
        int workers,
        Duration duration,
        Set<FaultKind> faults,
        long seed,
        Duration pause,
        Duration patience,
        Duration actionTimeout,
        int forgetfulness,
        Path folder) {

    public Plan {
        faults = Set.copyOf(faults);
        if (nodes < 1 || (!postgres && nodes > 1)) {
            throw new IllegalArgumentException("SQLite has one server, PostgreSQL one or more; not " + nodes);
        }
    }
}
