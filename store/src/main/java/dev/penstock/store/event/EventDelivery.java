package dev.penstock.store.event;

import java.time.Instant;

/**
 * An event that a subscription has still to be told.
 *
 * @param attempts how often it was tried in vain
 */
public record EventDelivery(PublishedEvent event, Instant published, int attempts) {}
