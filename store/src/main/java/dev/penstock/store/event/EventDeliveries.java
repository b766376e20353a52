package dev.penstock.store.event;

import dev.penstock.store.sql.Moments;
import dev.penstock.store.sql.Session;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * What subscriptions have still to be told. The events of one pipeline are a lane: while its head waits to be tried again,
 * those behind it wait too, and other pipelines' do not. One server at a time works for a subscription, by a lease.
 */
public final class EventDeliveries {

    private static final String FREE = "(s.leased_until IS NULL OR s.leased_until <= :now OR s.leased_by = :server)";

    private final Session session;

    public EventDeliveries(Session session) {
        this.session = session;
    }

    /** Ids of subscriptions with something to send, for which no other server works. */
    public List<String> due(String server, Instant now) {
        return session.handle()
                .createQuery("SELECT s.id FROM event_subscription s WHERE " + FREE + """
                         AND EXISTS (SELECT 1 FROM event_delivery d WHERE d.subscription_id = s.id AND d.due_at <= :now)
                        ORDER BY s.id
                        """)
                .bind("server", server)
                .bind("now", Moments.micros(now))
                .mapTo(String.class)
                .list();
    }

    /** When something is to be sent next that is not due now; empty if nothing is. */
    public Optional<Instant> nextDue(Instant now) {
        return session.handle()
                .createQuery("""
                        SELECT min((SELECT min(d.due_at) FROM event_delivery d
                            WHERE d.subscription_id = s.id AND d.due_at > :now)) AS due
                        FROM event_subscription s
                        """)
                .bind("now", Moments.micros(now))
                .map((row, context) -> Optional.ofNullable(Moments.getOrNull(row, "due")))
                .one();
    }

    /**
     * Takes or keeps the right to send for a subscription.
     *
     * @return false if another server has it, or the subscription is gone
     */
    public boolean lease(String subscriptionId, String server, Instant now, Instant until) {
        return session.handle()
                        .createUpdate(
                                "UPDATE event_subscription AS s SET leased_by = :server, leased_until = :until WHERE s.id = :id AND "
                                        + FREE)
                        .bind("server", server)
                        .bind("until", Moments.micros(until))
                        .bind("id", subscriptionId)
                        .bind("now", Moments.micros(now))
                        .execute()
                == 1;
    }

    /**
     * Locks the subscription until the transaction ends: to be held while a lane loses its head, so that nothing is put
     * behind it unseen.
     */
    public void lock(String subscriptionId) {
        var _ = session.handle()
                .createQuery("SELECT id FROM event_subscription WHERE id = :id"
                        + session.dialect().lockRow())
                .bind("id", subscriptionId)
                .mapTo(String.class)
                .findOne();
    }

    /** Gives the right to send back. */
    public void release(String subscriptionId, String server) {
        session.handle()
                .createUpdate("""
                        UPDATE event_subscription SET leased_by = NULL, leased_until = NULL
                        WHERE id = :id AND leased_by = :server
                        """)
                .bind("id", subscriptionId)
                .bind("server", server)
                .execute();
    }

    /** Takes back every right to send: for a server that has the database alone, when it starts. */
    public void releaseAll() {
        session.handle()
                .createUpdate("UPDATE event_subscription SET leased_by = NULL, leased_until = NULL")
                .execute();
    }

