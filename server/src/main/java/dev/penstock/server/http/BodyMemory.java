package dev.penstock.server.http;

import dev.penstock.api.error.ApiException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Memory that large request bodies take together, taken as they arrive: who only announces a large body takes nothing.
 * Small ones are not counted, for the number of connections bounds how many there are. Thread-safe.
 */
public final class BodyMemory {
    /** Bytes of each body that are not counted. */
    static final int FREE = 64 << 10;

    private final Semaphore kilobytes;
    private final Duration patience;

    /**
     * @param bytes what large bodies may take together
     * @param patience how long one that finds nothing left waits for others to end
     */
    public BodyMemory(long bytes, Duration patience) {
        this.kilobytes = new Semaphore(Math.toIntExact(Math.min(Integer.MAX_VALUE, bytes >> 10)));
        this.patience = patience;
    }

    /** What one body takes. Used by one thread at a time. */
    final class Share implements AutoCloseable {
        private int taken;

        /**
         * Takes what the body needs more.
         *
         * @param size of the body so far, in bytes
         * @throws ApiException ThrottlingException if there is nothing left
         */
        void growTo(int size) {
            int wanted = size <= FREE ? 0 : (size >> 10) + 1;
            if (wanted > taken) {
                take(wanted - taken);
                taken = wanted;
            }
        }

        @Override
        public void close() {
            kilobytes.release(taken);
            taken = 0;
        }
    }

    private void take(int wanted) {
        try {
            if (!kilobytes.tryAcquire(wanted, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw Admission.throttled();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Admission.throttled();
        }
    }
}
