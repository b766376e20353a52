package dev.penstock.store.job;

import dev.penstock.store.sql.Moments;
import dev.penstock.store.sql.Session;
import java.time.Instant;
import java.util.Optional;

/** {@link QueuePolls} in a table. */
public final class SqlQueuePolls implements QueuePolls {
    private final Session session;

    public SqlQueuePolls(Session session) {
        this.session = session;
    }

    @Override
    public Optional<Instant> last(String queue) {
        return session.handle()
                .createQuery("SELECT polled_at FROM queue_poll WHERE queue = :queue")
                .bind("queue", queue)
                .map((row, context) -> Moments.get(row, "polled_at"))
                .findOne();
    }

    @Override
    public void save(String queue, Instant at) {
        session.handle()
                .createUpdate("""
                        INSERT INTO queue_poll (queue, polled_at) VALUES (:queue, :at)
                        ON CONFLICT (queue) DO UPDATE SET polled_at = excluded.polled_at
                        WHERE queue_poll.polled_at < excluded.polled_at
                        """)
                .bind("queue", queue)
                .bind("at", Moments.micros(at))
                .execute();
    }
}
