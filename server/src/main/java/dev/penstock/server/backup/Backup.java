package dev.penstock.server.backup;

import dev.penstock.server.data.DataFolder;
import dev.penstock.server.data.FileTree;
import dev.penstock.server.data.ProfileFiles;
import dev.penstock.server.settings.Settings;
import dev.penstock.store.snapshot.SqliteSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Makes a backup of a data folder whose database is SQLite, in one archive, while its server may be working.
 *
 * <p>The database is copied first, at one moment, and the objects afterwards. An action's result is accepted only after
 * its objects were written, and the server never changes or deletes one; so whatever the copied database says is finished
 * has its objects in the archive. The other way round, a result that came between would be in the archive without its
 * objects. What is written after the copy comes along too and does no harm.
 */
public final class Backup {
    private static final Set<PosixFilePermission> PRIVATE_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> PRIVATE_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path folder;
    private final Path keyFile;
    private final boolean withKey;
    private final Progress progress;

    /**
     * @param folder the data folder
     * @param keyFile the key that encrypts secrets in the database
     * @param withKey false leaves out all that is secret in itself: the key, the profile's access keys and the file of
     *     settings. Secrets in the database are of no use then to who has the archive alone.
     */
    public Backup(Path folder, Path keyFile, boolean withKey, Progress progress) {
        this.folder = folder;
        this.keyFile = keyFile;
        this.withKey = withKey;
        this.progress = progress;
    }

    /**
     * Writes the archive: open to its owner only, under another name until it is complete and on the disk.
     *
     * @param archive must not exist; there must be room beside it for the archive and a copy of the database
     * @param version of this Penstock
     * @return what the archive holds
     * @throws IllegalStateException if there is nothing to back up, the database is damaged, or the key is not its own; the
     *     text says what to do
     */
    public Contents write(Path archive, String version, Instant now) {
        Path database = folder.resolve(DataFolder.DATABASE);
        if (!Files.isRegularFile(database)) {
            throw new IllegalStateException(
                    "There is no SQLite database in " + folder + ". A server that keeps its state"
                            + " in PostgreSQL is backed up with PostgreSQL's own tools: see docs/operations.md.");
        }
        if (Files.exists(archive)) {
            throw new IllegalStateException("The file " + archive + " is there already. Give another name.");
        }
        try {
            Path scratch = Files.createTempDirectory(
                    archive.toAbsolutePath().getParent(),
                    ".penstock-backup-",
                    PosixFilePermissions.asFileAttribute(PRIVATE_FOLDER));
            // also for whoever interrupts a long backup; what is in the folder goes first
            deleteAtExit(scratch);
            try {
                return write(database, archive, scratch, version, now);
            } finally {
                FileTree.delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The backup cannot be written to " + archive + ": " + e, e);
        }
    }

    private Contents write(Path database, Path archive, Path scratch, String version, Instant now) throws IOException {
        Path copy = Files.createFile(
                scratch.resolve(DataFolder.DATABASE), PosixFilePermissions.asFileAttribute(PRIVATE_FILE));
        deleteAtExit(copy);
        SqliteSnapshot.write(
                database, copy, (done, total) -> progress.at("copying the database", done, total, Progress.Unit.BYTES));
        progress.at("checking the copy", 0, 0, Progress.Unit.BYTES);
        List<String> damage = SqliteSnapshot.damage(copy);
        if (!damage.isEmpty()) {
            throw new IllegalStateException("The database " + database + " is damaged: " + String.join("; ", damage)
                    + ". No backup was made. See docs/operations.md.");
        }
        if (withKey) {
            SqliteSnapshot.requireKey(copy, keyFile);
        }
        Contents contents =
                new Contents(now, version, SqliteSnapshot.schemaVersion(copy).orElse(""), withKey);
        Path unfinished = scratch.resolve("archive");
        deleteAtExit(unfinished);
        try (FileChannel file = FileChannel.open(
                        unfinished,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PRIVATE_FILE));
                ArchiveWriter writer = new ArchiveWriter(Channels.newOutputStream(file), progress)) {
            fill(writer, contents, copy);
            writer.finish();
            file.force(true);
        }
        // Its name must not show a part of it, nor hide another backup.
        Files.move(unfinished, archive);
        try (FileChannel parent = FileChannel.open(archive.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            parent.force(true);
        }
        return contents;
    }

    private static void deleteAtExit(Path file) {
        file.toFile().deleteOnExit();
    }

    private void fill(ArchiveWriter writer, Contents contents, Path copy) throws IOException {
        writer.bytes(Contents.ENTRY, contents.toJson());
        writer.file(DataFolder.DATABASE, copy);
        if (withKey) {
            writer.file(DataFolder.KEY, keyFile);
            writer.fileIfThere(Settings.FILE, folder.resolve(Settings.FILE));
            writer.fileIfThere(ProfileFiles.CREDENTIALS, folder.resolve(ProfileFiles.CREDENTIALS));
        }
        writer.fileIfThere(ProfileFiles.CONFIG, folder.resolve(ProfileFiles.CONFIG));
        writer.tree(DataFolder.LOGS, folder.resolve(DataFolder.LOGS));
        writer.tree(DataFolder.OBJECTS, folder.resolve(DataFolder.OBJECTS));
    }
}
