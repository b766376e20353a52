package dev.penstock.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Client tokens in a file that only its owner can read (0600): one line {@code clientId token} for each customer, lines
 * that start with {@code #} are remarks. Each lookup reads the file, so that a token added by another process counts at
 * once. A change is durable when {@link #put} returns, and a crash leaves either the old or the new file. Thread-safe;
 * writers in different processes may overwrite each other.
 */
public final class ClientTokenFile implements ClientTokens {
    private final Path file;

    /** The file need not exist yet. */
    public ClientTokenFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public synchronized Optional<String> tokenOf(String clientId) {
        return Optional.ofNullable(read().get(clientId));
    }

    /** Adds a customer, or replaces its token. */
    public synchronized void put(String clientId, String token) {
        requireWord(clientId, "client id");
        requireWord(token, "client token");
        SortedMap<String, String> tokens = read();
        tokens.put(clientId, token);
        write(tokens);
    }

    /** Forgets a customer; its jobs are skipped from now on. */
    public synchronized void remove(String clientId) {
        SortedMap<String, String> tokens = read();
        if (tokens.remove(clientId) != null) {
            write(tokens);
        }
    }

    private SortedMap<String, String> read() {
        SortedMap<String, String> tokens = new TreeMap<>();
        try {
            int number = 0;
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                number++;
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] words = line.strip().split("\\s+");
                if (words.length != 2) {
                    throw new IOException(
                            file + " line " + number + ": expected a client id and a token, separated by a blank");
                }
                tokens.put(words[0], words[1]);
            }
        } catch (NoSuchFileException none) {
            return tokens;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tokens;
    }

    private void write(SortedMap<String, String> tokens) {
        StringBuilder text = new StringBuilder("# client id, client token: keep this file secret\n");
        tokens.forEach((id, token) -> text.append(id).append(' ').append(token).append('\n'));
        Path folder = Objects.requireNonNull(file.getParent(), "a file has a folder");
        try {
            Files.createDirectories(folder);
            Path written = Files.createTempFile(folder, file.getFileName() + ".", ".new", ownerOnly());
            try {
                try (FileChannel out = FileChannel.open(written, StandardOpenOption.WRITE)) {
                    ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
                    while (bytes.hasRemaining()) {
                        out.write(bytes);
                    }
                    out.force(true);
                }
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(written);
            }
            syncFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rename itself is durable only when the folder is written; not every system lets a folder be opened. */
    private static void syncFolder(Path folder) throws IOException {
        if (isPosix()) {
            try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
                entry.force(true);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static void requireWord(String value, String what) {
        if (value.isEmpty() || value.chars().anyMatch(Character::isWhitespace) || value.startsWith("#")) {
            throw new IllegalArgumentException("a " + what + " is one word");
        }
    }
}
