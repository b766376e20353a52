package dev.penstock.server.settings;

import java.time.Duration;

/** The server's own job workers. */
public record WorkerSettings(int concurrency, Duration lease) {

    static WorkerSettings from(Settings settings) {
        return new WorkerSettings(settings.number("workers.concurrency"), settings.duration("workers.lease"));
    }
}
