package dev.penstock.server.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder that one server owns: database, objects, keys. Locked while the server runs, and open to its user only.
 */
public final class DataFolder implements AutoCloseable {
    /** File that is locked while somebody works in the folder. */
    public static final String LOCK = "penstock.lock";

    /** The SQLite database, unless the state is kept elsewhere. */
    public static final String DATABASE = "penstock.db";

    /** The key that encrypts secrets in the database, unless the settings name another file. */
    public static final String KEY = "penstock.key";

    /** Folder of the embedded S3 endpoint. */
    public static final String OBJECTS = "s3";

    /** Folder with the output of commands. */
    public static final String LOGS = "logs";

    /** Folder that is there while a restore goes on, and after one that left a part of the backup. */
    public static final String UNFINISHED_RESTORE = "unfinished-restore";

    private final Path path;
    private final FileChannel lockFile;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel lockFile, FileLock lock) {
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** Where a server keeps its data unless told otherwise, following the XDG base directories. */
    public static Path defaultPath(Map<String, String> environment, Path home) {
        String own = environment.getOrDefault("PENSTOCK_DATA", "");
        String shared = environment.getOrDefault("XDG_DATA_HOME", "");
        if (!own.isEmpty()) {
            return Path.of(own);
        }
        Path base = shared.isEmpty() ? home.resolve(".local/share") : Path.of(shared);
        return base.resolve("penstock");
    }

    /**
     * Makes the folder if it is not there, and locks it.
     *
     * @throws DataFolderInUseException if another server has it
     * @throws IllegalStateException if a restore into it was cut short
     */
    public static DataFolder open(Path path) {
        try {
            createPrivately(path.toAbsolutePath());
            FileChannel file = FileChannel.open(
                    path.resolve(LOCK),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            FileLock lock = tryLock(file);
            if (lock == null) {
                String holder = read(file);
                file.close();
                throw new DataFolderInUseException(path, holder);
            }
            if (Files.exists(path.resolve(UNFINISHED_RESTORE))) {
                file.close();
                throw new IllegalStateException("A restore into the data folder " + path
                        + " was cut short. Empty the folder, and restore again.");
            }
            file.truncate(0);
            file.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)), 0);
            return new DataFolder(path.toAbsolutePath(), file, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The data folder " + path + " cannot be used: " + reason(e)
                            + ". Correct that, or choose another folder with --data or PENSTOCK_DATA.",
                    e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "this user may not write " + denied.getFile();
            case FileAlreadyExistsException file -> file.getFile() + " is there and is no folder";
            case FileSystemException of when of.getReason() != null -> of.getReason() + ": " + of.getFile();
            default -> String.valueOf(e.getMessage());
        };
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String read(FileChannel file) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        file.read(pid, 0);
        return new String(pid.array(), 0, pid.position(), StandardCharsets.UTF_8);
    }

    public Path path() {
        return path;
    }

    /** A folder below this one, made if it is not there. */
    public Path folder(String name) {
        try {
            Path folder = path.resolve(name);
            createPrivately(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + name + " in " + path + " cannot be made", e);
        }
    }

    /** The text of a file in the folder, if it is there. */
    public Optional<String> read(String name) {
        try {
            Path file = path.resolve(name);
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + name + " in " + path + " cannot be read", e);
        }
    }

    /** Writes a file so that only its owner reads it, and readers see the old text or the new, never a part. */
    public void write(String name, String text) {
        try {
            Path next = Files.createTempFile(
                    path,
                    name,
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + name + " in " + path + " cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where a file of that name lies, made empty and open to its user only if there is none: for writers that would make it
     * open to others when the folder was there before and is.
     */
    public Path privateFile(String name) {
        Path file = path.resolve(name);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + name + " in " + path + " cannot be made", e);
        }
        return file;
    }

    private static void createPrivately(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }
}
