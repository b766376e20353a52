package dev.penstock.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.store.sql.Connected;
import dev.penstock.store.time.TimeSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A read replica of the database. When it does not answer it is left alone for a while, so that its trouble costs one
 * caller a second and not each of them. Thread-safe.
 */
final class Replica implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);
    private static final long CONNECTION_TIMEOUT_MILLIS = 1_000;
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(10);

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final TimeSource time;
    private volatile Instant notBefore = Instant.MIN;

    Replica(PostgresConnections connections, TimeSource time) {
        this.pool = connections.readers("penstock-replica", CONNECTION_TIMEOUT_MILLIS);
        this.jdbi = Connected.to(pool);
        this.time = time;
    }

    /**
     * Empty if the replica cannot answer, or the work does not succeed on it: it may look for what is not there yet, so
     * the database itself has to say that it is nowhere.
     */
    <T> Optional<T> read(Function<Handle, T> work) {
        if (time.instant().isBefore(notBefore)) {
            return Optional.empty();
        }
        try {
            return Optional.of(jdbi.inTransaction(work::apply));
        } catch (RuntimeException e) {
            if (ofTheDatabase(e)) {
                notBefore = time.instant().plus(AFTER_A_FAULT);
                pool.getHikariPoolMXBean().softEvictConnections(); // their prepared statements may be outdated
                LOG.warn("the read replica does not answer, the database itself does instead: {}", e.getMessage());
            }
            return Optional.empty();
        }
    }

    private static boolean ofTheDatabase(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        pool.close();
    }
}
