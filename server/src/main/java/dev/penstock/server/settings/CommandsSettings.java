package dev.penstock.server.settings;

import java.time.Duration;

/** Whether pipelines run commands on this machine, and what is kept of their output. */
public record CommandsSettings(boolean enabled, int logBytes, Duration logRetention) {

    static CommandsSettings from(Settings settings) {
        return new CommandsSettings(
                settings.on("commands.enabled"),
                settings.number("commands.log-bytes"),
                settings.duration("commands.log-retention"));
    }
}
