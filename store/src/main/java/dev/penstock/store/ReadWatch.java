package dev.penstock.store;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private final LongSupplier nanoTime;
    private final Timer timer;
    private final Map<Closeable, Reads> watched = new ConcurrentHashMap<>();
    /** Whether a look is to come. While nobody reads there is none. */
    private final AtomicBoolean looks = new AtomicBoolean();

    /** Runs something once, later. */
    interface Timer {
        void after(Duration delay, Runnable look);
    }

    ReadWatch(LongSupplier nanoTime, Timer timer) {
        this.nanoTime = nanoTime;
        this.timer = timer;
    }

    private static final class Common {
        private static final ScheduledExecutorService THREAD = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("penstock-read-watch").daemon().factory());

        private static final ReadWatch WATCH = new ReadWatch(System::nanoTime, (delay, look) -> {
            var _ = THREAD.schedule(look, delay.toNanos(), TimeUnit.NANOSECONDS);
        });
    }

    /** One for the process. */
    static ReadWatch common() {
        return Common.WATCH;
    }

    /** Where a connection notes its reads, one at a time. */
    final class Reads {
        private static final long NONE = 0;

        private volatile long begun = NONE;

        void begin() {
            begun = nanoTime.getAsLong() | 1; // never NONE
            if (!looks.get()) {
                lookAfter(LONGEST_READ);
            }
        }

        void end() {
            begun = NONE;
        }

        /** How long the read that goes on may still last. */
        private Optional<Duration> left() {
            long since = begun;
            return since == NONE
                    ? Optional.empty()
                    : Optional.of(LONGEST_READ.minusNanos(nanoTime.getAsLong() - since));
        }
    }

    private void lookAfter(Duration delay) {
        if (looks.compareAndSet(false, true)) {
            timer.after(delay, this::look);
        }
    }

    /** @param connection closed when a read of it lasts too long */
    Reads watch(Closeable connection) {
        return watched.computeIfAbsent(connection, each -> new Reads());
    }

    void forget(Closeable connection) {
        watched.remove(connection);
    }

    /** Closes what is overdue, and comes back when the next may be. */
    void look() {
        looks.set(false); // whoever begins from now on sees to it himself
        watched.forEach((connection, reads) ->
                reads.left().filter(left -> !left.isPositive()).ifPresent(over -> giveUp(connection)));
        watched.values().stream()
                .flatMap(reads -> reads.left().stream())
                .min(Comparator.naturalOrder())
                .ifPresent(this::lookAfter);
    }

    /** Whoever reads from it is told that it was closed. */
    private void giveUp(Closeable connection) {
        LOG.warn("the database did not answer for {} s; giving the connection up", LONGEST_READ.toSeconds());
        forget(connection);
        try {
            connection.close();
        } catch (IOException | RuntimeException e) { // the others are still looked at
            LOG.debug("a connection that did not answer cannot be closed", e);
        }
    }
}
