package dev.penstock.providers.commands;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/**
 * What the commands of a run write: kept in a file up to a limit, so that no run fills the disk, and its end in memory.
 * Thread-safe, since a process that got away may write while the end is read. Once it is closed nothing is taken any more.
 */
final class RunLog implements Closeable {
    private static final int TAIL = 4 * 1024;
    private static final byte[] CUT =
            "\n[the rest of the output is not kept: the limit commands.log-bytes is reached]\n"
                    .getBytes(StandardCharsets.UTF_8);

    private final OutputStream file;
    private final byte[] tail = new byte[TAIL];
    private boolean closed;
    private long left;
    private long written;

    private RunLog(OutputStream file, long limit) {
        this.file = file;
        this.left = limit;
    }

    /** @param path made, or emptied if an earlier run of the same work left it */
    static RunLog open(Path path, long limit) throws IOException {
        Files.deleteIfExists(path);
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new RunLog(Files.newOutputStream(path), limit);
    }

    /** @throws IOException also if the log is closed, even when its limit was reached */
    synchronized void write(byte[] bytes, int length) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (left > 0) {
            int kept = (int) Math.min(left, length);
            file.write(bytes, 0, kept);
            left -= kept;
            if (left == 0) {
                file.write(CUT);
            }
        }
        for (int i = Math.max(0, length - TAIL); i < length; i++) {
            tail[(int) ((written + i) % TAIL)] = bytes[i];
        }
        written += length;
    }

    /** The last lines, at most that many. */
    synchronized String lastLines(int lines) {
        int length = (int) Math.min(written, TAIL);
        byte[] end = new byte[length];
        for (int i = 0; i < length; i++) {
            end[i] = tail[(int) ((written - length + i) % TAIL)];
        }
        String[] all = new String(end, StandardCharsets.UTF_8).strip().split("\\R");
        return String.join("\n", Arrays.copyOfRange(all, Math.max(0, all.length - lines), all.length));
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        file.close();
    }
}
