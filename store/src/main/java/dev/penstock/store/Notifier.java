package dev.penstock.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other servers on a PostgreSQL database which topics were signalled here, by {@code NOTIFY}.
 *
 * <p>Not within the transactions that it tells of: a transaction that notifies holds a lock against all others that do,
 * from before its commit until it is on disk, so that writers would commit one after the other. One thread with a
 * connection of its own sends what has gathered while the last statement was on its way. What gets lost when the server
 * dies in between, the others find by looking again ({@link SharedSignals}). Thread-safe.
 */
final class Notifier implements AutoCloseable {

    static final String CHANNEL = "penstock";

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final Duration BEFORE_ANOTHER_ATTEMPT = Duration.ofSeconds(1);

    /** With more topics than that it is cheaper to have everybody look. */
    private static final int MOST_TOPICS = 1000;

    private final PostgresConnections connections;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private Set<String> gathered = new LinkedHashSet<>();
    private boolean closed;
    private boolean mute;
    private @Nullable Connection connection;
    private volatile int backend;

    Notifier(PostgresConnections connections) {
        this.connections = connections;
        this.thread = Thread.ofPlatform().name("penstock-notify").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Returns at once. */
    void tell(Collection<String> topics) {
        if (topics.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            gathered.addAll(topics);
            if (gathered.size() > MOST_TOPICS) {
                gathered = new LinkedHashSet<>(List.of(TopicMessages.EVERYTHING));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Number of the database's process that sends for this server; so it knows its own messages. 0 before the first. */
    int backend() {
        return backend;
    }

    private void run() {
        try {
            for (Set<String> topics = next(); !topics.isEmpty(); topics = next()) {
                if (!sent(topics)) {
                    tell(List.of(TopicMessages.EVERYTHING)); // once the database answers again
                    pause();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    /** Empty once this is closed and everything was sent. */
    private Set<String> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (gathered.isEmpty() && !closed) {
                changed.await();
            }
            Set<String> topics = gathered;
            gathered = new LinkedHashSet<>();
            return topics;
        } finally {
            lock.unlock();
        }
    }

    private void pause() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = BEFORE_ANOTHER_ATTEMPT.toNanos();
            while (nanos > 0 && !closed) {
                nanos = changed.awaitNanos(nanos);
            }
            if (closed) {
                gathered.clear(); // the others look again by themselves
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean sent(Set<String> topics) {
        try {
            Connection open = connected();
            try (PreparedStatement notify =
                    open.prepareStatement("SELECT pg_notify(?, topics) FROM unnest(?) AS topics")) {
                notify.setString(1, CHANNEL);
                notify.setArray(
                        2,
                        open.createArrayOf(
                                "text", TopicMessages.payloads(topics).toArray()));
                notify.execute();
            }
            mute = false;
            return true;
        } catch (SQLException e) {
            if (!mute) {
                mute = true; // said once, however often it is tried
                LOG.warn(
                        "other servers cannot be told of what is written here, and find it within seconds: {}",
                        e.getMessage());
            }
            disconnect();
            return false;
        }
    }

    private Connection connected() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = connections.single("penstock-notify");
            backend = open.unwrap(PGConnection.class).getBackendPID();
            connection = open;
        }
        return open;
    }

    private void disconnect() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debug("a connection did not close cleanly", e);
        }
        connection = null;
    }

    /** Sends what has gathered. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PostgresConnections.SINGLE_TIMEOUT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
