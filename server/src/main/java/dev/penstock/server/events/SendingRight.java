package dev.penstock.server.events;

import dev.penstock.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right of this server to send for a subscription, renewed for as long as a round lasts. Whoever sends asks before
 * each event: a server that was stopped, or cut off from the database, and goes on finds that its right has lapsed.
 * Thread-safe.
 */
final class SendingRight implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SendingRight.class);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    private final Store store;
    private final InstantSource clock;
    private final String subscriptionId;
    private final String server;
    private final String topic;
    private Instant until;
    private boolean closed;
    private boolean lost;

    private SendingRight(Store store, InstantSource clock, String subscriptionId, String server, Instant until) {
        this.store = store;
        this.clock = clock;
        this.subscriptionId = subscriptionId;
        this.server = server;
        this.topic = "sending:" + subscriptionId;
        this.until = until;
    }

    /** @param until when the right lapses as it was taken */
    static SendingRight keep(Store store, InstantSource clock, String subscriptionId, String server, Instant until) {
        SendingRight right = new SendingRight(store, clock, subscriptionId, server, until);
        Thread.ofVirtual().name("sending-" + subscriptionId).start(right::renewUntilClosed);
        return right;
    }

    synchronized boolean held() {
        return !lost && clock.instant().isBefore(until);
    }

    private void renewUntilClosed() {
        Instant next = clock.instant().plus(Delivery.LEASE.dividedBy(3));
        try {
            while (true) {
                long seen = store.signals().version(topic);
                if (ended()) {
                    return;
                }
                Instant now = clock.instant();
                if (!now.isBefore(next)) {
                    next = renewed(now);
                }
                store.signals().await(topic, seen, next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return when to renew next */
    private Instant renewed(Instant now) {
        Instant longer = now.plus(Delivery.LEASE);
        try {
            boolean ours = store.write(tx -> tx.deliveries().lease(subscriptionId, server, now, longer));
            note(ours, longer);
            return now.plus(Delivery.LEASE.dividedBy(3));
        } catch (RuntimeException e) {
            LOG.warn(
                    "the right to send for event subscription {} could not be renewed; trying again",
                    subscriptionId,
                    e);
            return now.plus(AFTER_A_FAULT);
        }
    }

    private synchronized void note(boolean ours, Instant longer) {
        if (ours) {
            until = longer;
        } else {
            lost = true;
        }
    }

    private synchronized boolean ended() {
        return closed || lost;
    }

    /** Renews no more; the right itself is given back, or kept, by whoever took it. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        store.signals().signal(topic);
    }
}
