package dev.penstock.bench.raw;

import dev.penstock.store.sql.Dialect;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Transactions over plain JDBC, on the same kind and number of connections as a server's. Thread-safe. */
public interface RawDatabase extends AutoCloseable {
    /** What a listener is told when a transaction that reads begins. */
    String READ = "read";

    /** The same for one that writes. */
    String WRITE = "write";

    /** Of one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T in(PreparedConnection connection) throws SQLException;
    }

    /** Runs it on one snapshot. */
    <T> T read(Work<T> work);

    /** Runs one statement that reads. */
    <T> T look(Work<T> work);

    /** Runs it and waits until it is on the disk. */
    <T> T write(Work<T> work);

    /** The same, without waiting for the disk where the server does not either. */
    <T> T writeUnsynced(Work<T> work);

    /** The same as {@link #write} for one statement. */
    <T> T writeOne(Work<T> work);

    Dialect dialect();

    @Override
    void close();

    /**
     * Opens a database that a server has made.
     *
     * @param heard told what is run: {@link #READ}, {@link #WRITE} and the texts of the statements
     */
    static RawDatabase open(String url, Consumer<String> heard) {
        return url.startsWith("jdbc:sqlite:") ? new RawSqlite(url, heard) : new RawPostgres(url, heard);
    }
}
