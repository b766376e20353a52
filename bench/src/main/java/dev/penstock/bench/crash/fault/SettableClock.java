package dev.penstock.bench.crash.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The machine's clock and an offset that another process may set at any time, in a file that both have mapped. A stand-in
 * for {@code date -s}, which would set the clock of everybody. Thread-safe.
 */
public final class SettableClock implements InstantSource {
    private final Path file;
    private final MemorySegment offset;

    private SettableClock(Path file, MemorySegment offset) {
        this.file = file;
        this.offset = offset;
    }

    /** @param file made if it is not there, with no offset */
    public static SettableClock on(Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new SettableClock(file, channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES, Arena.ofAuto()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file() {
        return file;
    }

    @Override
    public Instant instant() {
        return Instant.now().plusMillis(offset.get(ValueLayout.JAVA_LONG, 0));
    }

    /** From now on the clock differs so much from the machine's. */
    void set(Duration difference) {
        offset.set(ValueLayout.JAVA_LONG, 0, difference.toMillis());
    }
}
