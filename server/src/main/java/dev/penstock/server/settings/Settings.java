package dev.penstock.server.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The server's settings. The command line goes before the environment, the environment before the file
 * {@code penstock.yaml} in the data folder, the file before the defaults. Immutable.
 */
public final class Settings {
    /** Name of the file in the data folder. */
    public static final String FILE = "penstock.yaml";

    private static final String PREFIX = "PENSTOCK_";

    /** Variables with our prefix that say where the server lives rather than what it does. */
    private static final Set<String> OTHER_VARIABLES =
            Set.of("PENSTOCK_DATA", "PENSTOCK_HOME", "PENSTOCK_PROFILE", "PENSTOCK_JAVA_HOME", "PENSTOCK_JAVA_OPTS");

    private final Map<String, Value> values;

    /** @param source for people: {@code default}, the file, the variable or {@code --set} */
    private record Value(String text, String source) {}

    private Settings(Map<String, Value> values) {
        this.values = values;
    }

    /**
     * Reads the settings.
     *
     * @param commandLine by key
     * @param environment variables; those without our prefix are passed over
     * @throws SettingsException if a key is unknown or a value is not of its kind
     */
    public static Settings load(Map<String, String> commandLine, Map<String, String> environment, Path dataFolder) {
        Map<String, Value> values = new HashMap<>();
        Path file = dataFolder.resolve(FILE);
        readFile(file).forEach((key, text) -> put(values, key, text, file.toString()));
        environment.forEach((variable, text) -> {
            if (variable.startsWith(PREFIX) && !OTHER_VARIABLES.contains(variable)) {
                put(values, keyOf(variable), text, variable);
            }
        });
        commandLine.forEach((key, text) -> put(values, key, text, "--set"));
        return new Settings(Map.copyOf(values));
    }

    /** Defaults, with some values given: for tests and for programs that bring a server along. */
    public static Settings of(Map<String, String> given) {
        Map<String, Value> values = new HashMap<>();
        given.forEach((key, text) -> put(values, key, text, "--set"));
        return new Settings(Map.copyOf(values));
    }

    private static String keyOf(String variable) {
        Setting setting = Catalog.BY_VARIABLE.get(variable);
        if (setting == null) {
            throw new SettingsException("The environment variable " + variable + " sets nothing. Did you mean "
                    + Catalog.nearest(variable, Catalog.BY_VARIABLE.keySet()) + "?");
        }
        return setting.key();
    }

    private static void put(Map<String, Value> values, String key, String text, String source) {
        Setting setting = Catalog.BY_KEY.get(key);
        if (setting == null) {
            throw new SettingsException("There is no setting '" + key + "' (from " + source + "). Did you mean '"
                    + Catalog.nearest(key, Catalog.BY_KEY.keySet()) + "'?");
        }
        setting.kind().complaint(text).ifPresent(complaint -> {
            throw new SettingsException("The setting '" + key + "' " + complaint + ", but is '"
                    + setting.kind().shown(text) + "' (from " + source + ").");
        });
        values.put(key, new Value(text, source));
    }

    private static Map<String, String> readFile(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            Map<String, String> flat = new HashMap<>();
            Object root = new Load(
                            LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
            if (root != null) {
                flatten("", root, flat, file);
            }
            return flat;
        } catch (YamlEngineException e) {
            throw new SettingsException("The file " + file + " is not YAML: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        }
    }

    private static void flatten(String key, Object node, Map<String, String> flat, Path file) {
        switch (node) {
            case Map<?, ?> map ->
                map.forEach((name, child) -> flatten(
                        key.isEmpty() ? String.valueOf(name) : key + "." + name,
                        child == null ? "" : child,
                        flat,
                        file));
            case String text -> flat.put(key, text);
            case Number number -> flat.put(key, number.toString());
            case Boolean bool -> flat.put(key, bool.toString());
            default -> throw new SettingsException("The value of '" + key + "' in " + file + " must be a single one.");
        }
    }

    /** Every setting as it stands, by key as in the manual. */
    public List<Described> describe() {
        return Catalog.ALL.stream()
                .map(setting -> {
                    Value value = values.get(setting.key());
                    String text = value == null ? setting.defaultValue() : value.text();
                    return new Described(
                            setting.key(),
                            setting.kind().shown(text),
                            setting.defaultValue(),
                            setting.kind().unit(),
                            value == null ? "default" : value.source(),
                            setting.meaning());
                })
                .toList();
    }

    /**
     * A setting for people to read.
     *
     * @param value masked as far as it is a secret
     * @param source {@code default}, {@code --set}, an environment variable or the file's path
     */
    public record Described(
            String key, String value, String defaultValue, String unit, String source, String meaning) {}

    public ServerSettings server() {
        return ServerSettings.from(this);
    }

    /** The administrator's access key that the operator has chosen; empty if none was. */
    public Optional<AdministratorSettings> administrator() {
        return AdministratorSettings.from(this);
    }

    public JobSettings jobs() {
        return JobSettings.from(this);
    }

    public WorkerSettings workers() {
        return WorkerSettings.from(this);
    }

    public TaskSettings tasks() {
        return TaskSettings.from(this);
    }

    public EventSettings events() {
        return EventSettings.from(this);
    }

    public DatabaseSettings database() {
        return DatabaseSettings.from(this);
    }

    public S3Settings s3() {
        return S3Settings.from(this);
    }

    public AwsSettings aws() {
        return AwsSettings.from(this);
    }

    public CommandsSettings commands() {
        return CommandsSettings.from(this);
    }

    public LimitSettings limits() {
        return LimitSettings.from(this);
    }

    String text(String key) {
        Value value = values.get(key);
        Setting setting = Catalog.BY_KEY.get(key);
        if (setting == null) {
            throw new IllegalArgumentException("no setting " + key);
        }
        return value == null ? setting.defaultValue() : value.text();
    }

    @Nullable
    String optional(String key) {
        String text = text(key);
        return text.isEmpty() ? null : text;
    }

    int number(String key) {
        return Integer.parseInt(text(key));
    }

    boolean on(String key) {
        return Boolean.parseBoolean(text(key));
    }

    Duration duration(String key) {
        return Durations.parse(text(key)).orElseThrow();
    }

    /** A secret, given in the setting itself or in the file that the setting with {@code -file} names. */
    @Nullable
    String secret(String key) {
        String file = optional(key + "-file");
        if (file == null) {
            return optional(key);
        }
        if (optional(key) != null) {
            throw new SettingsException("Set either " + key + " or " + key + "-file, not both.");
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new SettingsException("The file " + file + " that " + key + "-file names cannot be read.");
        }
    }
}
