package dev.penstock.cli.codepipeline.configuration;

import dev.penstock.cli.codepipeline.Surroundings;
import dev.penstock.cli.codepipeline.grammar.GlobalOptions;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of a command: from its options, the environment and the files of its profile (spec cli 16). */
public final class Configuration {
    static final String CREDENTIALS_FILE = "shared-credentials-file";
    static final String CONFIG_FILE = "config-file";

    private static final Pattern REGION = Pattern.compile("(?![0-9]+$)(?!-)[a-zA-Z0-9-]{0,63}(?<!-)");

    private final GlobalOptions options;
    private final Surroundings surroundings;
    private final Map<String, Map<String, String>> config;
    private final Map<String, Map<String, String>> credentials;
    private final String profile;
    /** Whether somebody asked for this profile. */
    private final boolean named;

    private Configuration(GlobalOptions options, Surroundings surroundings) {
        this.options = options;
        this.surroundings = surroundings;
        this.config = ConfigFile.read(file("AWS_CONFIG_FILE", "config")).sections();
        this.credentials = ConfigFile.read(file("AWS_SHARED_CREDENTIALS_FILE", "credentials"))
                .sections();
        Optional<String> asked = explicitProfile()
                .or(() -> surroundings.variable("AWS_DEFAULT_PROFILE"))
                .or(() -> surroundings.variable("AWS_PROFILE"));
        this.named = asked.isPresent();
        this.profile = asked.orElse("default");
    }

    /**
     * @throws InvalidValue if a file is broken
     */
    public static Configuration read(GlobalOptions options, Surroundings surroundings) {
        return new Configuration(options, surroundings);
    }

    /**
     * @throws InvalidValue if a profile is asked for that no file has
     */
    public void requireProfile() {
        if (named && inConfig(profile).isEmpty() && !credentials.containsKey(profile)) {
            throw new InvalidValue("The config profile (" + profile + ") could not be found");
        }
    }

    private Optional<String> explicitProfile() {
        return options.value("profile").filter(name -> !name.isEmpty());
    }

    private Path file(String variable, String name) {
        return surroundings
                .variable(variable)
                .map(path -> path.startsWith("~/") ? surroundings.home().resolve(path.substring(2)) : Path.of(path))
                .map(surroundings.folder()::resolve)
                .orElseGet(() -> surroundings.home().resolve(".aws").resolve(name));
    }

    private Optional<Map<String, String>> inConfig(String name) {
        return Optional.ofNullable(config.get(name.equals("default") ? "default" : "profile " + name))
                .or(() -> Optional.ofNullable(config.get("profile \"" + name + "\"")))
                .or(() -> Optional.ofNullable(config.get("profile '" + name + "'")))
                .or(() -> Optional.ofNullable(config.get("profile " + name)));
    }

    /** A setting of the profile; what the credentials file says wins. */
    public Optional<String> setting(String key) {
        Map<String, String> merged = new LinkedHashMap<>(inConfig(profile).orElse(Map.of()));
        merged.putAll(credentials.getOrDefault(profile, Map.of()));
        return Optional.ofNullable(merged.get(key)).filter(value -> !value.isEmpty());
    }

    /**
     * @throws MissingSetting if none is set
     * @throws InvalidValue if it cannot be one
     */
    public String region() {
        String region = options.value("region")
                .filter(name -> !name.isEmpty())
                .or(() -> surroundings.variable("AWS_DEFAULT_REGION"))
                .or(() -> setting("region"))
                .orElseThrow(MissingSetting::region);
        if (!REGION.matcher(region).matches()) {
            throw new InvalidValue("Provided region_name '" + region + "' doesn't match a supported format.");
        }
        return region;
    }

    public String output() {
        return options.value("output")
                .or(() -> surroundings.variable("AWS_DEFAULT_OUTPUT"))
                .or(() -> setting("output"))
                .orElse("json");
    }

