package dev.penstock.store.event;

import java.util.Collection;
import java.util.List;

/** Events in the order in which they were decided, each kept until somebody has delivered and removed it. */
public interface EventOutbox {

    /** The oldest events. */
    List<OutboxEvent> next(int limit);

    /** Forgets events that were delivered. */
    void remove(Collection<Long> sequences);
}
