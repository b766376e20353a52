package dev.penstock.providers.s3;

import dev.penstock.providers.FailedAction;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import software.amazon.awssdk.services.codepipeline.model.FailureType;

/** A zip of files to deploy, checked as a whole before the first file leaves it. */
final class Archive implements Closeable {
    private static final int MAX_ENTRIES = 100_000;
    /** Unpacked; no more than a zip within the size limit of artifacts reasonably holds. */
    private static final long MAX_UNPACKED = 50L << 30;

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
    static Archive open(Path file) throws IOException {
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

    static FailedAction malformed() {
        return new FailedAction(FailureType.JOB_FAILED, "The archive is malformed.");
    }

    private static FailedAction tooLarge(String what) {
        return new FailedAction(FailureType.JOB_FAILED, "The archive holds " + what + ".");
    }

    List<? extends ZipEntry> files() {
        return files;
    }

    InputStream read(ZipEntry file) throws IOException {
        return zip.getInputStream(file);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
