package dev.penstock.cli.codepipeline.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.cli.codepipeline.Surroundings;
import dev.penstock.cli.codepipeline.Surroundings.Screen;
import dev.penstock.cli.codepipeline.configuration.MissingSetting;
import dev.penstock.cli.codepipeline.configuration.Profiles;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which source is asked, and with what. Those that are asked over the network are told apart by what they answer. */
class CredentialChainTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String PROFILES = """
            [default]
            region = us-east-1
            [profile static]
            aws_access_key_id = static-key
            aws_secret_access_key = s
            [profile role]
            role_arn = arn:aws:iam::1:role/inner
            source_profile = static
            external_id = ext
            duration_seconds = 900
            [profile outer]
            role_arn = arn:aws:iam::1:role/outer
            source_profile = role
            role_session_name = me
            [profile self]
            role_arn = arn:aws:iam::1:role/self
            source_profile = self
            aws_access_key_id = self-key
            aws_secret_access_key = s
            [profile mfa]
            role_arn = arn:aws:iam::1:role/mfa
            source_profile = static
            mfa_serial = arn:aws:iam::1:mfa/me
            [profile token]
            role_arn = arn:aws:iam::1:role/web
            source_profile = static
            web_identity_token_file = token
            [profile sso]
            sso_account_id = 1
            sso_role_name = r
            sso_session = corp
            aws_access_key_id = below
            aws_secret_access_key = s
            [sso-session corp]
            sso_region = us-east-1
            sso_start_url = https://example.com
            [profile of-sso]
            role_arn = arn:aws:iam::1:role/inner
            source_profile = sso
            [profile sso-half]
            sso_account_id = 1
            [profile sso-lost]
            sso_account_id = 1
            sso_role_name = r
            sso_session = gone
            [profile environment]
            role_arn = arn:aws:iam::1:role/inner
            credential_source = Environment
            [profile container]
            role_arn = arn:aws:iam::1:role/inner
            credential_source = EcsContainer
            [profile strange]
            role_arn = arn:aws:iam::1:role/inner
            credential_source = Moon
            [profile both]
            role_arn = arn:aws:iam::1:role/inner
            source_profile = static
            credential_source = Environment
            [profile neither]
            role_arn = arn:aws:iam::1:role/inner
            [profile lost]
            role_arn = arn:aws:iam::1:role/inner
            source_profile = nowhere
            [profile empty]
            region = us-east-1
            [profile of-empty]
            role_arn = arn:aws:iam::1:role/inner
            source_profile = empty
            [profile a]
            role_arn = arn:aws:iam::1:role/inner
            source_profile = b
            [profile b]
            role_arn = arn:aws:iam::1:role/inner
            source_profile = a
            """;

    @TempDir
    private Path home;

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private Optional<String> code = Optional.empty();
    private Instant expiration = NOW.plusSeconds(3600);

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws").resolve("config"), PROFILES);
        environment.putAll(Map.of("HOME", home.toString(), "AWS_EC2_METADATA_DISABLED", "true"));
    }

    private final class Sources implements RemoteSources {
        @Override
        public Session assumeRole(Role role, Optional<String> mfaCode, Credentials source) {
            asked.add("role " + role.arn().substring(role.arn().indexOf('/') + 1) + " by " + source.accessKey()
                    + mfaCode.map(" with "::concat).orElse(""));
            return session(role);
        }

        @Override
        public Session assumeRoleWithWebIdentity(Role role, Path token) {
            asked.add("identity " + token.getFileName());
            return session(role);
        }

        private Session session(Role role) {
            return new Session(credentials(role.arn().substring(role.arn().indexOf('/') + 1)), expiration);
        }

        @Override
        public Credentials signedIn(String profile) {
            return credentials("signed-in");
        }

        @Override
        public Credentials container() {
            return credentials("container");
        }

        @Override
        public Optional<Credentials> instance() {
            throw new AssertionError("the metadata service is switched off");
        }
    }

    private static Credentials credentials(String key) {
        return new Credentials(key, "s", Optional.of("t"));
    }

    private String find(String profile, boolean named) {
        Surroundings surroundings = new Surroundings(
                environment,
                home,
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(OutputStream.nullOutputStream()),
                new Screen(false, 80),
                () -> NOW,
                () -> ZoneOffset.UTC,
                Random::new,
                _ -> false,
                _ -> code);
        return new CredentialChain(Profiles.read(surroundings), surroundings, Sources::new)
                .find(profile, named)
                .accessKey();
    }

    private void keysInTheEnvironment() {
        environment.putAll(Map.of("AWS_ACCESS_KEY_ID", "environment-key", "AWS_SECRET_ACCESS_KEY", "s"));
    }

    @Test
    void theEnvironmentComesFirstUnlessAnOptionNamesTheProfile() {
        keysInTheEnvironment();
        assertThat(find("role", false)).isEqualTo("environment-key");
        assertThat(find("role", true)).isEqualTo("inner");
        assertThat(find("static", true)).isEqualTo("static-key");
    }

    @Test
    void aWebIdentityOfTheEnvironmentComesAfterARoleOfTheProfileAndBeforeItsKeys() {
        environment.putAll(
                Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", "/e/token", "AWS_ROLE_ARN", "arn:aws:iam::1:role/pod"));
        assertThat(find("static", false)).isEqualTo("pod");
        assertThat(find("static", true)).isEqualTo("static-key");
        assertThat(find("role", false)).isEqualTo("inner");
        assertThat(find("token", true)).isEqualTo("web");
        assertThat(asked).contains("identity token");
    }

    @Test
    void aSignInComesBeforeKeysAndTheContainerLast() {
        environment.put("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x");
        assertThat(find("sso", true)).isEqualTo("signed-in");
        assertThat(find("static", true)).isEqualTo("static-key");
        assertThat(find("empty", true)).isEqualTo("container");
    }

    @Test
    void nothingAnywhereIsSaidAsTheAwsCliDoes() {
        assertThatThrownBy(() -> find("default", false))
                .isInstanceOf(MissingSetting.class)
                .hasMessageStartingWith("Unable to locate credentials.");
    }

    @Test
    void rolesAreAssumedOneByTheOther() {
        assertThat(find("outer", true)).isEqualTo("outer");
        assertThat(asked).containsExactly("role inner by static-key", "role outer by inner");
        asked.clear();
        assertThat(find("self", true)).isEqualTo("self");
        assertThat(find("of-sso", true)).isEqualTo("inner");
        assertThat(asked).containsExactly("role self by self-key", "role inner by signed-in");
    }

    @Test
    void aSourceMayBeNamed() {
        keysInTheEnvironment();
        expiration = NOW; // keeps no session
        find("environment", true);
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1/x");
        find("container", true);
        assertThat(asked).containsExactly("role inner by environment-key", "role inner by container");
    }

    @Test
    void aSessionIsKeptUntilItEndsSoon() {
        find("role", true);
        find("role", true);
        assertThat(asked).hasSize(1);
        expiration = NOW.plusSeconds(14 * 60);
        find("outer", true);
        find("outer", true);
        assertThat(asked).containsExactly("role inner by static-key", "role outer by inner", "role outer by inner");
    }

    @Test
    void sessionsAreSharedWithTheAwsCli() throws IOException {
        Path cache = Files.createDirectories(home.resolve(".aws/cli/cache"));
        // Name and content as version 1.45.11 wrote them for this role.
        Files.writeString(home.resolve(".aws").resolve("config"), """
                [profile r]
                role_arn = arn:aws:iam::1:role/r
                source_profile = b
                [profile b]
                aws_access_key_id = k
                aws_secret_access_key = s
                """);
        Path file = Files.writeString(cache.resolve("296af0900b5a5e948c19d3110989c909c2d4a0a9.json"), """
                {"Credentials": {"AccessKeyId": "ASIAROLE", "SecretAccessKey": "rs", "SessionToken": "rt", \
                "Expiration": "2026-11-24T13:00:00UTC", "AccountId": "1"}, "AssumedRoleUser": {}}""");
        assertThat(find("r", true)).isEqualTo("ASIAROLE");
        assertThat(asked).isEmpty();

        Files.delete(file);
        assertThat(find("r", true)).isEqualTo("r");
        assertThat(file)
                .hasContent("{\"Credentials\": {\"AccessKeyId\": \"r\", \"SecretAccessKey\": \"s\", \"SessionToken\":"
                        + " \"t\", \"Expiration\": \"2026-11-24T13:00:00Z\"}}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aRoleWithADeviceAsksForItsCode() {
        assertThatThrownBy(() -> find("mfa", true)).hasMessageContaining("no terminal to ask");
        code = Optional.of("123456");
        find("mfa", true);
        assertThat(asked).containsExactly("role mfa by static-key with 123456");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "both     | The profile \"both\" contains both source_profile and credential_source.",
                "neither  | Partial credentials found in assume-role, missing: source_profile or credential_source",
                "lost     | The source_profile \"nowhere\" referenced in the profile \"lost\" does not exist.",
                "of-empty | The source profile \"empty\" must have credentials.",
                "strange  | The credential source \"Moon\" referenced in profile \"strange\" is not valid.",
                "environment | Error when retrieving credentials from Environment: No credentials found in"
                        + " credential_source referenced in profile environment",
                "sso-half | The profile \"sso-half\" is configured to use SSO but is missing required configuration:"
                        + " sso_role_name, sso_start_url, sso_region",
                "sso-lost | The specified sso-session does not exist: \"gone\"",
                "a | Infinite loop in credential configuration detected. Attempting to load from profile a which has"
                        + " already been visited. Visited profiles: ['a', 'b']"
            })
    void whatIsWrongIsSaidInTheWordsOfTheAwsCli(String profile, String message) {
        assertThatThrownBy(() -> find(profile, true))
                .isInstanceOf(InvalidValue.class)
                .hasMessage(message);
    }
}
