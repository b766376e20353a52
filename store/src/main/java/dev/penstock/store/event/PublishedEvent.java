package dev.penstock.store.event;

/**
 * An event in the order in which all events are told.
 *
 * @param position grows from event to event, also from one pipeline to another
 */
public record PublishedEvent(long position, OutboxEvent event) {}
