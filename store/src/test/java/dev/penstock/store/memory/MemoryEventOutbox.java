package dev.penstock.store.memory;

import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.event.Event;
import dev.penstock.store.event.EventOutbox;
import dev.penstock.store.event.OutboxEvent;
import java.util.List;

final class MemoryEventOutbox implements EventOutbox {

    private final Tables tables;

    MemoryEventOutbox(Tables tables) {
        this.tables = tables;
    }

    void add(PipelineRef pipeline, List<Event> events) {
        for (Event event : events) {
            long sequence = ++tables.lastEvent;
            tables.events.put(sequence, new OutboxEvent(sequence, pipeline, event));
        }
    }

    @Override
    public List<OutboxEvent> next(int limit) {
        return tables.events.all().stream().limit(limit).toList();
    }

    @Override
    public boolean waiting() {
        return !next(1).isEmpty();
    }
}
