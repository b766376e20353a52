package dev.penstock.server.backup;

import dev.penstock.server.data.DataFolder;
import dev.penstock.server.data.ProfileFiles;
import dev.penstock.server.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads the archive of a backup. Names in it that lead out of the folder, or to what no backup holds, are refused. */
final class ArchiveReader implements AutoCloseable {
    private static final Set<String> FILES =
            Set.of(DataFolder.DATABASE, DataFolder.KEY, Settings.FILE, ProfileFiles.CONFIG, ProfileFiles.CREDENTIALS);

    private static final Set<String> FOLDERS = Set.of(DataFolder.OBJECTS, DataFolder.LOGS);

    private static final int MOST_CONTENTS = 10_000;

    private final ZipFile zip;

    private ArchiveReader(ZipFile zip) {
        this.zip = zip;
    }

    /** @throws ZipException if the file is no complete archive */
    static ArchiveReader open(Path archive) throws IOException {
        return new ArchiveReader(new ZipFile(archive.toFile()));
    }

    Contents contents() throws IOException {
        ZipEntry entry = zip.getEntry(Contents.ENTRY);
        if (entry == null || entry.getSize() > MOST_CONTENTS) {
            throw new ZipException("no backup of a Penstock server");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Contents.fromJson(in.readNBytes(MOST_CONTENTS));
        }
    }

    /** Unpacks everything into the folder, and compares what was read with the checksums of the archive. */
    void unpack(Path folder, Progress progress) throws IOException {
        // A folder's time and permissions are set when nothing is put into it any more.
        Deque<Map.Entry<Path, FileTraits>> folders = new ArrayDeque<>();
        long done = 0;
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            if (entry.getName().equals(Contents.ENTRY)) {
                continue;
            }
            Path target = place(folder, entry);
            FileTraits traits = FileTraits.readFrom(entry);
            if (entry.isDirectory()) {
                Files.createDirectories(target);
                if (traits != null) {
                    folders.push(Map.entry(target, traits));
                }
            } else {
                unpack(entry, target);
                if (traits != null) {
                    traits.applyTo(target);
                }
            }
            done++;
            progress.at("unpacking", done, zip.size() - 1L, Progress.Unit.FILES);
        }
        for (Map.Entry<Path, FileTraits> made : folders) {
            made.getValue().applyTo(made.getKey());
        }
    }

    private static Path place(Path folder, ZipEntry entry) throws IOException {
        String name = entry.getName();
        String first = name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
        boolean known = entry.isDirectory() || name.contains("/") ? FOLDERS.contains(first) : FILES.contains(name);
        Path target = folder.resolve(name).normalize();
        if (!known || !target.startsWith(folder.resolve(first))) {
            throw new ZipException("it holds '" + name + "', which no backup does");
        }
        return target;
    }

    private void unpack(ZipEntry entry, Path target) throws IOException {
        try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32());
                FileChannel file = createPrivately(target)) {
            OutputStream out = Channels.newOutputStream(file);
            in.transferTo(out);
            if (in.getChecksum().getValue() != entry.getCrc()) {
                throw new ZipException("'" + entry.getName() + "' in it is damaged");
            }
            file.force(true);
        }
    }

    static void copyPrivately(Path file, Path copy) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                FileChannel out = createPrivately(copy)) {
            in.transferTo(Channels.newOutputStream(out));
            out.force(true);
        }
    }

    private static FileChannel createPrivately(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
