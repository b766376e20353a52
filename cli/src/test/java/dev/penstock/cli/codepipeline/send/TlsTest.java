package dev.penstock.cli.codepipeline.send;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.cli.codepipeline.value.InvalidValue;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no certificate\n",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nAAAA"
            })
    void aBrokenFileOfAuthoritiesIsAMistakeOfTheUserThatIsNotTriedAgain(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), content);
        Tls tls = new Tls(true, Optional.of(file));
        try (Socket socket = new Socket()) {
            assertThatThrownBy(() -> tls.over(socket, Endpoint.of("https://localhost")))
                    .isInstanceOf(InvalidValue.class)
                    .hasMessageContaining(file.toString());
        }
    }
}
