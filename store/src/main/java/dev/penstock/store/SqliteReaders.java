package dev.penstock.store;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A bounded set of read-only connections, opened when first needed; each read sees one snapshot. */
final class SqliteReaders implements AutoCloseable {

    private static final int MOST = 2 * Runtime.getRuntime().availableProcessors();
    private static final int WAIT_SECONDS = 10;

    private final Supplier<Handle> opener;
    private final Semaphore free = new Semaphore(MOST);
    private final BlockingQueue<Reader> idle = new LinkedBlockingDeque<>();
    private volatile boolean closed;

    private record Reader(Handle handle, SqliteBounds bounds) {
        static Reader of(Handle handle) {
            return new Reader(handle, SqliteBounds.ofReader(handle));
        }

        <T> T snapshot(Function<Handle, T> work) {
            bounds.begin();
            try {
                return work.apply(handle);
            } finally {
                bounds.commit();
            }
        }
    }

    SqliteReaders(Supplier<Handle> opener) {
        this.opener = opener;
    }

    <T> T read(Function<Handle, T> work) {
        take();
        try {
            if (closed) {
                throw new IllegalStateException("the store is closed");
            }
            @Nullable Reader known = idle.poll();
            Reader reader = known != null ? known : Reader.of(opener.get());
            try {
                return reader.snapshot(work);
            } finally {
                idle.add(reader);
            }
        } finally {
            free.release();
        }
    }

    private void take() {
        try {
            if (!free.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "the database is busy: no reader became free in " + WAIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the read began", e);
        }
    }

    /** Waits for the reads that are going on. */
    @Override
    public void close() {
        closed = true;
        free.acquireUninterruptibly(MOST);
        idle.forEach(reader -> reader.handle.close());
        idle.clear();
        free.release(MOST);
    }
}
