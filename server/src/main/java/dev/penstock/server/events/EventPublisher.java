package dev.penstock.server.events;

import dev.penstock.store.Signals;
import dev.penstock.store.Store;
import dev.penstock.store.Topics;
import dev.penstock.store.event.EventLog.Published;
import dev.penstock.store.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives new events their place in the order of all, and queues them for subscriptions. Sleeps until there are any; the
 * more come at a time, the fewer transactions an event costs. Every server does this, one at a time.
 */
public final class EventPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);
    private static final int AT_ONCE = 500;
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    /** Another server on the database may have died between deciding and publishing. */
    private static final Duration ANYWAY = Duration.ofSeconds(30);

    private final Store store;
    private final TimeSource clock;
    private final long retained;
    private final Thread thread;
    private volatile boolean stopping;

    private EventPublisher(Store store, TimeSource clock, long retained) {
        this.store = store;
        this.clock = clock;
        this.retained = retained;
        this.thread = Thread.ofVirtual().name("events").unstarted(this::run);
    }

    /** @param retained how many events are kept for readers who come back */
    public static EventPublisher start(Store store, TimeSource clock, long retained) {
        EventPublisher publisher = new EventPublisher(store, clock, retained);
        publisher.thread.start();
        return publisher;
    }

    private void run() {
        Signals signals = store.signals();
        try {
            while (!stopping) {
                long seen = signals.version(Topics.EVENTS);
                signals.await(Topics.EVENTS, seen, publish(clock.instant()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return when to look again without a signal */
    private Instant publish(Instant now) {
        try {
            boolean more = store.read(tx -> tx.events().waiting());
            while (more && !stopping) {
                more = store.write(tx -> {
                    Published published = tx.eventLog().publish(AT_ONCE, retained, now);
                    if (published.events() > 0) {
                        tx.signal(Topics.PUBLISHED);
                    }
                    if (published.deliveries() > 0) {
                        tx.signal(Topics.DELIVERIES);
                    }
                    return published.events() == AT_ONCE;
                });
            }
            return now.plus(ANYWAY);
        } catch (RuntimeException e) {
            LOG.error("events could not be published; trying again", e);
            return now.plus(AFTER_A_FAULT);
        }
    }

    /** Waits for the step under way. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        store.signals().signal(Topics.EVENTS);
        thread.join();
    }
}
