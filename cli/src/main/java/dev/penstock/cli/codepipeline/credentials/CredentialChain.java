package dev.penstock.cli.codepipeline.credentials;

import dev.penstock.cli.codepipeline.Surroundings;
import dev.penstock.cli.codepipeline.configuration.MissingSetting;
import dev.penstock.cli.codepipeline.configuration.Profiles;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sources of credentials in the AWS CLI's order; the first one that is configured decides: the environment, a role to
 * assume, a web identity, a sign-in, keys in the credentials file, a process, keys in the config file, the container, the
 * instance. Used once.
 */
public final class CredentialChain {
    private static final String ACCESS_KEY = "aws_access_key_id";
    private static final String SECRET = "aws_secret_access_key";
    private static final String ROLE = "role_arn";
    private static final String SESSION_NAME = "role_session_name";
    private static final String TOKEN_FILE = "web_identity_token_file";

    private final Profiles profiles;
    private final Surroundings surroundings;
    private final SessionCache cache;
    private final Supplier<RemoteSources> remote;
    private final List<String> visited = new ArrayList<>();

    /**
     * @param region of the call, in which STS is asked too
     * @param profile whose settings the clients follow that ask
     */
    public CredentialChain(Profiles profiles, Surroundings surroundings, String region, String profile) {
        // Loaded only when there is one to ask: the classes of the AWS SDK take longer than the call.
        this(profiles, surroundings, () -> new SdkSources(profiles, surroundings, region, profile));
    }

    CredentialChain(Profiles profiles, Surroundings surroundings, Supplier<RemoteSources> remote) {
        this.profiles = profiles;
        this.surroundings = surroundings;
        this.cache = new SessionCache(surroundings);
        this.remote = remote;
    }

    /**
     * @param named whether an option names the profile: the environment does not count then
     * @throws MissingSetting if there are none
     * @throws InvalidValue if the first source is not complete, refuses or does not answer
     */
    public Credentials find(String profile, boolean named) {
        visited.add(profile);
        return (named ? Optional.<Credentials>empty() : environment())
                .or(() -> assumes(profile) ? Optional.of(assumed(profile)) : Optional.empty())
                .or(() -> ofProfile(profile, !named))
                .or(this::container)
                .or(this::instance)
                .orElseThrow(MissingSetting::credentials);
    }

    private Optional<Credentials> environment() {
        return surroundings
                .variable("AWS_ACCESS_KEY_ID")
                .map(key -> new Credentials(
                        key,
                        surroundings
                                .variable("AWS_SECRET_ACCESS_KEY")
                                .orElseThrow(() -> partial("env", "AWS_SECRET_ACCESS_KEY")),
                        surroundings
                                .variable("AWS_SECURITY_TOKEN")
                                .or(() -> surroundings.variable("AWS_SESSION_TOKEN"))));
    }

    private Optional<Credentials> ofProfile(String profile, boolean withEnvironment) {
        return webIdentity(profile, withEnvironment)
                .or(() -> signedIn(profile))
                .or(() -> keys("shared-credentials-file", profiles.inCredentials(profile)))
                .or(() -> setting(profile, "credential_process")
                        .map(command -> CredentialProcess.run(command, surroundings)))
                .or(() -> keys("config-file", profiles.inConfig(profile)));
    }

    private static Optional<Credentials> keys(String source, Map<String, String> section) {
        return Profiles.value(section, ACCESS_KEY)
                .map(key -> new Credentials(
                        key,
                        Profiles.value(section, SECRET).orElseThrow(() -> partial(source, SECRET)),
                        Profiles.value(section, "aws_security_token")
                                .or(() -> Profiles.value(section, "aws_session_token"))));
    }

    private Optional<Credentials> signedIn(String profile) {
        return setting(profile, "sso_account_id")
                .or(() -> setting(profile, "sso_role_name"))
                .map(_ -> {
                    requireSignIn(profile);
                    return remote.get().signedIn(profile);
                });
    }