    public String timestampFormat() {
        return setting("cli_timestamp_format").orElse("wire");
    }

    /** The URL of the service; that of AWS when nothing else is set. */
    public String endpoint(String region) {
        Optional<String> given = options.value("endpoint-url");
        if (given.isPresent()) {
            return given.get();
        }
        boolean ignored = surroundings
                .variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
                .or(() -> setting("ignore_configured_endpoint_urls"))
                .filter("true"::equalsIgnoreCase)
                .isPresent();
        return Optional.of(ignored)
                .filter(off -> !off)
                .flatMap(_ -> surroundings
                        .variable("AWS_ENDPOINT_URL_CODEPIPELINE")
                        .or(() -> surroundings.variable("AWS_ENDPOINT_URL"))
                        .or(() -> setting("services")
                                .map(name -> config.getOrDefault("services " + name, Map.of()))
                                .map(services -> services.get("codepipeline.endpoint_url")))
                        .or(() -> setting("endpoint_url")))
                .orElseGet(() ->
                        "https://codepipeline." + region + ".amazonaws.com" + (region.startsWith("cn-") ? ".cn" : ""));
    }

    /** How often a request is sent at most. */
    public int attempts() {
        String standard = surroundings
                        .variable("AWS_RETRY_MODE")
                        .or(() -> setting("retry_mode"))
                        .filter(mode -> !mode.equals("legacy"))
                        .isPresent()
                ? "3"
                : "5";
        String attempts = surroundings
                .variable("AWS_MAX_ATTEMPTS")
                .or(() -> setting("max_attempts"))
                .orElse(standard);
        if (!attempts.matches("[1-9][0-9]{0,6}")) {
            throw new InvalidValue("Value provided to \"max_attempts\": " + attempts
                    + " must be an integer greater than or equal to 1.");
        }
        return Integer.parseInt(attempts);
    }

    public Optional<String> caBundle() {
        return options.value("ca-bundle")
                .or(() -> surroundings.variable("AWS_CA_BUNDLE"))
                .or(() -> setting("ca_bundle"));
    }

    /**
     * The first complete key of the environment, the credentials file and the config file; the environment counts only when
     * no profile is named by an option.
     *
     * @throws MissingSetting if there is none
     * @throws InvalidValue if the first one lacks a half
     */
    public Credentials credentials() {
        if (explicitProfile().isEmpty()
                && surroundings.variable("AWS_ACCESS_KEY_ID").isPresent()) {
            return new Credentials(
                    surroundings.variable("AWS_ACCESS_KEY_ID").get(),
                    surroundings
                            .variable("AWS_SECRET_ACCESS_KEY")
                            .orElseThrow(() -> partial("env", "AWS_SECRET_ACCESS_KEY")),
                    surroundings.variable("AWS_SECURITY_TOKEN").or(() -> surroundings.variable("AWS_SESSION_TOKEN")));
        }
        return fromFile(CREDENTIALS_FILE, credentials.getOrDefault(profile, Map.of()))
                .or(() -> fromFile(CONFIG_FILE, inConfig(profile).orElse(Map.of())))
                .or(() -> setting("credential_process").map(command -> CredentialProcess.run(command, surroundings)))
                .orElseThrow(MissingSetting::credentials);
    }

    private static Optional<Credentials> fromFile(String source, Map<String, String> section) {
        return value(section, "aws_access_key_id")
                .map(key -> new Credentials(
                        key,
                        value(section, "aws_secret_access_key")
                                .orElseThrow(() -> partial(source, "aws_secret_access_key")),
                        value(section, "aws_security_token").or(() -> value(section, "aws_session_token"))));
    }

    private static Optional<String> value(Map<String, String> section, String key) {
        return Optional.ofNullable(section.get(key)).filter(value -> !value.isEmpty());
    }

    static InvalidValue partial(String source, String missing) {
        return new InvalidValue("Partial credentials found in " + source + ", missing: " + missing);
    }
}
