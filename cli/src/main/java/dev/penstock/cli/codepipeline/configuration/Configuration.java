package dev.penstock.cli.codepipeline.configuration;

import dev.penstock.cli.codepipeline.Surroundings;
import dev.penstock.cli.codepipeline.grammar.GlobalOptions;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import dev.penstock.cli.codepipeline.value.PythonInteger;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of a command: from its options, the environment and the files of its profile (spec cli 16). */
public final class Configuration {
    private static final Pattern REGION = Pattern.compile("(?![0-9]+$)(?!-)[a-zA-Z0-9-]{0,63}(?<!-)");

    private final GlobalOptions options;
    private final Surroundings surroundings;
    private final Profiles profiles;
    private final String profile;
    /** Whether somebody asked for this profile. */
    private final boolean named;

    private Configuration(GlobalOptions options, Surroundings surroundings) {
        this.options = options;
        this.surroundings = surroundings;
        this.profiles = Profiles.read(surroundings);
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

    public Profiles profiles() {
        return profiles;
    }

    public String profile() {
        return profile;
    }

    /**
     * @throws InvalidValue if a profile is asked for that no file has
     */
    public void requireProfile() {
        if (named && !profiles.has(profile)) {
            throw new InvalidValue("The config profile (" + profile + ") could not be found");
        }
    }

    /** The profile that an option names. */
    public Optional<String> explicitProfile() {
        return options.value("profile").filter(name -> !name.isEmpty());
    }

    /** A setting of the profile; what the credentials file says wins. */
    public Optional<String> setting(String key) {
        return profiles.setting(profile, key);
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
                                .flatMap(name -> Profiles.value(profiles.services(name), "codepipeline.endpoint_url")))
                        .or(() -> setting("endpoint_url")))
                .orElseGet(() ->
                        "https://codepipeline." + region + ".amazonaws.com" + (region.startsWith("cn-") ? ".cn" : ""));
    }

    /** How often a request is sent at most. */
    public int attempts() {
        String mode = surroundings
                .variable("AWS_RETRY_MODE")
                .or(() -> setting("retry_mode"))
                .orElse("legacy");
        String standard = switch (mode) {
            case "legacy" -> "5";
            case "standard", "adaptive" -> "3";
            default ->
                throw new InvalidValue("Invalid value provided to \"mode\": \"" + mode
                        + "\" must be one of: ('legacy', 'standard', 'adaptive')");
        };
        String attempts = surroundings
                .variable("AWS_MAX_ATTEMPTS")
                .or(() -> setting("max_attempts"))
                .orElse(standard);
        BigInteger number = PythonInteger.parse(attempts);
        if (number.signum() <= 0) {
            throw new InvalidValue("Value provided to \"max_attempts\": " + number
                    + " must be an integer greater than or equal to 1.");
        }
        return number.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue();
    }

    /** Whether requests are checked before they are sent. */
    public boolean validatesRequests() {
        return setting("parameter_validation").filter("false"::equalsIgnoreCase).isEmpty();
    }

    public Optional<String> caBundle() {
        return options.value("ca-bundle")
                .or(() -> surroundings.variable("AWS_CA_BUNDLE"))
                .or(() -> setting("ca_bundle"));
    }
}
