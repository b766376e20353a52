package dev.penstock.providers.commands;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one run, open to the server's user only and gone with the run: {@code src} with the input artifacts,
 * {@code tmp}, and beside them what the shell reads.
 */
record RunFolder(Path path) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    private static final String OWNER_ONLY = "rwx------";

    static RunFolder create(Path parent, String run) throws IOException {
        Path path = parent.resolve(run);
        delete(path);
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        RunFolder folder = new RunFolder(path);
        Files.createDirectory(folder.sources());
        Files.createDirectory(folder.temporary());
        return folder;
    }

    /** Holds a folder for each input artifact. */
    Path sources() {
        return path.resolve("src");
    }

    Path temporary() {
        return path.resolve("tmp");
    }

    Path script() {
        return path.resolve("script");
    }

    /** Where the shell notes which command it is at. */
    Path at() {
        return path.resolve("at");
    }

    /** What cannot be deleted does not change how the run ended; the next start of the server tries again. */
    @Override
    public void close() {
        clearAway(path);
    }

    /** As {@link #delete}, but what cannot be deleted is only told to the operator. */
    static void clearAway(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            LOG.warn("The folder {} of a run of commands cannot be deleted. Delete it by hand.", folder, e);
        }
    }

    /**
     * Links are deleted, not followed. Commands leave folders that nobody may write to, or even read, so the owner is
     * given back the right to do so.
     */
    static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                allow(visited);
                return FileVisitResult.CONTINUE;
            }

            /** A folder that cannot be read comes here without being visited. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) || Files.isReadable(file)) {
                    throw failure;
                }
                allow(file);
                if (!Files.isReadable(file)) {
                    throw failure;
                }
                delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void allow(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OWNER_ONLY));
    }
}
