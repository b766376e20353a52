package dev.penstock.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other servers on a PostgreSQL database signal, and signals it here: one connection that listens. A
 * connection on which nothing came for a while is asked whether it still lives, for one whose other end is gone is as
 * silent as an idle one; a new one may have missed something, so everybody looks again.
 */
final class NotificationListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationListener.class);

    /** Times of the network, not of the server's clock. */
    private static final int SILENCE_MILLIS = 5_000;

    private static final int ANSWER_SECONDS = 5;
    private static final int MILLIS_BEFORE_ANOTHER_ATTEMPT = 1_000;

    private final PostgresConnections connections;
    private final Notifier own;
    private final InProcessSignals signals;
    private final Thread thread;
    private final CountDownLatch listening = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean deaf;
    private volatile @Nullable Connection connection;

    NotificationListener(PostgresConnections connections, Notifier own, InProcessSignals signals) {
        this.connections = connections;
        this.own = own;
        this.signals = signals;
        this.thread = Thread.ofPlatform().name("penstock-listen").daemon().unstarted(this::run);
    }

    /** Returns when it listens, or when that did not succeed at once. */
    void start() {
        thread.start();
        try {
            var _ = listening.await(PostgresConnections.SINGLE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                listen();
                listening.countDown();
            } while (!closed.await(MILLIS_BEFORE_ANOTHER_ATTEMPT, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until the connection breaks or this is closed. */
    private void listen() {
        try (Connection open = connections.single("penstock-listen")) {
            connection = open;
            try (Statement statement = open.createStatement()) {
                statement.execute("LISTEN " + Notifier.CHANNEL);
            }
            signals.signalAll();
            listening.countDown();
            if (deaf) {
                deaf = false;
                LOG.info("what other servers write is heard again");
            }
            PGConnection postgres = open.unwrap(PGConnection.class);
            while (closed.getCount() > 0) {
                PGNotification @Nullable [] heard = postgres.getNotifications(SILENCE_MILLIS);
                if (heard != null && heard.length > 0) {
                    passOn(heard);
                } else if (!open.isValid(ANSWER_SECONDS)) {
                    throw new SQLException("the connection is dead");
                }
            }
        } catch (SQLException e) {
            if (closed.getCount() > 0 && !deaf) {
                deaf = true; // said once, however often it is tried
                LOG.warn(
                        "what other servers write is noticed within seconds only, until the database answers again: {}",
                        e.getMessage());
            }
        } finally {
            connection = null;
        }
    }

    private void passOn(PGNotification[] heard) {
        for (PGNotification notification : heard) {
            if (notification.getPID() == own.backend()) {
                continue;
            }
            for (String topic : TopicMessages.topics(notification.getParameter())) {
                if (topic.equals(TopicMessages.EVERYTHING)) {
                    signals.signalAll();
                } else {
                    signals.signal(topic);
                }
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        Connection open = connection;
        try {
            if (open != null) {
                open.abort(Runnable::run); // it may be waiting for a message, which closing would wait for too
            }
            thread.join(TimeUnit.SECONDS.toMillis(PostgresConnections.SINGLE_TIMEOUT_SECONDS));
        } catch (SQLException e) {
            LOG.debug("a connection did not close cleanly", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
