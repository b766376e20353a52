package dev.penstock.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.engine.EngineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void theDefaultsAreThoseOfTheSpec() {
        Settings settings = Settings.load(Map.of(), Map.of(), folder);

        assertThat(settings.jobs().engine()).isEqualTo(EngineSettings.DEFAULTS);
        assertThat(settings.jobs().pollWait()).isZero();
        assertThat(settings.jobs().artifactCredentialsLifetime()).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.jobs().customActionTimeout()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.jobs().thirdPartyActionTimeout()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.server().bind()).isEqualTo("127.0.0.1");
        assertThat(settings.server().port()).isEqualTo(8420);
        assertThat(settings.server().s3Port()).isEqualTo(8421);
        assertThat(settings.server().explainSignatures()).isFalse();
        assertThat(settings.database().url()).isNull();
        assertThat(settings.limits().customActionTypes()).isEqualTo(50);
    }

    @Test
    void everyDefaultIsAValueOfItsKind() {
        for (Setting setting : Catalog.ALL) {
            if (!setting.defaultValue().isEmpty()) {
                assertThat(setting.kind().complaint(setting.defaultValue()))
                        .as(setting.key())
                        .isEmpty();
            }
        }
    }

    @Test
    void aSubscriberMayNotTakeLongerThanTheLeaseOfTheSenderAllows() {
        assertThat(Settings.load(Map.of("events.answer-timeout", "15s"), Map.of(), folder)
                        .events()
                        .answerTimeout())
                .isEqualTo(Duration.ofSeconds(15));
        assertThatThrownBy(() -> Settings.load(Map.of("events.answer-timeout", "16s"), Map.of(), folder))
                .hasMessageContaining("events.answer-timeout");
    }

    @Test
    void theCommandLineGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
        write("""
                server:
                  port: 1
                  s3-port: 2
                jobs.ack-window: 3s
                jobs:
                  continuation-delay: 4s
                """);
        Map<String, String> environment = Map.of(
                "PENSTOCK_SERVER_PORT", "11",
                "PENSTOCK_SERVER_S3_PORT", "12",
                "PENSTOCK_DATA", "/somewhere",
                "PATH", "/bin");

        Settings settings = Settings.load(Map.of("server.port", "21"), environment, folder);

        assertThat(settings.server().port()).isEqualTo(21);
        assertThat(settings.server().s3Port()).isEqualTo(12);
        assertThat(settings.jobs().ackWindow()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.jobs().continuationDelay()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearestOne() throws IOException {
        assertRefused(
                Map.of("jobs.ackwindow", "1s"),
                Map.of(),
                "There is no setting 'jobs.ackwindow' (from --set). Did you mean 'jobs.ack-window'?");
        assertRefused(
                Map.of(),
                Map.of("PENSTOCK_SERVER_PROT", "1"),
                "The environment variable PENSTOCK_SERVER_PROT sets nothing. Did you mean PENSTOCK_SERVER_PORT?");
        write("databse:\n  url: x\n");
        assertRefused(Map.of(), Map.of(), "Did you mean 'database.url'?");
    }

    @ParameterizedTest
    @CsvSource({
        "server.port, 65536, must be a whole number from 0 to 65535",
        "server.port, -1, must be a whole number from 0 to 65535",
        "server.port, abc, must be a whole number from 0 to 65535",
        "jobs.ack-window, 30, 'must be a duration such as 500ms, 30s, 15m, 24h or 7d'",
        "jobs.ack-window, 0s, must be from 1s to 86400s",
        "jobs.poll-wait, 21s, must be from 0s to 20s",
        "server.explain-signatures, yes, must be true or false",
    })
    void aValueOfAnotherKindIsRefused(String key, String value, String complaint) {
        assertRefused(
                Map.of(key, value),
                Map.of(),
                "The setting '" + key + "' " + complaint + ", but is '" + value + "' (from --set).");
    }

    @Test
    void aFileThatIsNoYamlIsRefused() throws IOException {
        write("server: [unclosed");
        assertRefused(Map.of(), Map.of(), "penstock.yaml is not YAML");
        write("server:\n  port: [1, 2]\n");
        assertRefused(Map.of(), Map.of(), "The value of 'server.port' in");
    }

    @Test
    void theListOfSettingsSaysWhereEachComesFromAndHidesSecrets() throws IOException {
        write("jobs.ack-window: 10s\n");

        Settings settings =
                Settings.load(Map.of("server.port", "9000"), Map.of("PENSTOCK_DATABASE_PASSWORD", "hunter2"), folder);

        assertThat(settings.describe())
                .contains(new Settings.Described(
                        "server.port", "9000", "8420", "port", "--set", "Port of the API; 0 takes a free one."))
                .anySatisfy(shown -> {
                    assertThat(shown.key()).isEqualTo("jobs.ack-window");
                    assertThat(shown.source())
                            .isEqualTo(folder.resolve("penstock.yaml").toString());
                })
                .anySatisfy(shown -> {
                    assertThat(shown.key()).isEqualTo("database.password");
                    assertThat(shown.value()).isEqualTo("****");
                    assertThat(shown.source()).isEqualTo("PENSTOCK_DATABASE_PASSWORD");
                })
                .noneSatisfy(shown -> assertThat(shown.value()).contains("hunter2"))
                .hasSize(Catalog.ALL.size());
        assertThat(settings.database().password()).isEqualTo("hunter2");
        assertThat(settings.database().toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"database.url", "database.read-url"})
    void thePasswordInTheUrlOfADatabaseIsHidden(String key) {
        String url = "jdbc:postgresql://db.example.com/penstock";

        assertThat(described(key, url + "?user=penstock&password=hunter2\n")).isEqualTo(url + "?****");
        assertThat(described(key, url)).isEqualTo(url);
        assertThat(described(key, "")).isEmpty();
    }

    private static String described(String key, String value) {
        return Settings.of(Map.of(key, value)).describe().stream()
                .filter(shown -> shown.key().equals(key))
                .map(Settings.Described::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSecretMayLieInAFileOfItsOwn() throws IOException {
        Path secret = Files.writeString(folder.resolve("password"), "hunter2\n");

        assertThat(Settings.of(Map.of("database.password-file", secret.toString()))
                        .database()
                        .password())
                .isEqualTo("hunter2");
        Settings both = Settings.of(Map.of("database.password-file", secret.toString(), "database.password", "x"));
        assertThatThrownBy(both::database)
                .hasMessage("Set either database.password or database.password-file, not both.");
    }

    @Test
    void everySecretMayLieInAFileOfItsOwn() {
        assertThat(Catalog.ALL.stream().filter(Setting::secret))
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(Catalog.BY_KEY).containsKey(secret.key() + "-file"));
    }

    @Test
    void theAdministratorsKeyIsChosenWholeOrNotAtAll() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "0123456789abcdefghij\n");
        assertThat(Settings.of(Map.of()).administrator()).isEmpty();
        assertThat(Settings.of(Map.of(
                                "server.administrator-key-id",
                                "AKIA0123456789ABCDEF",
                                "server.administrator-secret-file",
                                secret.toString()))
                        .administrator())
                .contains(new AdministratorSettings("AKIA0123456789ABCDEF", "0123456789abcdefghij"))
                .get()
                .asString()
                .doesNotContain("0123456789abcdefghij");
        assertUnusable(Map.of("server.administrator-key-id", "AKIA0123456789ABCDEF"), "or neither");
        assertUnusable(Map.of("server.administrator-secret-file", secret.toString()), "or neither");
        assertUnusable(
                Map.of("server.administrator-key-id", "admin", "server.administrator-secret", "0123456789abcdefghij"),
                "server.administrator-key-id");
        assertUnusable(
                Map.of("server.administrator-key-id", "AKIA0123456789ABCDEF", "server.administrator-secret", "short"),
                "server.administrator-secret");
    }

    @Test
    void anAdministratorsSecretInThePlaceOfItsIdIsNotRepeated() {
        Settings settings = Settings.of(Map.of(
                "server.administrator-key-id", "0123456789abcdefghij",
                "server.administrator-secret", "AKIA0123456789ABCDEF"));
        assertThatThrownBy(settings::administrator)
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("server.administrator-key-id")
                .hasMessageNotContaining("0123456789abcdefghij");
    }

    private static void assertUnusable(Map<String, String> given, String words) {
        Settings settings = Settings.of(given);
        assertThatThrownBy(settings::administrator)
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(words);
    }

    private void write(String yaml) throws IOException {
        Files.writeString(folder.resolve("penstock.yaml"), yaml);
    }

    private void assertRefused(Map<String, String> commandLine, Map<String, String> environment, String words) {
        assertThatThrownBy(() -> Settings.load(commandLine, environment, folder))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(words);
    }
}
