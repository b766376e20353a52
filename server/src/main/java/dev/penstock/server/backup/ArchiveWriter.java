package dev.penstock.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes files into a ZIP archive, with their traits. What is deleted meanwhile is left out. */
final class ArchiveWriter implements AutoCloseable {
    private final ZipOutputStream zip;
    private final Progress progress;
    private long files;

    ArchiveWriter(OutputStream out, Progress progress) {
        this.zip = new ZipOutputStream(out);
        // Artifacts are packed already, and nobody shall wait for a smaller database.
        this.zip.setLevel(Deflater.BEST_SPEED);
        this.progress = progress;
    }

    void bytes(String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    void fileIfThere(String name, Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            file(name, file);
        }
    }

    /**
     * Adds a file. An object that is written anew is put in the place of the old one as a whole, so traits and bytes belong
     * together if the file is the same one before and after it was opened.
     */
    void file(String name, Path file) throws IOException {
        while (true) {
            Seen<FileTraits> seen = see(file, FileTraits::of);
            try (FileChannel open = FileChannel.open(file)) {
                if (!seen.identity().equals(Identity.of(file))) {
                    continue;
                }
                ZipEntry entry = new ZipEntry(name);
                seen.found().writeTo(entry);
                zip.putNextEntry(entry);
                try (InputStream in = Channels.newInputStream(open)) {
                    in.transferTo(zip);
                }
                zip.closeEntry();
                return;
            }
        }
    }

    /** Reads something of a file, by its path. */
    @FunctionalInterface
    interface Reading<T> {
        T of(Path file) throws IOException;
    }

    /** @param identity which file was there before something was found */
    record Seen<T>(Identity identity, T found) {}

    /** Which of the files that lie in one place one after the other. */
    record Identity(@Nullable Object key, FileTime modified) {
        static Identity of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Identity(attributes.fileKey(), attributes.lastModifiedTime());
        }
    }

    /**
     * Reads what takes several steps, and fails in the midst of them if another file is put in the place of the first: then
     * once more.
     *
     * @throws NoSuchFileException if the file is gone
     */
    static <T> Seen<T> see(Path file, Reading<T> reading) throws IOException {
        while (true) {
            Identity before = Identity.of(file);
            try {
                return new Seen<>(before, reading.of(file));
            } catch (FileSystemException e) {
                if (before.equals(Identity.of(file))) {
                    throw e;
                }
            }
        }
    }

    /** Adds all that is in a folder, empty folders too; nothing if there is no such folder. */
    void tree(String name, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                ZipEntry entry = new ZipEntry(nameOf(visited) + "/");
                try {
                    see(visited, FileTraits::of).found().writeTo(entry);
                } catch (NoSuchFileException e) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                zip.putNextEntry(entry);
                zip.closeEntry();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    try {
                        file(nameOf(file), file);
                    } catch (NoSuchFileException e) {
                        return FileVisitResult.CONTINUE;
                    }
                    files++;
                    progress.at("copying " + name, files, 0, Progress.Unit.FILES);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            private String nameOf(Path file) {
                Path below = folder.relativize(file);
                return below.toString().isEmpty() ? name : name + "/" + below;
            }
        });
    }

    /** Completes the archive; an archive without this cannot be opened. */
    void finish() throws IOException {
        zip.finish();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
