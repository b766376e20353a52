package dev.penstock.server.events;

import dev.penstock.store.Signals;
import dev.penstock.store.Store;
import dev.penstock.store.Topics;
import dev.penstock.store.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that subscriptions are sent what they have still to get, each by a thread of its own, so that none waits for
 * another. Sleeps until something is due. Of several servers on a database one sends for a subscription at a time.
 */
public final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    /** Another server may publish without a signal here, or die with a lease. */
    private static final Duration ANYWAY = Duration.ofSeconds(30);

    private final Store store;
    private final TimeSource clock;
    private final String server;
    private final Delivery delivery;
    private final Set<String> sending = ConcurrentHashMap.newKeySet();
    private final Set<Thread> senders = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean stopping;

    private Dispatcher(Store store, TimeSource clock, String server, Delivery delivery) {
        this.store = store;
        this.clock = clock;
        this.server = server;
        this.delivery = delivery;
        this.thread = Thread.ofVirtual().name("deliveries").unstarted(this::run);
    }

    /** @param server a name that no other running server has */
    static Dispatcher start(Store store, TimeSource clock, String server, Delivery delivery) {
        Dispatcher dispatcher = new Dispatcher(store, clock, server, delivery);
        dispatcher.thread.start();
        return dispatcher;
    }

    /** Starts with a delivery of its own. */
    public static Dispatcher start(
            Store store, TimeSource clock, String server, WebhookSender sender, RetrySchedule retries) {
        return start(store, clock, server, new Delivery(store, clock, server, sender, retries));
    }

    private void run() {
        Signals signals = store.signals();
        try {
            while (!stopping) {
                long seen = signals.version(Topics.DELIVERIES);
                signals.await(Topics.DELIVERIES, seen, startDue(clock.instant()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return when to look again without a signal */
    private Instant startDue(Instant now) {
        record Look(List<String> due, Instant next) {}
        try {
            Instant anyway = now.plus(ANYWAY);
            Look look = store.read(tx -> new Look(
                    tx.deliveries().due(server, now),
                    tx.deliveries().nextDue(now).filter(anyway::isAfter).orElse(anyway)));
            look.due().stream().filter(sending::add).forEach(this::startSending);
            return look.next();
        } catch (RuntimeException e) {
            LOG.error("due deliveries of events could not be read; trying again", e);
            return now.plus(AFTER_A_FAULT);
        }
    }

    private void startSending(String subscriptionId) {
        Thread sender = Thread.ofVirtual().name("deliver-" + subscriptionId).unstarted(() -> send(subscriptionId));
        senders.add(sender);
        sender.start();
    }

    private void send(String subscriptionId) {
        boolean again = true;
        try {
            delivery.deliver(subscriptionId);
        } catch (InterruptedException e) {
            again = false;
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            again = false;
            LOG.error("the deliveries of event subscription {} broke off; going on within seconds", subscriptionId, e);
        } finally {
            sending.remove(subscriptionId);
            senders.remove(Thread.currentThread());
            if (again) {
                // Something may have been published between the last look for it and this.
                store.signals().signal(Topics.DELIVERIES);
            }
        }
    }

    /** Breaks off what is being sent; it is sent again by whoever goes on. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        store.signals().signal(Topics.DELIVERIES);
        thread.join();
        delivery.stop();
        for (Thread sender : senders) {
            sender.join();
        }
    }
}
