package dev.penstock.cli.codepipeline.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    private Path folder;

    @Test
    void aCommentMayFollowTheNameOfASection() throws IOException {
        Path file = Files.writeString(
                folder.resolve("config"), "[default] # mine\nregion = eu-west-1\n[profile a]; its\nregion = x\n");
        assertThat(ConfigFile.read(file).sections())
                .isEqualTo(Map.of("default", Map.of("region", "eu-west-1"), "profile a", Map.of("region", "x")));
    }
}
