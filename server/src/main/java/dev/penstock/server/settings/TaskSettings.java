package dev.penstock.server.settings;

import java.time.Duration;

/**
 * How often the background tasks run, and what they leave alone.
 *
 * @param pollIdleLimit how long a pipeline is polled without an execution
 * @param historyRetention how long finished executions are kept
 */
public record TaskSettings(
        Duration purgeInterval, Duration pollInterval, Duration pollIdleLimit, Duration historyRetention) {

    static TaskSettings from(Settings settings) {
        return new TaskSettings(
                settings.duration("jobs.purge-interval"),
                settings.duration("sources.poll-interval"),
                settings.duration("sources.idle-limit"),
                settings.duration("history.retention"));
    }
}
