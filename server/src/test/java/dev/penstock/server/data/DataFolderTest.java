package dev.penstock.server.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path parent;

    @Test
    void aSecondServerIsToldWhoHasTheFolder() {
        Path path = parent.resolve("data");
        try (DataFolder first = DataFolder.open(path)) {
            assertThatThrownBy(() -> DataFolder.open(path))
                    .isInstanceOf(DataFolderInUseException.class)
                    .hasMessageContaining(path.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--data");
            assertThat(first.path()).isEqualTo(path);
        }
    }

    @Test
    void aClosedFolderCanBeOpenedAgain() {
        DataFolder.open(parent.resolve("data")).close();
        try (DataFolder again = DataFolder.open(parent.resolve("data"))) {
            assertThat(again.path()).exists();
        }
    }

    @Test
    void everythingInItBelongsToItsUserAlone() throws IOException {
        try (DataFolder folder = DataFolder.open(parent.resolve("deep/data"))) {
            folder.write("credentials", "secret");

            assertThat(permissions(folder.path())).isEqualTo("rwx------");
            assertThat(permissions(folder.folder("s3"))).isEqualTo("rwx------");
            assertThat(permissions(folder.path().resolve("credentials"))).isEqualTo("rw-------");
            assertThat(permissions(folder.path().resolve("penstock.lock"))).isEqualTo("rw-------");
        }
    }

    @Test
    void aFileIsReplacedWholeAndLeavesNothingBehind() throws IOException {
        try (DataFolder folder = DataFolder.open(parent.resolve("data"))) {
            folder.write("config", "a long first text");
            folder.write("config", "short");

            assertThat(folder.read("config")).contains("short");
            try (var files = Files.list(folder.path())) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder("config", "penstock.lock");
            }
        }
    }

    @Test
    void theDefaultFolderIsTheUsers() {
        Path home = Path.of("/home/someone");

        assertThat(DataFolder.defaultPath(Map.of(), home)).isEqualTo(home.resolve(".local/share/penstock"));
        assertThat(DataFolder.defaultPath(Map.of("XDG_DATA_HOME", "/data"), home))
                .isEqualTo(Path.of("/data/penstock"));
        assertThat(DataFolder.defaultPath(Map.of("PENSTOCK_DATA", "/mine", "XDG_DATA_HOME", "/data"), home))
                .isEqualTo(Path.of("/mine"));
    }

    @Test
    void theConfigurationFollowsThePortsAndKeepsWhatUsersAdded() {
        try (DataFolder folder = DataFolder.open(parent.resolve("data"))) {
            ProfileFiles files = new ProfileFiles(folder);
            files.writeConfig("us-east-1", URI.create("http://127.0.0.1:1"), URI.create("http://127.0.0.1:2"));
            String added =
                    folder.read("config").orElseThrow() + "\n[profile acme]\nregion = eu-west-1\nservices = penstock\n";
            folder.write("config", added);

            files.writeConfig("us-east-1", URI.create("http://127.0.0.1:3"), URI.create("http://127.0.0.1:4"));

            assertThat(folder.read("config").orElseThrow()).isEqualTo("""
                    [profile penstock]
                    region = us-east-1
                    services = penstock
                    output = json
                    s3 =
                        addressing_style = path
                        signature_version = s3v4

                    [services penstock]
                    codepipeline =
                        endpoint_url = http://127.0.0.1:3
                    s3 =
                        endpoint_url = http://127.0.0.1:4

                    [profile acme]
                    region = eu-west-1
                    services = penstock
                    """);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