    private void requireSignIn(String profile) {
        Map<String, String> session = setting(profile, "sso_session")
                .map(name -> profiles.signInSession(name)
                        .orElseThrow(
                                () -> new InvalidValue("The specified sso-session does not exist: \"" + name + "\"")))
                .orElse(Map.of());
        String missing = Stream.of("sso_role_name", "sso_account_id", "sso_start_url", "sso_region")
                .filter(key -> setting(profile, key)
                        .or(() -> Profiles.value(session, key))
                        .isEmpty())
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new InvalidValue("The profile \"" + profile
                    + "\" is configured to use SSO but is missing required configuration: " + missing);
        }
    }

    private Optional<Credentials> container() {
        return surroundings
                .variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
                .or(() -> surroundings.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI"))
                .map(_ -> remote.get().container());
    }

    private Optional<Credentials> instance() {
        String profile = visited.getFirst();
        return InstanceMetadata.isThere(surroundings, key -> setting(profile, key))
                ? remote.get().instance()
                : Optional.empty();
    }

    private Optional<Credentials> webIdentity(String profile, boolean withEnvironment) {
        return identity(profile, withEnvironment, "AWS_WEB_IDENTITY_TOKEN_FILE", TOKEN_FILE)
                .map(file -> {
                    Role role = new Role(
                            identity(profile, withEnvironment, "AWS_ROLE_ARN", ROLE)
                                    .orElseThrow(
                                            () -> new InvalidValue("The provided profile or the current environment"
                                                    + " is configured to assume role with web identity but has no role ARN"
                                                    + " configured. Ensure that the profile has the role_arnconfiguration set or"
                                                    + " the AWS_ROLE_ARN env var is set.")),
                            identity(profile, withEnvironment, "AWS_ROLE_SESSION_NAME", SESSION_NAME),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
                    Path token = surroundings.folder().resolve(file);
                    return cached(role, () -> remote.get().assumeRoleWithWebIdentity(role, token));
                });
    }

    private Optional<String> identity(String profile, boolean withEnvironment, String variable, String key) {
        return (withEnvironment ? surroundings.variable(variable) : Optional.<String>empty())
                .or(() -> setting(profile, key));
    }

    private boolean assumes(String profile) {
        return setting(profile, ROLE).isPresent()
                && setting(profile, TOKEN_FILE).isEmpty();
    }

    private Credentials assumed(String profile) {
        Optional<String> sourceProfile = setting(profile, "source_profile");
        Optional<String> source = setting(profile, "credential_source");
        if (sourceProfile.isPresent() && source.isPresent()) {
            throw new InvalidValue(
                    "The profile \"" + profile + "\" contains both source_profile and credential_source.");
        }
        sourceProfile.ifPresent(name -> requireSource(profile, name));
        Role role = new Role(
                setting(profile, ROLE).orElseThrow(),
                setting(profile, SESSION_NAME),
                setting(profile, "external_id"),
                setting(profile, "mfa_serial"),
                setting(profile, "duration_seconds")
                        .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                        .map(Integer::valueOf));
        Supplier<Credentials> origin = sourceProfile
                .<Supplier<Credentials>>map(name -> () -> ofSourceProfile(name))
                .or(() -> source.map(name -> named(name, profile)))
                .orElseThrow(() -> partial("assume-role", "source_profile or credential_source"));
        return cached(role, () -> {
            Credentials from = origin.get();
            return remote.get().assumeRole(role, role.mfaSerial().map(this::mfaCode), from);
        });
    }

    private Credentials cached(Role role, Supplier<Session> assume) {
        return cache.get(role.cacheKey()).orElseGet(() -> {
            Session session = assume.get();
            cache.put(role.cacheKey(), session);
            return session.credentials();
        });
    }

    private String mfaCode(String serial) {
        return surroundings
                .prompt()
                .ask("Enter MFA code for " + serial + ": ")
                .orElseThrow(() -> new InvalidValue("The role needs a code of the MFA device " + serial
                        + ", and there is no terminal to ask for it."));
    }

    private void requireSource(String profile, String source) {
        if (!profiles.has(source)) {
            throw new InvalidValue("The source_profile \"" + source + "\" referenced in the profile \"" + profile
                    + "\" does not exist.");
        }
        if (visited.contains(source) && !(source.equals(profile) && hasKeys(source))) {
            throw new InvalidValue(
                    "Infinite loop in credential configuration detected. Attempting to load from profile "
                            + source + " which has already been visited. Visited profiles: ['"
                            + String.join("', '", visited)
                            + "']");
        }
    }

    private boolean hasKeys(String profile) {
        return setting(profile, ACCESS_KEY).or(() -> setting(profile, SECRET)).isPresent();
    }

    private Credentials ofSourceProfile(String profile) {
        visited.add(profile);
        if (!hasKeys(profile) && assumes(profile)) {
            return assumed(profile);
        }
        return ofProfile(profile, false)
                .orElseThrow(() -> new InvalidValue("The source profile \"" + profile + "\" must have credentials."));
    }

    private Supplier<Credentials> named(String source, String profile) {
        Supplier<Optional<Credentials>> found = switch (source) {
            case "Environment" -> this::environment;
            case "EcsContainer" -> this::container;
            case "Ec2InstanceMetadata" -> this::instance;
            default ->
                throw new InvalidValue("The credential source \"" + source + "\" referenced in profile \"" + profile
                        + "\" is not valid.");
        };
        return () -> found.get()
                .orElseThrow(() ->
                        failed(source, "No credentials found in credential_source referenced in profile " + profile));
    }

    private Optional<String> setting(String profile, String key) {
        return profiles.setting(profile, key);
    }

    static InvalidValue failed(String source, String reason) {
        return new InvalidValue("Error when retrieving credentials from " + source + ": " + reason);
    }

    private static InvalidValue partial(String source, String missing) {
        return new InvalidValue("Partial credentials found in " + source + ", missing: " + missing);
    }
}