    /** Pipelines whose lane may be sent now, longest due first. */
    public List<String> dueLanes(String subscriptionId, Instant now, int limit) {
        return session.handle()
                .createQuery("""
                        SELECT pipeline_id FROM event_delivery
                        WHERE subscription_id = :id AND due_at <= :now ORDER BY due_at LIMIT :limit
                        """)
                .bind("id", subscriptionId)
                .bind("now", Moments.micros(now))
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** The first events of a lane, in order. */
    public List<EventDelivery> lane(String subscriptionId, String pipelineId, int limit) {
        return session.handle()
                .createQuery("""
                        SELECT d.published, d.attempts, e.* FROM event_delivery d
                        JOIN event_outbox e ON e.position = d.position
                        WHERE d.subscription_id = :id AND d.pipeline_id = :pipeline AND NOT d.put_aside
                        ORDER BY d.position LIMIT :limit
                        """)
                .bind("id", subscriptionId)
                .bind("pipeline", pipelineId)
                .bind("limit", limit)
                .map((row, context) -> new EventDelivery(
                        new PublishedEvent(row.getLong("position"), OutboxEvent.read(row)),
                        Moments.get(row, "published"),
                        row.getInt("attempts")))
                .list();
    }

    /** The endpoint took these events. Whoever has taken the first of a lane makes the next one its head. */
    public void delivered(String subscriptionId, List<Long> positions) {
        if (positions.isEmpty()) {
            return;
        }
        PreparedBatch batch = session.handle()
                .prepareBatch("DELETE FROM event_delivery WHERE subscription_id = :id AND position = :position");
        positions.forEach(position ->
                batch.bind("id", subscriptionId).bind("position", position).add());
        batch.execute();
    }

    /**
     * The endpoint did not take the head of a lane.
     *
     * @param again when to try it once more; empty to put it aside as failed
     */
    public void refused(String subscriptionId, long position, Optional<Instant> again) {
        session.handle()
                .createUpdate("""
                        UPDATE event_delivery SET attempts = attempts + 1, due_at = :again, put_aside = :aside
                        WHERE subscription_id = :id AND position = :position
                        """)
                .bind("again", Moments.microsOrNull(again.orElse(null)))
                .bind("aside", again.isEmpty())
                .bind("id", subscriptionId)
                .bind("position", position)
                .execute();
    }

    /**
     * Puts aside everything of a lane that was published up to then, in one statement: nobody took the head in that time,
     * so what has waited behind it as long need not fail one by one.
     */
    public void putAside(String subscriptionId, String pipelineId, Instant publishedUpTo) {
        session.handle()
                .createUpdate("""
                        UPDATE event_delivery SET due_at = NULL, put_aside = TRUE
                        WHERE subscription_id = :id AND pipeline_id = :pipeline AND NOT put_aside
                            AND published <= :limit
                        """)
                .bind("id", subscriptionId)
                .bind("pipeline", pipelineId)
                .bind("limit", Moments.micros(publishedUpTo))
                .execute();
    }

    /** Makes the oldest event of each lane its head, to be sent now, unless it is that already. */
    public void advance(String subscriptionId, List<String> pipelineIds, Instant now) {
        if (pipelineIds.isEmpty()) {
            return;
        }
        PreparedBatch batch = session.handle().prepareBatch("""
                UPDATE event_delivery SET due_at = :now
                WHERE subscription_id = :id AND due_at IS NULL
                    AND position = (SELECT min(d.position) FROM event_delivery d WHERE d.subscription_id = :id
                        AND d.pipeline_id = :pipeline AND NOT d.put_aside)
                """);
        for (String pipeline : pipelineIds) {
            batch.bind("id", subscriptionId)
                    .bind("pipeline", pipeline)
                    .bind("now", Moments.micros(now))
                    .add();
        }
        batch.execute();
    }

    /**
     * How much a subscription has still to get.
     *
     * @param waiting events to be sent
     * @param putAside events that were given up
     */
    public record Backlog(long waiting, long putAside) {
        public static final Backlog NONE = new Backlog(0, 0);
    }

    /** By subscription id; who waits for nothing is absent. */
    public Map<String, Backlog> backlogs() {
        Map<String, Backlog> backlogs = new LinkedHashMap<>();
        session.handle()
                .createQuery("""
                        SELECT subscription_id, count(CASE WHEN put_aside THEN NULL ELSE 1 END) AS waiting,
                            count(CASE WHEN put_aside THEN 1 END) AS aside
                        FROM event_delivery GROUP BY subscription_id
                        """)
                .map((row, context) -> Map.entry(
                        row.getString("subscription_id"), new Backlog(row.getLong("waiting"), row.getLong("aside"))))
                .forEach(entry -> backlogs.put(entry.getKey(), entry.getValue()));
        return backlogs;
    }
}
