package dev.penstock.store.event;

import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.event.Event;
import dev.penstock.store.document.Documents;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * An event as it was decided.
 *
 * @param sequence order in which the events of one pipeline happened; not dense
 */
public record OutboxEvent(long sequence, PipelineRef pipeline, Event event) {

    static OutboxEvent read(ResultSet row) throws SQLException {
        return new OutboxEvent(
                row.getLong("sequence"),
                new PipelineRef(
                        row.getString("pipeline_id"),
                        row.getString("account_id"),
                        row.getString("region"),
                        row.getString("pipeline_name")),
                Documents.read(row.getString("document"), Event.class));
    }

    /** A UUID that is the event's alone, and the same however often it is told. */
    public String id() {
        String name = pipeline.id() + "/" + sequence;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
