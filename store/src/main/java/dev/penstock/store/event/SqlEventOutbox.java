package dev.penstock.store.event;

import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.event.Event;
import dev.penstock.store.document.Documents;
import dev.penstock.store.sql.Session;
import java.util.List;

/** {@link EventOutbox} in tables. */
public final class SqlEventOutbox implements EventOutbox {

    private final Session session;

    public SqlEventOutbox(Session session) {
        this.session = session;
    }

    public void add(PipelineRef pipeline, List<Event> events) {
        session.changeEach(
                """
                INSERT INTO event_outbox (pipeline_id, account_id, region, pipeline_name, document)
                VALUES (:pipeline, :account, :region, :name, :document)
                """,
                events,
                (values, event) -> values.bind("pipeline", pipeline.id())
                        .bind("account", pipeline.accountId())
                        .bind("region", pipeline.region())
                        .bind("name", pipeline.name())
                        .bind("document", Documents.write(event, Event.class)));
    }

    @Override
    public boolean waiting() {
        return session.handle()
                .createQuery("SELECT sequence FROM event_outbox WHERE position IS NULL ORDER BY sequence LIMIT 1")
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    @Override
    public List<OutboxEvent> next(int limit) {
        return session.handle()
                .createQuery("SELECT * FROM event_outbox WHERE position IS NULL ORDER BY sequence LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> OutboxEvent.read(row))
                .list();
    }
}
