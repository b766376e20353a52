package dev.penstock.store.job;

import dev.penstock.store.sql.Moments;
import dev.penstock.store.sql.Session;
import java.time.Instant;
import java.util.Optional;

/** When workers last asked a queue for jobs. Written now and then, so it is a little behind (see {@link #save}). */
public final class QueuePolls {
    private final Session session;

    public QueuePolls(Session session) {
        this.session = session;
    }

    /** Empty if nobody ever asked, or only very recently. */
    public Optional<Instant> last(String queue) {
        return session.handle()
                .createQuery("SELECT polled_at FROM queue_poll WHERE queue = :queue")
                .bind("queue", queue)
                .map((row, context) -> Moments.get(row, "polled_at"))
                .findOne();
    }

    /** Keeps the time of a poll; an earlier one changes nothing. */
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
