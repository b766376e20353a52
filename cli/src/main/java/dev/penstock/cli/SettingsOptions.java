package dev.penstock.cli;

import dev.penstock.server.settings.Settings;
import dev.penstock.server.settings.SettingsException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that change settings, for {@code up} and for {@code settings}, so that both mean the same. */
final class SettingsOptions {
    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change a setting; may be repeated. See 'penstock settings'.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the API, 0 for a free one (default: 8420).")
    private @Nullable Integer port;

    @Option(
            names = "--s3-port",
            paramLabel = "PORT",
            description = "Port of the embedded S3 endpoint, 0 for a free one (default: 8421).")
    private @Nullable Integer s3Port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Address to listen on (default: 127.0.0.1, this machine only).")
    private @Nullable String bind;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "Keep the state in PostgreSQL: jdbc:postgresql://host/database (default: SQLite in DIR).")
    private @Nullable String database;

    @Option(
            names = "--explain-signatures",
            description = "Add the canonical request to the error of a wrong signature; for development.")
    private boolean explainSignatures;

    /**
     * The settings of a server in a folder.
     *
     * @throws CommandFailure if one is unknown or wrong
     */
    Settings load(Path folder) {
        Map<String, String> given = new HashMap<>(set);
        put(given, "server.port", port);
        put(given, "server.s3-port", s3Port);
        put(given, "server.bind", bind);
        put(given, "database.url", database);
        put(given, "server.explain-signatures", explainSignatures ? "true" : null);
        try {
            return Settings.load(given, System.getenv(), folder);
        } catch (SettingsException e) {
            throw new CommandFailure(e.getMessage() + " 'penstock settings' lists all.", e);
        }
    }

    private static void put(Map<String, String> given, String key, @Nullable Object value) {
        if (value != null) {
            given.put(key, value.toString());
        }
    }
}
