package dev.penstock.store;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes connections that were waited for too long. Thread-safe. */
final class ReadWatch {

    /**
     * Longer than the database gives a statement, so that where it lives it is the one that ends it. Changes that are sent
     * together have one answer: a database that takes so long for them is given up too.
     */
    static final Duration LONGEST_READ = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(ReadWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final LongSupplier nanoTime;
    private final Map<Closeable, Reads> watched = new ConcurrentHashMap<>();

    ReadWatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private static final class Common {
        private static final ReadWatch WATCH = new ReadWatch(System::nanoTime);

        static {
            ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("penstock-read-watch").daemon().factory());
            long millis = BETWEEN_LOOKS.toMillis();
            looks.scheduleWithFixedDelay(WATCH::look, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** One for the process, which looks once a second. */
    static ReadWatch common() {
        return Common.WATCH;
    }

    /** Where a connection notes its reads, one at a time. */
    final class Reads {
        private static final long NONE = 0;

        private volatile long begun = NONE;

        void begin() {
            begun = nanoTime.getAsLong() | 1; // never NONE
        }

        void end() {
            begun = NONE;
        }

        private boolean overdue() {
            long since = begun;
            return since != NONE && nanoTime.getAsLong() - since > LONGEST_READ.toNanos();
        }
    }

    /** @param connection closed when a read of it lasts too long */
    Reads watch(Closeable connection) {
        return watched.computeIfAbsent(connection, each -> new Reads());
    }

    void forget(Closeable connection) {
        watched.remove(connection);
    }

    /** Closes what is overdue; whoever reads from it is told that it was closed. */
    void look() {
        watched.forEach((connection, reads) -> {
            if (reads.overdue()) {
                LOG.warn("the database did not answer for {} s; giving the connection up", LONGEST_READ.toSeconds());
                forget(connection);
                try {
                    connection.close();
                } catch (IOException | RuntimeException e) { // the others are still looked at, and the next time
                    LOG.debug("a connection that did not answer cannot be closed", e);
                }
            }
        });
    }
}
