package dev.penstock.providers.commands;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one run, open to the server's user only and gone with the run: {@code src} with the input artifacts,
 * {@code tmp}, and beside them what the shell reads.
 */
record RunFolder(Path path) implements AutoCloseable {

    static RunFolder create(Path parent, String run) throws IOException {
        Path path = parent.resolve(run);
        delete(path);
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
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

    @Override
    public void close() throws IOException {
        delete(path);
    }

    /** Links are deleted, not followed. */
    static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
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
}
