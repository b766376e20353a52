package dev.penstock.server.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time of all nodes, workers and people. */
final class SimulatedTime implements InstantSource {

    private Instant now = Instant.parse("2026-11-24T08:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void passes(Duration duration) {
        now = now.plus(duration);
    }
}
