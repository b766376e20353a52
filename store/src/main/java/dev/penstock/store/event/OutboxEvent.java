package dev.penstock.store.event;

import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.event.Event;

/**
 * An event that is not delivered yet.
 *
 * @param sequence order in which the events of one pipeline happened; not dense
 */
public record OutboxEvent(long sequence, PipelineRef pipeline, Event event) {}
