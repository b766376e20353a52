package dev.penstock.server.settings;

import java.time.Duration;

/** How often the background tasks run. */
public record TaskSettings(Duration purgeInterval, Duration pollInterval) {

    static TaskSettings from(Settings settings) {
        return new TaskSettings(settings.duration("jobs.purge-interval"), settings.duration("sources.poll-interval"));
    }
}
