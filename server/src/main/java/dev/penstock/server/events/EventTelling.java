package dev.penstock.server.events;

import dev.penstock.server.settings.EventSettings;
import dev.penstock.server.settings.SettingsException;
import dev.penstock.store.Store;
import dev.penstock.store.time.TimeSource;
import java.util.random.RandomGenerator;

/** All that takes events from the outbox to those who want them. */
public final class EventTelling implements AutoCloseable {
    private final EventPublisher publisher;
    private final WebhookSender sender;
    private final Dispatcher dispatcher;

    private EventTelling(EventPublisher publisher, WebhookSender sender, Dispatcher dispatcher) {
        this.publisher = publisher;
        this.sender = sender;
        this.dispatcher = dispatcher;
    }

    /**
     * @param server a name that no other running server has
     * @throws SettingsException if the allowed networks are none
     */
    public static EventTelling start(
            Store store, TimeSource clock, String server, EventSettings settings, RandomGenerator random) {
        WebhookSender sender = new WebhookSender(guard(settings), settings.connectTimeout(), settings.answerTimeout());
        RetrySchedule retries = new RetrySchedule(
                settings.retryFirst(),
                settings.retryLongest(),
                settings.giveUpAfter(),
                settings.giveUpAttempts(),
                random);
        EventPublisher publisher = EventPublisher.start(store, clock, settings.retained());
        return new EventTelling(publisher, sender, Dispatcher.start(store, clock, server, sender, retries));
    }

    private static AddressGuard guard(EventSettings settings) {
        try {
            return AddressGuard.allowing(settings.allowedNetworks());
        } catch (IllegalArgumentException e) {
            throw new SettingsException("The setting 'events.allowed-networks': " + e.getMessage() + ".");
        }
    }

    @Override
    public void close() throws Exception {
        publisher.close();
        dispatcher.close();
        sender.close();
    }
}
