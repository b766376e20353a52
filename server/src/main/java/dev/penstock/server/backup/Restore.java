package dev.penstock.server.backup;

import dev.penstock.server.data.DataFolder;
import dev.penstock.server.data.FileTree;
import dev.penstock.store.snapshot.SqliteSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a data folder from a backup. Everything is unpacked and checked beside its place first: the folder becomes a data
 * folder with all that was backed up, or stays as it was. Where that fails in the last step, or is cut short, the mark of
 * an unfinished restore stays, and a server refuses to start.
 */
public final class Restore {
    /** What a freshly made file system has, and what is left of a lock. */
    private static final Set<String> PASSED_OVER = Set.of("lost+found", DataFolder.LOCK);

    private final Path folder;
    private final @Nullable Path keyFile;
    private final Progress progress;

    /**
     * @param folder where to restore to; must be empty or not exist
     * @param keyFile the key for a backup that was made without it; null to take the backup's own
     */
    public Restore(Path folder, @Nullable Path keyFile, Progress progress) {
        this.folder = folder;
        this.keyFile = keyFile;
        this.progress = progress;
    }

    /**
     * Restores.
     *
     * @return what the archive says of itself
     * @throws IllegalStateException if the archive is no backup or is damaged, the key is not the one of its database, or
     *     the folder is in use; the text says what to do
     */
    public Contents from(Path archive) {
        boolean made = !Files.exists(folder);
        requireEmpty();
        try (ArchiveReader reader = ArchiveReader.open(archive)) {
            Contents contents = reader.contents();
            if (!contents.withKey() && keyFile == null) {
                throw new IllegalStateException("The backup " + archive + " was made without the key file, and its"
                        + " secrets open with that alone. Name the file with --key-file.");
            }
            unpack(reader, made);
            return contents;
        } catch (ZipException e) {
            throw new IllegalStateException(
                    "The file " + archive + " is not a whole backup: " + e.getMessage() + ". Nothing was restored.", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The backup " + archive + " cannot be restored: " + e, e);
        }
    }

    private void requireEmpty() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> there = Files.list(folder)) {
            if (there.anyMatch(file -> !PASSED_OVER.contains(file.getFileName().toString()))) {
                throw new IllegalStateException(
                        "The folder " + folder + " is not empty, and a restore overwrites nothing."
                                + " Move it away, or name another folder with --data.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be used: " + e, e);
        }
    }

    private void unpack(ArchiveReader reader, boolean made) throws IOException {
        try (DataFolder locked = DataFolder.open(folder)) {
            // A server may have worked here in between; from now on none can.
            requireEmpty();
            Path unfinished = locked.folder(DataFolder.UNFINISHED_RESTORE);
            boolean whole = false;
            try {
                reader.unpack(unfinished, progress);
                check(unfinished);
                whole = true;
            } finally {
                if (!whole) {
                    undo(unfinished, made);
                }
            }
            moveIntoPlace(unfinished);
        }
    }

    /** Leaves the folder as it was. The lock goes while it is held: a moment later it may be somebody else's. */
    private void undo(Path unfinished, boolean made) throws IOException {
        FileTree.delete(unfinished);
        Files.deleteIfExists(folder.resolve(DataFolder.LOCK));
        if (made) {
            Files.deleteIfExists(folder);
        }
    }

    private void check(Path unfinished) throws IOException {
        Path database = unfinished.resolve(DataFolder.DATABASE);
        if (!Files.isRegularFile(database)) {
            throw new ZipException("there is no database in it");
        }
        Path key = unfinished.resolve(DataFolder.KEY);
        if (keyFile != null) {
            Files.deleteIfExists(key);
            ArchiveReader.copyPrivately(keyFile, key);
        }
        progress.at("checking the database", 0, 0, Progress.Unit.BYTES);
        List<String> damage = SqliteSnapshot.damage(database);
        if (!damage.isEmpty()) {
            throw new IllegalStateException(
                    "The database in the backup is damaged: " + String.join("; ", damage) + ". Nothing was restored.");
        }
        SqliteSnapshot.requireKey(database, key);
    }

    /** The mark of an unfinished restore goes last and stays where this fails, so no server starts on a part. */
    private void moveIntoPlace(Path unfinished) {
        try {
            List<Path> files;
            try (Stream<Path> unpacked = Files.list(unfinished)) {
                files = unpacked.toList();
            }
            for (Path file : files) {
                Files.move(file, folder.resolve(file.getFileName().toString()));
            }
            Files.delete(unfinished);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder " + folder + " may hold a part of the backup: " + e
                            + ". No server starts on it. Empty it, and restore again.",
                    e);
        }
    }
}
