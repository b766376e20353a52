package dev.penstock.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientTokenFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aTokenIsThereForTheNextProcess() {
        Path file = folder.resolve("partner/clients");
        new ClientTokenFile(file).put("C1", "T1");
        new ClientTokenFile(file).put("C2", "T2");
        new ClientTokenFile(file).put("C1", "T3");
        assertThat(new ClientTokenFile(file).tokenOf("C1")).contains("T3");
        assertThat(new ClientTokenFile(file).tokenOf("C2")).contains("T2");
        assertThat(new ClientTokenFile(file).tokenOf("C3")).isEmpty();
    }

    @Test
    void onlyTheOwnerMayReadIt() throws Exception {
        Path file = folder.resolve("clients");
        new ClientTokenFile(file).put("C1", "T1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void aRemovedClientIsUnknown() {
        ClientTokenFile tokens = new ClientTokenFile(folder.resolve("clients"));
        tokens.put("C1", "T1");
        tokens.remove("C1");
        tokens.remove("never there");
        assertThat(tokens.tokenOf("C1")).isEmpty();
    }

    @Test
    void aBrokenLineIsNamedButNotShown() throws Exception {
        Path file = folder.resolve("clients");
        Files.writeString(file, "# mine\n\nC1 T1\nC2 secret with blanks\n");
        assertThatThrownBy(() -> new ClientTokenFile(file).tokenOf("C1"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("line 4")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aTokenIsOneWord() {
        ClientTokenFile tokens = new ClientTokenFile(folder.resolve("clients"));
        assertThatThrownBy(() -> tokens.put("C1", "T1\nC2 mine")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.put("#C1", "T1")).isInstanceOf(IllegalArgumentException.class);
    }
}
