package dev.penstock.store.event;

import java.util.List;

/** Events in the order in which they were decided, until {@link EventLog} publishes them. */
public interface EventOutbox {

    /** True if there is something to publish. */
    boolean waiting();

    /** The oldest events that are not published. */
    List<OutboxEvent> next(int limit);
}
