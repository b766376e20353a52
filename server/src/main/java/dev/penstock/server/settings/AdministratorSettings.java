package dev.penstock.server.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The administrator's access key that the operator has chosen.
 *
 * @param secret in clear; never in {@link #toString}
 */
public record AdministratorSettings(String accessKeyId, String secret) {
    private static final Pattern ID = Pattern.compile("[A-Z0-9]{16,128}");
    private static final int SHORTEST_SECRET = 20;

    /** Empty if none was chosen. */
    static Optional<AdministratorSettings> from(Settings settings) {
        String id = settings.optional("server.administrator-key-id");
        String secret = settings.secret("server.administrator-secret");
        if (id == null && secret == null) {
            return Optional.empty();
        }
        if (id == null || secret == null) {
            throw new SettingsException("Set both server.administrator-key-id and server.administrator-secret (or"
                    + " server.administrator-secret-file), or neither.");
        }
        if (!ID.matcher(id).matches()) {
            // Not what it is: the two may have been given the wrong way round.
            throw new SettingsException(
                    "The setting 'server.administrator-key-id' must be 16 to 128 capital letters and digits.");
        }
        if (secret.length() < SHORTEST_SECRET || secret.contains("\n")) {
            throw new SettingsException("The setting 'server.administrator-secret' must be one line of "
                    + SHORTEST_SECRET + " characters or more.");
        }
        return Optional.of(new AdministratorSettings(id, secret));
    }

    @Override
    public String toString() {
        return "AdministratorSettings[" + accessKeyId + "]";
    }
}
