package dev.penstock.providers.artifact;

import dev.penstock.providers.FailedAction;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import software.amazon.awssdk.services.codepipeline.model.FailureType;

/** A zip of files, checked as a whole before the first file leaves it. */
public final class Archive implements Closeable {
    private static final int MAX_ENTRIES = 100_000;
    /** Unpacked; no more than a zip within the size limit of artifacts reasonably holds. */
    private static final long MAX_UNPACKED = 50L << 30;

    private static final int BUFFER = 64 * 1024;

    private final ZipFile zip;
    private final List<? extends ZipEntry> files;

    private Archive(ZipFile zip, List<? extends ZipEntry> files) {
        this.zip = zip;
        this.files = files;
    }

    /**
     * @throws FailedAction when it is no zip, an entry leaves the folder (spec corrections 9), or it unpacks to more than
     *     the limits
     */
    public static Archive open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException notAZip) {
            throw malformed();
        }
        try {
            if (zip.size() > MAX_ENTRIES) {
                throw tooLarge(zip.size() + " entries; at most " + MAX_ENTRIES);
            }
            List<? extends ZipEntry> files =
                    zip.stream().filter(entry -> !entry.isDirectory()).toList();
            files.forEach(entry -> requireInside(entry.getName()));
            long unpacked = 0;
            for (ZipEntry entry : files) {
                unpacked = Math.addExact(unpacked, Math.max(entry.getSize(), 0));
                if (unpacked > MAX_UNPACKED) {
                    throw tooLarge("more than " + MAX_UNPACKED + " bytes of files");
                }
            }
            return new Archive(zip, files);
        } catch (RuntimeException refused) {
            zip.close();
            throw refused;
        }
    }

    private static void requireInside(String name) {
        String unix = name.replace('\\', '/');
        if (unix.contains("../") || unix.endsWith("/..") || unix.equals("..")) {
            throw new FailedAction(
                    FailureType.CONFIGURATION_ERROR,
                    "The file name " + name + " contains invalid sequence: dot-dot-slash.");
        }
    }

    public static FailedAction malformed() {
        return new FailedAction(FailureType.JOB_FAILED, "The archive is malformed.");
    }

    private static FailedAction tooLarge(String what) {
        return new FailedAction(FailureType.JOB_FAILED, "The archive holds " + what + ".");
    }

    public List<? extends ZipEntry> files() {
        return files;
    }

    public InputStream read(ZipEntry file) throws IOException {
        return zip.getInputStream(file);
    }

    /**
     * Writes all files into a folder. What is written is counted, since a zip may lie about its sizes. Links come out as
     * plain files, so none leads out of the folder.
     *
     * @param folder empty and existing
     * @param maxBytes how much may be written
     * @throws FailedAction if it is more than that, or not readable
     */
    public void unpackInto(Path folder, long maxBytes) throws IOException {
        long left = maxBytes;
        for (ZipEntry entry : files) {
            Path target = inside(folder, entry.getName());
            Files.createDirectories(target.getParent());
            try (InputStream from = read(entry);
                    OutputStream to = Files.newOutputStream(target)) {
                left = copy(from, to, left, maxBytes);
            } catch (ZipException broken) {
                throw malformed();
            }
        }
    }

    /** A name that begins with a slash would be resolved to a file outside. */
    private static Path inside(Path folder, String name) {
        Path target = folder.resolve(name.replaceFirst("^/+", "")).normalize();
        if (!target.startsWith(folder) || target.equals(folder)) {
            throw new FailedAction(
                    FailureType.CONFIGURATION_ERROR, "The archive has a file that lies outside of it: " + name);
        }
        return target;
    }

    private static long copy(InputStream from, OutputStream to, long left, long maxBytes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long remaining = left;
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            remaining -= read;
            if (remaining < 0) {
                throw tooLarge("more than " + maxBytes + " bytes of files");
            }
            to.write(buffer, 0, read);
        }
        return remaining;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
