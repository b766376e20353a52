package dev.penstock.bench.crash.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * The machine's own disk, and a limit on the length of the server's files instead of a lack of space: writes fail with
 * {@code EFBIG}, and those in the middle of a file go on.
 *
 * @param data the server's folder
 * @param reason why no file system can be mounted
 */
record FileLimit(Path data, String reason) implements Disk {
    private static final int PAGE = 4096;

    @Override
    public String description() {
        return "a limit on the length of files, so that writes fail with EFBIG and not with ENOSPC; a small file system cannot"
                + " be mounted here: " + reason;
    }

    @Override
    public List<String> around(List<String> command) {
        return command;
    }

    @Override
    public Path outside(Path file) {
        return file;
    }

    /**
     * The limit lies behind the end of the write-ahead log, so that some more goes in and then a write ends in the middle; or
     * nothing at all may be written.
     */
    @Override
    public String fill(ProcessHandle process, Random random) {
        long limit = random.nextInt(4) == 0 ? 0 : writeAheadLogBytes() / PAGE * PAGE + random.nextInt(200_000);
        Signals.limitFiles(process, Long.toString(limit));
        return "files end at " + limit;
    }

    @Override
    public void free(ProcessHandle process) {
        Signals.limitFiles(process, "unlimited");
    }

    private long writeAheadLogBytes() {
        try {
            Path file = data.resolve("penstock.db-wal");
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}
}
