package dev.penstock.providers.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.providers.FailedAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
    @TempDir
    Path folder;

    private Path zip(String name, int bytes) throws IOException {
        Path file = folder.resolve("artifact.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(new byte[bytes]);
            zip.closeEntry();
        }
        return file;
    }

    private Path unpack(Path file, long limit) throws IOException {
        Path target = Files.createDirectory(folder.resolve("src"));
        try (Archive archive = Archive.open(file)) {
            archive.unpackInto(target, limit);
        }
        return target;
    }

    @Test
    void filesComeOutWhereTheyWere() throws IOException {
        assertThat(unpack(zip("a/b.txt", 3), 3).resolve("a/b.txt")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/evil", "//evil"})
    void aNameFromTheRootStaysInTheFolder(String name) throws IOException {
        Path target = unpack(zip(name, 1), 1);
        assertThat(target.resolve(name.replaceFirst("^/+", ""))).exists();
        assertThat(Path.of(name)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "a\\..\\..\\evil"})
    void aNameThatLeavesTheFolderIsRefused(String name) throws IOException {
        Path file = zip(name, 1);
        assertThatThrownBy(() -> unpack(file, 1)).isInstanceOf(FailedAction.class);
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void noMoreIsWrittenThanTheLimit() throws IOException {
        Path file = zip("big", 1_000_000);
        assertThatThrownBy(() -> unpack(file, 100_000))
                .isInstanceOf(FailedAction.class)
                .hasMessageContaining("more than 100000 bytes");
        assertThat(Files.size(folder.resolve("src/big"))).isLessThanOrEqualTo(100_000);
    }
}
