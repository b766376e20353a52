package dev.penstock.server.settings;

import java.time.Duration;

/**
 * Where and how the server listens, and what it lets callers do.
 *
 * @param registerByUpdate whether UpdateActionType may register a partner's type (spec jobs 15.3)
 */
public record ServerSettings(
        String bind,
        int port,
        int s3Port,
        boolean explainSignatures,
        boolean registerByUpdate,
        Duration idleTimeout,
        Duration bodyTimeout,
        Duration drainTimeout) {

    static ServerSettings from(Settings settings) {
        return new ServerSettings(
                settings.text("server.bind"),
                settings.number("server.port"),
                settings.number("server.s3-port"),
                settings.on("server.explain-signatures"),
                settings.on("server.register-by-update"),
                settings.duration("server.idle-timeout"),
                settings.duration("server.body-timeout"),
                settings.duration("server.drain-timeout"));
    }
}
