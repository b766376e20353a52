package dev.penstock.server.settings;

import java.time.Duration;

/** Where and how the server listens. */
public record ServerSettings(
        String bind,
        int port,
        int s3Port,
        boolean explainSignatures,
        Duration idleTimeout,
        Duration bodyTimeout,
        Duration drainTimeout) {

    static ServerSettings from(Settings settings) {
        return new ServerSettings(
                settings.text("server.bind"),
                settings.number("server.port"),
                settings.number("server.s3-port"),
                settings.on("server.explain-signatures"),
                settings.duration("server.idle-timeout"),
                settings.duration("server.body-timeout"),
                settings.duration("server.drain-timeout"));
    }
}
