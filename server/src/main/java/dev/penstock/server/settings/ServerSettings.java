package dev.penstock.server.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the server listens, and what it lets callers do.
 *
 * @param healthPort for probes alone; null for none
 * @param publicUrl URL by which others reach the server; null for where it listens
 * @param trustedProxies address ranges of proxies whose X-Forwarded-For is believed
 * @param stopDelay how long a server that stops goes on answering after it says that it is not ready
 * @param registerByUpdate whether UpdateActionType may register a partner's type (spec jobs 15.3)
 */
public record ServerSettings(
        String bind,
        int port,
        int s3Port,
        @Nullable Integer healthPort,
        boolean explainSignatures,
        boolean registerByUpdate,
        @Nullable String publicUrl,
        List<String> trustedProxies,
        String gitHubApi,
        Duration idleTimeout,
        Duration bodyTimeout,
        Duration stopDelay,
        Duration drainTimeout) {

    static ServerSettings from(Settings settings) {
        return new ServerSettings(
                settings.text("server.bind"),
                settings.number("server.port"),
                settings.number("server.s3-port"),
                settings.optional("server.health-port") == null ? null : settings.number("server.health-port"),
                settings.on("server.explain-signatures"),
                settings.on("server.register-by-update"),
                settings.optional("server.public-url"),
                Arrays.stream(settings.text("server.trusted-proxies").split(","))
                        .map(String::strip)
                        .filter(range -> !range.isEmpty())
                        .toList(),
                settings.text("server.github-api"),
                settings.duration("server.idle-timeout"),
                settings.duration("server.body-timeout"),
                settings.duration("server.stop-delay"),
                settings.duration("server.drain-timeout"));
    }
}
