package dev.penstock.cli.codepipeline.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.cli.codepipeline.Surroundings;
import dev.penstock.cli.codepipeline.Surroundings.Screen;
import dev.penstock.cli.codepipeline.value.InvalidValue;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CredentialProcessTest {
    private static final Surroundings SURROUNDINGS = new Surroundings(
            Map.of("PATH", "/usr/bin:/bin"),
            Path.of("").toAbsolutePath(),
            InputStream.nullInputStream(),
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(OutputStream.nullOutputStream()),
            new Screen(false, 80),
            InstantSource.system(),
            () -> ZoneOffset.UTC,
            Random::new,
            _ -> false,
            _ -> Optional.empty());

    @Test
    void whatItPrintsIsTheKey() {
        assertThat(CredentialProcess.run(
                        "echo '{\"AccessKeyId\":\"AKIA\",\"SecretAccessKey\":\"s\"}'",
                        SURROUNDINGS,
                        Duration.ofMinutes(1)))
                .isEqualTo(new Credentials("AKIA", "s", Optional.empty()));
    }

    @Test
    void aProgramThatDoesNotEndIsEndedAtTheLimit() {
        assertThatThrownBy(
                        () -> CredentialProcess.run("sh -c 'sleep 600; echo no'", SURROUNDINGS, Duration.ofMillis(200)))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("did not end within");
    }
}
