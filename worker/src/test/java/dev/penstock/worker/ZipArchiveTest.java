package dev.penstock.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipArchiveTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aPackedFolderUnpacksToTheSameFiles() throws Exception {
        Path from = Files.createDirectories(folder.resolve("from/sub"));
        Files.writeString(from.resolve("a.txt"), "one");
        Files.writeString(folder.resolve("from/b.txt"), "two");
        Path zip = folder.resolve("x.zip");
        ZipArchive.pack(folder.resolve("from"), zip);
        ZipArchive.unpack(zip, folder.resolve("to"));
        assertThat(folder.resolve("to/sub/a.txt")).hasContent("one");
        assertThat(folder.resolve("to/b.txt")).hasContent("two");
    }

    @Test
    void equalFoldersGiveEqualArchives() throws Exception {
        Path from = Files.createDirectories(folder.resolve("from"));
        Files.writeString(from.resolve("a.txt"), "one");
        ZipArchive.pack(from, folder.resolve("1.zip"));
        Files.setLastModifiedTime(from.resolve("a.txt"), java.nio.file.attribute.FileTime.fromMillis(0));
        ZipArchive.pack(from, folder.resolve("2.zip"));
        assertThat(folder.resolve("1.zip")).hasSameBinaryContentAs(folder.resolve("2.zip"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "/evil/../../evil", "..\\evil", "a/..", "."})
    void anEntryThatLeavesTheFolderIsRefused(String name) throws Exception {
        Path zip = zip(Map.of(name, "boo"));
        assertThatThrownBy(() -> ZipArchive.unpack(zip, folder.resolve("to")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("leave the folder");
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void anAbsoluteNameIsRefused() throws Exception {
        Path zip = zip(Map.of(folder.resolve("evil").toString(), "boo"));
        assertThatThrownBy(() -> ZipArchive.unpack(zip, folder.resolve("to"))).isInstanceOf(IOException.class);
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void nothingIsWrittenThroughALink() throws Exception {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Path to = Files.createDirectories(folder.resolve("to"));
        Files.createSymbolicLink(to.resolve("link"), outside);
        Path zip = zip(Map.of("link/evil", "boo"));
        assertThatThrownBy(() -> ZipArchive.unpack(zip, to))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("link");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void anArchiveThatSwellsBeyondTheLimitIsStopped() throws Exception {
        Path zip = zip(Map.of("a", "x".repeat(1000), "b", "x".repeat(1000)));
        assertThatThrownBy(() -> ZipArchive.unpack(zip, folder.resolve("to"), 1999, 10))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than is allowed");
        ZipArchive.unpack(zip, folder.resolve("to"), 2000, 10);
        assertThatThrownBy(() -> ZipArchive.unpack(zip, folder.resolve("to"), 2000, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2 entries");
    }

    private Path zip(Map<String, String> entries) throws IOException {
        Path zip = Files.createTempFile(folder, "test", ".zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return zip;
    }
}
