package dev.penstock.bench.raw;

import dev.penstock.store.sql.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Consumer;

/** PostgreSQL with as many connections as a server has, in the same isolation. */
final class RawPostgres implements RawDatabase {
    private static final int CONNECTIONS = 10;

    private final Connections writers;
    private final Connections readers;
    private final Consumer<String> heard;

    RawPostgres(String url, Consumer<String> heard) {
        this.heard = heard;
        try {
            this.writers = new Connections(CONNECTIONS, () -> open(url, Connection.TRANSACTION_READ_COMMITTED, false));
            this.readers = new Connections(CONNECTIONS, () -> open(url, Connection.TRANSACTION_REPEATABLE_READ, true));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private PreparedConnection open(String url, int isolation, boolean readOnly) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connection.setTransactionIsolation(isolation);
        connection.setReadOnly(readOnly);
        return new PreparedConnection(connection, true, heard);
    }

    @Override
    public <T> T read(Work<T> work) {
        return committed(READ, readers, work);
    }

    @Override
    public <T> T look(Work<T> work) {
        return alone(READ, readers, work);
    }

    @Override
    public <T> T writeOne(Work<T> work) {
        return alone(WRITE, writers, work);
    }

    @Override
    public <T> T writeUnsynced(Work<T> work) {
        return write(work);
    }

    private <T> T alone(String kind, Connections connections, Work<T> work) {
        return connections.with(connection -> {
            heard.accept(kind);
            return work.in(connection);
        });
    }

    @Override
    public <T> T write(Work<T> work) {
        return committed(WRITE, writers, work);
    }

    private <T> T committed(String kind, Connections connections, Work<T> work) {
        return connections.with(connection -> {
            heard.accept(kind);
            return connection.transaction(work);
        });
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public void close() {
        readers.close();
        writers.close();
    }
}
