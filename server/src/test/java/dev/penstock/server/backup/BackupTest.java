package dev.penstock.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.server.PenstockServer;
import dev.penstock.server.data.DataFolder;
import dev.penstock.server.data.DataFolderInUseException;
import dev.penstock.server.settings.Settings;
import dev.penstock.store.account.Account;
import dev.penstock.store.seal.Sealer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class BackupTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2025-01-02T03:04:05Z"));

    /** No text: an attribute may hold any bytes. */
    private static final byte[] MD5 = {0, -1, 127, -128, 10, 13};

    private static final int PAGE = 4096;

    @TempDir
    Path parent;

    private Path data;
    private Path archive;

    @BeforeEach
    void paths() {
        data = parent.resolve("data");
        archive = parent.resolve("backups/penstock.zip");
    }

    @Test
    void aRestoredFolderIsLikeTheOneThatAServerWasWorkingIn() throws IOException {
        try (PenstockServer server = start(data)) {
            server.store().write(tx -> {
                tx.accounts().insert(new Account("222222222222", "bookshop", NOW));
                return true;
            });
            object("shop/site.zip", "a site");
            Files.createDirectories(data.resolve("s3/buckets/empty"));
            Files.writeString(data.resolve(Settings.FILE), "jobs:\n  ack-window: 45s\n");

            Contents written = backup(true).write(archive, "1.2.3", NOW);

            assertThat(written).isEqualTo(new Contents(NOW, "1.2.3", written.schema(), true));
            assertThat(written.schema()).matches("\\d+");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
                    .isEqualTo("rw-------");
            try (Stream<Path> beside = Files.list(archive.getParent())) {
                assertThat(beside).containsExactly(archive);
            }
        }

        Path restored = parent.resolve("restored");
        assertThat(restore(restored, null)).isEqualTo(new Contents(NOW, "1.2.3", schema(), true));

        for (String file : List.of("penstock.db", "penstock.key", "credentials", "config", "penstock.yaml")) {
            assertThat(Files.getPosixFilePermissions(restored.resolve(file)))
                    .as(file)
                    .isEqualTo(Files.getPosixFilePermissions(data.resolve(file)));
        }
        for (String file : List.of("penstock.key", "credentials", "config", "penstock.yaml")) {
            assertThat(restored.resolve(file)).hasSameBinaryContentAs(data.resolve(file));
        }
        assertThat(restored.resolve("s3/buckets/empty")).isEmptyDirectory();
        Path object = restored.resolve("s3/buckets/shop/site.zip");
        assertThat(object).hasContent("a site");
        assertThat(Files.getLastModifiedTime(object)).isEqualTo(LONG_AGO);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(object)))
                .isEqualTo("rw-r--r--");
        assertThat(attribute(object, "content-md5")).isEqualTo(MD5);
        try (PenstockServer server = start(restored)) {
            Optional<Account> account = server.store().read(tx -> tx.accounts().find("222222222222"));
            assertThat(account).isPresent();
        }
    }

    @Test
    void withoutTheKeyNothingSecretIsInTheBackupAndOnlyTheKeyRestoresIt() throws IOException {
        start(data).close();
        Files.writeString(data.resolve(Settings.FILE), "jobs:\n  ack-window: 45s\n");
        backup(false).write(archive, "1", NOW);

        assertThat(names(archive))
                .contains("penstock.db", "config")
                .doesNotContain("penstock.key", "credentials", "penstock.yaml");
        Path restored = parent.resolve("restored");
        assertThatThrownBy(() -> restore(restored, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("--key-file");
        Path other = parent.resolve("other.key");
        Sealer.create(other);
        assertThatThrownBy(() -> restore(restored, other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("belongs to another database");
        assertThat(restored).doesNotExist();

        restore(restored, data.resolve("penstock.key"));
        assertThat(restored.resolve("penstock.key")).hasSameBinaryContentAs(data.resolve("penstock.key"));
        start(restored).close();
    }

    @Test
    void anotherDatabasesKeyIsNotBackedUp() {
        start(data).close();
        Path other = parent.resolve("other.key");
        Sealer.create(other);

        assertThatThrownBy(() -> new Backup(data, other, true, Progress.NONE).write(made(archive), "1", NOW))
                .hasMessageContaining("belongs to another database");
        assertThat(archive.getParent()).isEmptyDirectory();
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        start(data).close();
        backup(true).write(archive, "1", NOW);
        byte[] before = Files.readAllBytes(archive);

        assertThatThrownBy(() -> backup(true).write(archive, "1", NOW)).hasMessageContaining("there already");
        assertThat(archive).hasBinaryContent(before);
        assertThatThrownBy(() -> restore(data, null)).hasMessageContaining("is not empty");
        assertThat(data.resolve("penstock.db")).exists();
        try (PenstockServer server = start(data)) {
            assertThat(server.dataFolder()).isEqualTo(data);
        }
    }

    @Test
    void aFolderThatIsThereAndEmptyIsRestoredInto() throws IOException {
        start(data).close();
        backup(true).write(archive, "1", NOW);
        Path mounted = parent.resolve("mounted");
        Files.createDirectories(mounted.resolve("lost+found"));

        restore(mounted, null);
        start(mounted).close();
    }

    @Test
    void aFolderWithoutAnSqliteDatabaseSaysWhatToDo() throws IOException {
        Files.createDirectories(data);
        assertThatThrownBy(() -> backup(true).write(made(archive), "1", NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PostgreSQL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "flipped", "not one", "another's"})
    void aDamagedBackupRestoresNothing(String damage) throws IOException {
        start(data).close();
        object("shop/site.zip", "0123456789".repeat(10_000));
        backup(true).write(archive, "1", NOW);
        byte[] bytes = Files.readAllBytes(archive);
        switch (damage) {
            case "cut" -> Files.write(archive, java.util.Arrays.copyOf(bytes, bytes.length - 1000));
            case "flipped" -> flip("s3/buckets/shop/site.zip");
            case "not one" -> Files.writeString(archive, "no archive");
            default -> archiveOf(Map.of("readme.txt", "hello"));
        }

        Path restored = parent.resolve("restored");
        assertThatThrownBy(() -> restore(restored, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(archive.toString())
                .hasMessageContaining("Nothing was restored");
        assertThat(restored).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../outside", "s3/../../outside", "s3/../penstock.yaml", "bin/sh", "penstock.lock", "/outside"})
    void aNameThatNoBackupHasIsRefused(String name) throws IOException {
        archiveOf(Map.of(
                "backup.json",
                new String(new Contents(NOW, "1", "11", true).toJson(), StandardCharsets.UTF_8),
                name,
                "x"));
        Path restored = parent.resolve("restored");
        assertThatThrownBy(() -> restore(restored, null)).hasMessageContaining("which no backup does");
        assertThat(restored).doesNotExist();
        assertThat(parent.resolve("outside")).doesNotExist();
    }

    @Test
    void aBackupOfALaterFormatIsRefused() throws IOException {
        archiveOf(Map.of("backup.json", "{\"format\":\"penstock-backup-9\"}"));
        assertThatThrownBy(() -> restore(parent.resolve("restored"), null)).hasMessageContaining("penstock-backup-9");
    }

    @Test
    void aDamagedDatabaseIsNotBackedUp() throws Exception {
        start(data).close();
        Path file = data.resolve("penstock.db");
        long root;
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = database.createStatement()) {
            statement.execute("PRAGMA journal_mode = DELETE");
            try (ResultSet row =
                    statement.executeQuery("SELECT rootpage FROM sqlite_schema WHERE name = 'access_key'")) {
                assertThat(row.next()).isTrue();
                root = row.getLong(1);
            }
        }
        try (RandomAccessFile database = new RandomAccessFile(file.toFile(), "rw")) {
            database.seek((root - 1) * PAGE);
            database.write(new byte[PAGE]);
        }
        assertThatThrownBy(() -> backup(true).write(archive, "1", NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString());
        assertThat(archive.getParent()).isEmptyDirectory();
    }

    @Test
    void noServerStartsWhereARestoreWasCutShort() throws IOException {
        Files.createDirectories(data.resolve(DataFolder.UNFINISHED_RESTORE));
        assertThatThrownBy(() -> start(data))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was cut short");
        Files.delete(data.resolve(DataFolder.UNFINISHED_RESTORE));
        start(data).close();
    }

    @Test
    void aRestoreThatFailsHalfWayLeavesAFolderOnWhichNoServerStarts() throws IOException {
        start(data).close();
        backup(true).write(archive, "1", NOW);
        Path restored = parent.resolve("restored");
        Progress obstacle = (step, done, total, unit) -> {
            if (step.equals("checking the database")) {
                createFile(restored.resolve(DataFolder.KEY));
            }
        };

        assertThatThrownBy(() -> new Restore(restored, null, obstacle).from(archive))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("restore again");
        assertThatThrownBy(() -> start(restored))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was cut short");
    }

    @Test
    void theFolderOfAServerThatJustStartedIsLeftAlone() throws IOException {
        start(data).close();
        backup(true).write(archive, "1", NOW);
        Path taken = parent.resolve("taken");

        try (DataFolder server = DataFolder.open(taken)) {
            assertThatThrownBy(() -> restore(taken, null)).isInstanceOf(DataFolderInUseException.class);
            assertThat(server.path().resolve(DataFolder.LOCK)).exists();
            assertThatThrownBy(() -> DataFolder.open(taken)).isInstanceOf(DataFolderInUseException.class);
        }
        restore(taken, null);
        start(taken).close();
    }

    @Test
    void howFarItIsIsTold() throws IOException {
        start(data).close();
        object("shop/site.zip", "a site");
        List<String> steps = new ArrayList<>();
        Progress progress = (step, done, total, unit) -> {
            if (steps.isEmpty() || !steps.getLast().equals(step)) {
                steps.add(step);
            }
            assertThat(total)
                    .satisfiesAnyOf(
                            t -> assertThat(t).isZero(), t -> assertThat(t).isGreaterThanOrEqualTo(done));
        };
        new Backup(data, data.resolve("penstock.key"), true, progress).write(made(archive), "1", NOW);
        new Restore(parent.resolve("restored"), null, progress).from(archive);

        assertThat(steps)
                .containsExactly(
                        "copying the database",
                        "checking the copy",
                        "copying s3",
                        "unpacking",
                        "checking the database");
    }

    private Backup backup(boolean withKey) {
        made(archive);
        return new Backup(data, data.resolve("penstock.key"), withKey, Progress.NONE);
    }

    private Contents restore(Path folder, @Nullable Path keyFile) {
        return new Restore(folder, keyFile, Progress.NONE).from(archive);
    }

    private String schema() throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return Contents.fromJson(
                            zip.getInputStream(zip.getEntry("backup.json")).readAllBytes())
                    .schema();
        }
    }

    private static Path made(Path archive) {
        try {
            Files.createDirectories(archive.toAbsolutePath().getParent());
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void createFile(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PenstockServer start(Path folder) {
        return PenstockServer.start(folder, Settings.of(Map.of("server.port", "0", "server.s3-port", "0")));
    }

    /** As the embedded endpoint keeps one. */
    private void object(String key, String content) throws IOException {
        Path object = data.resolve("s3/buckets").resolve(key);
        Files.createDirectories(object.getParent());
        Files.writeString(object, content);
        Files.getFileAttributeView(object, UserDefinedFileAttributeView.class)
                .write("content-md5", ByteBuffer.wrap(MD5));
        Files.setPosixFilePermissions(object, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setLastModifiedTime(object, LONG_AGO);
    }

    private static byte[] attribute(Path file, String name) throws IOException {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        ByteBuffer value = ByteBuffer.allocate(view.size(name));
        view.read(name, value);
        return value.array();
    }

    private static List<String> names(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    private void archiveOf(Map<String, String> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(made(archive));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    /** Changes a bit of what is stored under that name. */
    private void flip(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(archive);
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        int at = -1;
        for (int i = 0; i + wanted.length <= bytes.length && at < 0; i++) {
            if (java.util.Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                at = i;
            }
        }
        assertThat(at).isPositive();
        bytes[at + wanted.length + 400] ^= 0x10;
        Files.write(archive, bytes);
    }
}
