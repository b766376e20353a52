package dev.penstock.store.event;

import dev.penstock.engine.event.EventFilter;
import dev.penstock.store.document.Documents;
import dev.penstock.store.event.EventSubscription.Failure;
import dev.penstock.store.sql.Moments;
import dev.penstock.store.sql.Session;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** Who is sent events. Secrets are encrypted at rest. */
public final class EventSubscriptions {
    private final Session session;

    public EventSubscriptions(Session session) {
        this.session = session;
    }

    public Optional<EventSubscription> find(String id) {
        return session.handle()
                .createQuery("SELECT * FROM event_subscription WHERE id = :id")
                .bind("id", id)
                .map(this::subscription)
                .findOne();
    }

    public Optional<EventSubscription> find(String accountId, String name) {
        return session.handle()
                .createQuery("SELECT * FROM event_subscription WHERE account_id = :account AND name = :name")
                .bind("account", accountId)
                .bind("name", name)
                .map(this::subscription)
                .findOne();
    }

    /** Of all accounts, by account and name. */
    public List<EventSubscription> list() {
        return session.handle()
                .createQuery("SELECT * FROM event_subscription ORDER BY account_id, name")
                .map(this::subscription)
                .list();
    }

    /** Adds a subscription, or gives the one with this id another URL, filter and secret. What it has still to get stays. */
    public void save(EventSubscription subscription) {
        session.handle()
                .createUpdate("""
                        INSERT INTO event_subscription
                            (id, account_id, name, url, filter, secret_sealed, created, updated)
                        VALUES (:id, :account, :name, :url, :filter, :secret, :created, :updated)
                        ON CONFLICT (id) DO UPDATE SET url = excluded.url, filter = excluded.filter,
                            secret_sealed = excluded.secret_sealed, updated = excluded.updated
                        """)
                .bind("id", subscription.id())
                .bind("account", subscription.filter().accountId())
                .bind("name", subscription.name())
                .bind("url", subscription.url().toString())
                .bind("filter", Documents.write(subscription.filter()))
                .bind("secret", session.sealer().seal(subscription.secret(), place(subscription.id())))
                .bind("created", Moments.micros(subscription.created()))
                .bind("updated", Moments.micros(subscription.updated()))
                .execute();
    }

    /** Removes a subscription with all that it has still to be told. */
    public void delete(String id) {
        session.handle()
                .createUpdate("DELETE FROM event_subscription WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    /** Keeps when the endpoint last took an event. */
    public void succeeded(String id, Instant at) {
        session.handle()
                .createUpdate("UPDATE event_subscription SET last_success = :at WHERE id = :id")
                .bind("at", Moments.micros(at))
                .bind("id", id)
                .execute();
    }

    /** Keeps what went wrong last. */
    public void failed(String id, Failure failure) {
        session.handle()
                .createUpdate("""
                        UPDATE event_subscription
                        SET last_failure = :at, last_failure_status = :status, last_failure_text = :text
                        WHERE id = :id
                        """)
                .bind("at", Moments.micros(failure.at()))
                .bind("status", failure.status())
                .bind("text", failure.text())
                .bind("id", id)
                .execute();
    }

    private EventSubscription subscription(ResultSet row, StatementContext context) throws SQLException {
        String id = row.getString("id");
        Instant failedAt = Moments.getOrNull(row, "last_failure");
        int status = row.getInt("last_failure_status");
        Integer statusOrNull = row.wasNull() ? null : Integer.valueOf(status);
        return new EventSubscription(
                id,
                row.getString("name"),
                URI.create(row.getString("url")),
                Documents.read(row.getString("filter"), EventFilter.class),
                session.sealer().unsealText(row.getBytes("secret_sealed"), place(id)),
                Moments.get(row, "created"),
                Moments.get(row, "updated"),
                Moments.getOrNull(row, "last_success"),
                failedAt == null ? null : new Failure(failedAt, statusOrNull, row.getString("last_failure_text")));
    }

    private static String place(String id) {
        return "event-subscription:" + id;
    }
}
