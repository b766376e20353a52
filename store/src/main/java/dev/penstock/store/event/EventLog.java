package dev.penstock.store.event;

import dev.penstock.engine.event.EventFilter;
import dev.penstock.store.document.Documents;
import dev.penstock.store.sql.Moments;
import dev.penstock.store.sql.Session;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Published events: those that have their place in the order of all. One server at a time publishes, so a reader who has
 * seen a position has seen everything before it. The newest ones are kept for readers who come back.
 */
public final class EventLog {
    /** How many positions are given out between two looks for events to forget. */
    private static final long FORGET_EVERY = 1000;

    private final Session session;

    public EventLog(Session session) {
        this.session = session;
    }

    /**
     * What is told and kept.
     *
     * @param last position of the newest event; 0 before the first
     * @param forgotten position of the newest event that is not kept any more; 0 while all are
     */
    public record Progress(long last, long forgotten) {}

    /**
     * What one step published.
     *
     * @param events how many got their place
     * @param deliveries how many deliveries were queued for subscriptions
     */
    public record Published(int events, int deliveries) {}

    public Progress progress() {
        return progress("");
    }

    private Progress progress(String lock) {
        return session.handle()
                .createQuery("SELECT last_position, forgotten FROM event_progress WHERE id = 1" + lock)
                .map((row, context) -> new Progress(row.getLong("last_position"), row.getLong("forgotten")))
                .one();
    }

    /**
     * Publishes the oldest events of the outbox and queues them for the subscriptions that want them; also forgets old ones.
     *
     * @param retained how many events are kept, beside those that a subscription has still to be told
     */
    public Published publish(int limit, long retained, Instant now) {
        Progress before = progress(session.dialect().lockRow());
        List<OutboxEvent> events = new SqlEventOutbox(session).next(limit);
        if (events.isEmpty()) {
            return new Published(0, 0);
        }
        Map<String, EventFilter> filters = filters();
        PreparedBatch places = session.handle()
                .prepareBatch("UPDATE event_outbox SET position = :position WHERE sequence = :sequence");
        PreparedBatch deliveries = session.handle().prepareBatch("""
                INSERT INTO event_delivery
                    (subscription_id, position, pipeline_id, published, attempts, due_at, put_aside)
                VALUES (:subscription, :position, :pipeline, :now, 0,
                    CASE WHEN EXISTS (SELECT 1 FROM event_delivery d WHERE d.subscription_id = :subscription
                        AND d.pipeline_id = :pipeline AND NOT d.put_aside) THEN NULL ELSE :now END,
                    FALSE)
                """);
        long position = before.last();
        for (OutboxEvent event : events) {
            position++;
            places.bind("position", position).bind("sequence", event.sequence()).add();
            for (Map.Entry<String, EventFilter> filter : filters.entrySet()) {
                if (filter.getValue().wants(event.pipeline(), event.event())) {
                    deliveries
                            .bind("subscription", filter.getKey())
                            .bind("position", position)
                            .bind("pipeline", event.pipeline().id())
                            .bind("now", Moments.micros(now))
                            .add();
                }
            }
        }
        places.execute();
        int queued = deliveries.size();
        if (queued > 0) {
            deliveries.execute();
        }
        long forgotten = position / FORGET_EVERY > before.last() / FORGET_EVERY
                ? forget(Math.max(before.forgotten(), position - retained))
                : before.forgotten();
        session.handle()
                .createUpdate("UPDATE event_progress SET last_position = :last, forgotten = :forgotten WHERE id = 1")
                .bind("last", position)
                .bind("forgotten", forgotten)
                .execute();
        return new Published(events.size(), queued);
    }

    /** Locks the subscriptions, so that no lane loses its head while something is put behind it. */
    private Map<String, EventFilter> filters() {
        Map<String, EventFilter> filters = new LinkedHashMap<>();
        session.handle()
                .createQuery("SELECT id, filter FROM event_subscription ORDER BY id"
                        + session.dialect().lockRow())
                .map((row, context) ->
                        Map.entry(row.getString("id"), Documents.read(row.getString("filter"), EventFilter.class)))
                .forEach(entry -> filters.put(entry.getKey(), entry.getValue()));
        return filters;
    }

    /** Events up to that position, but for those that somebody has still to be told. */
    private long forget(long position) {
        session.handle()
                .createUpdate("DELETE FROM event_delivery WHERE position <= :position AND put_aside")
                .bind("position", position)
                .execute();
        session.handle().createUpdate("""
                        DELETE FROM event_outbox
                        WHERE position <= :position
                            AND NOT EXISTS (SELECT 1 FROM event_delivery d WHERE d.position = event_outbox.position)
                        """).bind("position", position).execute();
        return position;
    }

    /**
     * The next events of an account, in order.
     *
     * @param after position that the reader has seen; everything up to {@link Progress#forgotten} may be missing
     * @param pipelineName null for all
     */
    public List<PublishedEvent> after(long after, String accountId, @Nullable String pipelineName, int limit) {
        return session.handle()
                .createQuery("SELECT * FROM event_outbox WHERE position > :after AND account_id = :account"
                        + (pipelineName == null ? "" : " AND pipeline_name = :name")
                        + " ORDER BY position LIMIT :limit")
                .bind("after", after)
                .bind("account", accountId)
                .bind("name", pipelineName)
                .bind("limit", limit)
                .map((row, context) -> new PublishedEvent(row.getLong("position"), OutboxEvent.read(row)))
                .list();
    }
}
