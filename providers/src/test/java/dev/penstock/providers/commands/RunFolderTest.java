package dev.penstock.providers.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The folder of a run")
class RunFolderTest {
    private static final CommandRuns.Limits LIMITS = new CommandRuns.Limits(1000, 1000, 1000);

    @TempDir(cleanup = CleanupMode.NEVER)
    @SuppressWarnings("NullAway.Init")
    Path parent;

    /** Java cannot delete what these tests leave. */
    @AfterEach
    void clear() throws Exception {
        shell("chmod -R u+rwx . && rm -rf ./*");
        Files.delete(parent);
    }

    private void shell(String command) throws Exception {
        Process shell = new ProcessBuilder("/bin/sh", "-c", command)
                .directory(parent.toFile())
                .inheritIO()
                .start();
        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).isZero();
    }

    /** Its path is longer than the system takes, which stops even a user who may delete everything. */
    private void leaveWhatCannotBeDeleted(String run) throws Exception {
        String half = String.join("/", Collections.nCopies(9, "d".repeat(250)));
        Path upper = Files.createDirectories(parent.resolve(run).resolve(half));
        Path lower = Files.createDirectories(parent.resolve("lower").resolve(half));
        Files.move(parent.resolve("lower"), upper.resolve("lower"));
        assertThat(lower).doesNotExist();
        assertThatIOException().isThrownBy(() -> RunFolder.delete(parent.resolve(run)));
    }

    /** The user of a test may be one for whom permissions mean nothing, so the deleted folder is asked for its own. */
    @Test
    void theOwnerIsGivenBackTheRightToWriteBeforeAFolderIsDeleted() throws Exception {
        RunFolder folder = RunFolder.create(parent, "run");
        Path module = Files.createDirectories(folder.sources().resolve("mod/cache"));
        Files.writeString(module.resolve("a.go"), "package a");
        Files.setPosixFilePermissions(module, PosixFilePermissions.fromString("r-xr-xr-x"));
        try (DirectoryStream<Path> handle = Files.newDirectoryStream(module)) {
            assumeTrue(handle instanceof SecureDirectoryStream);
            folder.close();

            assertThat(folder.path()).doesNotExist();
            assertThat(permissions((SecureDirectoryStream<Path>) handle)).isEqualTo("rwx------");
        }
    }

    private static String permissions(SecureDirectoryStream<Path> handle) throws IOException {
        return PosixFilePermissions.toString(handle.getFileAttributeView(PosixFileAttributeView.class)
                .readAttributes()
                .permissions());
    }

    @Test
    void aFolderThatNobodyMayReadIsDeleted() throws Exception {
        RunFolder folder = RunFolder.create(parent, "run");
        Path locked = Files.createDirectories(folder.sources().resolve("locked/inner"));
        Files.setPosixFilePermissions(locked.getParent(), PosixFilePermissions.fromString("---------"));

        folder.close();

        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void aLinkIsDeletedAndWhatItLeadsToStaysAsItIs() throws Exception {
        Path outside = Files.createDirectory(parent.resolve("outside"));
        Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("r-xr-xr-x"));
        RunFolder folder = RunFolder.create(parent, "run");
        Files.createSymbolicLink(folder.sources().resolve("link"), outside);

        folder.close();

        assertThat(folder.path()).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(outside)))
                .isEqualTo("r-xr-xr-x");
    }

    @Test
    void aRunIsOverEvenIfItsFolderCannotBeDeleted() throws Exception {
        RunFolder folder = RunFolder.create(parent, "run");
        leaveWhatCannotBeDeleted("run");

        folder.close();

        assertThat(folder.path()).exists();
    }

    @Test
    void theServerStartsEvenIfAFolderOfAnEarlierRunCannotBeDeleted() throws Exception {
        RunFolder.create(parent, "first");
        RunFolder.create(parent, "second");
        leaveWhatCannotBeDeleted("first");

        assertThat(CommandRuns.open(parent, parent, LIMITS)).isNotNull();

        assertThat(parent.resolve("first")).exists();
        assertThat(parent.resolve("second")).doesNotExist();
    }
}
