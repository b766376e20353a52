package dev.penstock.cli.codepipeline.configuration;

import dev.penstock.cli.codepipeline.Surroundings;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What AWS's two files say, profile by profile (spec cli 16). */
public final class Profiles {
    private final Path configFile;
    private final Path credentialsFile;
    private final Map<String, Map<String, String>> config;
    private final Map<String, Map<String, String>> credentials;

    private Profiles(Path configFile, Path credentialsFile) {
        this.configFile = configFile;
        this.credentialsFile = credentialsFile;
        this.config = ConfigFile.read(configFile).sections();
        this.credentials = ConfigFile.read(credentialsFile).sections();
    }

    /**
     * @throws InvalidValue if a file is broken
     */
    public static Profiles read(Surroundings surroundings) {
        return new Profiles(
                file(surroundings, "AWS_CONFIG_FILE", "config"),
                file(surroundings, "AWS_SHARED_CREDENTIALS_FILE", "credentials"));
    }

    private static Path file(Surroundings surroundings, String variable, String name) {
        return surroundings
                .variable(variable)
                .map(path -> path.startsWith("~/") ? surroundings.home().resolve(path.substring(2)) : Path.of(path))
                .map(surroundings.folder()::resolve)
                .orElseGet(() -> surroundings.home().resolve(".aws").resolve(name));
    }

    public Path configFile() {
        return configFile;
    }

    public Path credentialsFile() {
        return credentialsFile;
    }

    public boolean has(String profile) {
        return section(profile).isPresent() || credentials.containsKey(profile);
    }

    /** A setting of a profile that is not empty; what the credentials file says wins. */
    public Optional<String> setting(String profile, String key) {
        return value(inCredentials(profile), key).or(() -> value(inConfig(profile), key));
    }

    public Map<String, String> inConfig(String profile) {
        return section(profile).orElse(Map.of());
    }

    public Map<String, String> inCredentials(String profile) {
        return credentials.getOrDefault(profile, Map.of());
    }

    /** A section of endpoints that profiles name. */
    public Map<String, String> services(String name) {
        return config.getOrDefault("services " + name, Map.of());
    }

    /** A section of a sign-in that profiles name. */
    public Optional<Map<String, String>> signInSession(String name) {
        return Optional.ofNullable(config.get("sso-session " + name));
    }

    private Optional<Map<String, String>> section(String profile) {
        return Optional.ofNullable(config.get(profile.equals("default") ? "default" : "profile " + profile))
                .or(() -> Optional.ofNullable(config.get("profile \"" + profile + "\"")))
                .or(() -> Optional.ofNullable(config.get("profile '" + profile + "'")))
                .or(() -> Optional.ofNullable(config.get("profile " + profile)));
    }

    /** A setting of a section that is not empty. */
    public static Optional<String> value(Map<String, String> section, String key) {
        return Optional.ofNullable(section.get(key)).filter(value -> !value.isEmpty());
    }
}
