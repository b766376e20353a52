package dev.penstock.worker;

import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Packs a folder and unpacks an artifact. Archives come from strangers: an entry that would leave the folder, and
 * content beyond the limits, end the unpacking.
 */
public final class ZipArchive {
    /** Most bytes that one archive may unpack to: 8 GiB, above the largest source that a pipeline takes. */
    public static final long MOST_BYTES = 8L << 30;

    /** Most entries in one archive. */
    public static final int MOST_ENTRIES = 500_000;

    private ZipArchive() {}

    /**
     * Unpacks into a folder, which is made when absent; files that are there are replaced.
     *
     * @throws IOException if the archive is malformed, too large, or names a file outside the folder
     */
    public static void unpack(Path archive, Path folder) throws IOException {
        unpack(archive, folder, MOST_BYTES, MOST_ENTRIES);
    }

    static void unpack(Path archive, Path folder, long mostBytes, int mostEntries) throws IOException {
        Files.createDirectories(folder);
        Path root = folder.toRealPath();
        long left = mostBytes;
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            if (zip.size() > mostEntries) {
                throw new IOException(
                        "The archive has " + zip.size() + " entries; at most " + mostEntries + " are unpacked");
            }
            for (ZipEntry entry : Collections.list(zip.entries())) {
                Path target = inside(root, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                makeParent(root, target);
                try (InputStream content = new Limited(zip.getInputStream(entry), left)) {
                    left -= Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Packs all files below a folder, in the order of their names, so that equal folders give equal archives. */
    public static void pack(Path folder, Path archive) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(files);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Path file : files) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                ZipEntry entry = new ZipEntry(name);
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    private static Path inside(Path root, String name) throws IOException {
        try {
            Path target = root.resolve(name.replace('\\', '/')).normalize();
            if (target.startsWith(root) && !target.equals(root)) {
                return target;
            }
        } catch (InvalidPathException e) {
            throw new IOException("The archive has an entry that cannot be a file name: " + name, e);
        }
        throw new IOException("The archive has an entry that would leave the folder: " + name);
    }

    /** Refuses to write through a link that was in the folder before. */
    private static void makeParent(Path root, Path target) throws IOException {
        Path parent = Objects.requireNonNull(target.getParent(), "the target is below the root");
        Files.createDirectories(parent);
        if (!parent.toRealPath().startsWith(root) || Files.isSymbolicLink(target)) {
            throw new IOException("The archive would write through a link: " + root.relativize(target));
        }
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("The archive has a file where a folder is: " + root.relativize(target));
        }
    }

    /** Counts what really comes out: the sizes that an archive states may lie. */
    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            if (value >= 0) {
                count(1);
            }
            return value;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            if (read > 0) {
                count(read);
            }
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new IOException("The archive unpacks to more than is allowed");
            }
        }
    }
}
