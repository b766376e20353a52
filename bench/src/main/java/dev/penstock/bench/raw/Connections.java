package dev.penstock.bench.raw;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A fixed set of connections that are lent one at a time. Thread-safe. */
final class Connections implements AutoCloseable {
    private final BlockingQueue<PreparedConnection> free;
    private final List<PreparedConnection> all = new ArrayList<>();

    /** Opens a connection. */
    interface Opener {
        PreparedConnection open() throws SQLException;
    }

    Connections(int size, Opener opener) throws SQLException {
        this.free = new ArrayBlockingQueue<>(size);
        for (int i = 0; i < size; i++) {
            PreparedConnection connection = opener.open();
            all.add(connection);
            free.add(connection);
        }
    }

    <T> T with(RawDatabase.Work<T> work) {
        try {
            PreparedConnection connection = free.take();
            try {
                return work.in(connection);
            } finally {
                free.add(connection);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the work began", e);
        }
    }

    @Override
    public void close() {
        try {
            for (PreparedConnection connection : all) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
