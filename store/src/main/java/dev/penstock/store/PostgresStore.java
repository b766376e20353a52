package dev.penstock.store;

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.store.pipeline.DefinitionCache;
import dev.penstock.store.pipeline.PipelineGoneException;
import dev.penstock.store.seal.Sealer;
import dev.penstock.store.sql.Connected;
import dev.penstock.store.sql.Dialect;
import dev.penstock.store.sql.Schema;
import dev.penstock.store.sql.SealCheck;
import dev.penstock.store.sql.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** State in PostgreSQL: a transaction for each write, row locks between them, and a second look after a conflict. */
final class PostgresStore implements Store {

    private static final int ATTEMPTS = 5;
    private static final int CONNECTIONS = 10;
    private static final long CONNECTION_TIMEOUT_MILLIS = 10_000;

    /**
     * Serialisation failure; deadlock; and a key that another transaction added after this one looked: run again, the
     * work finds what it collided with.
     */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "23505");

    /** What tells of others who write, and of no fault: the first two, and a lock that did not come in time. */
    private static final Set<String> LOST = Set.of("40001", "40P01", "55P03");

    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final Jdbi write;
    private final Jdbi read;
    private final Sealer sealer;
    private final DefinitionCache definitions = new DefinitionCache();
    private final Signals signals;

    private PostgresStore(HikariDataSource writers, HikariDataSource readers, Sealer sealer, Signals signals) {
        this.writers = writers;
        this.readers = readers;
        this.write = Connected.to(writers);
        this.read = Connected.to(readers);
        this.sealer = sealer;
        this.signals = signals;
    }

    static Store open(DatabaseSettings settings, Signals signals) {
        HikariConfig writing = pool(settings, "penstock-write");
        writing.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        HikariConfig reading = pool(settings, "penstock-read");
        reading.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        reading.setReadOnly(true);
        reading.setInitializationFailTimeout(-1); // the first pool has shown that the database answers
        HikariDataSource writers = new HikariDataSource(writing);
        try {
            Schema.migrate(writers, Dialect.POSTGRESQL);
            Sealer sealer = Connected.to(writers).inTransaction(handle -> SealCheck.sealer(handle, settings.keyFile()));
            return new PostgresStore(writers, new HikariDataSource(reading), sealer, signals);
        } catch (RuntimeException e) {
            writers.close();
            throw e;
        }
    }

    private static HikariConfig pool(DatabaseSettings settings, String name) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.url());
        if (settings.user() != null) {
            config.setUsername(settings.user());
        }
        if (settings.password() != null) {
            config.setPassword(settings.password());
        }
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.addDataSourceProperty("ApplicationName", name);
        config.addDataSourceProperty("connectTimeout", "10");
        config.addDataSourceProperty("socketTimeout", "60");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty(
                "options",
                "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000");
        return config;
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return writeOnce(work);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !conflict(e)) {
                    throw has(e, LOST) ? new ContendedException(e) : e;
                }
            }
        }
    }

    private <T> T writeOnce(Function<Tx, T> work) {
        record Done<T>(T result, Set<String> topics) {}
        Done<T> done = write.inTransaction(handle -> {
            Transaction transaction = new Transaction(new Session(handle, Dialect.POSTGRESQL, sealer), definitions);
            return new Done<>(work.apply(transaction), transaction.topics());
        });
        done.topics().forEach(signals::signal);
        return done.result();
    }

    private static boolean conflict(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PipelineGoneException) {
                return true;
            }
        }
        return has(thrown, CONFLICTS);
    }

    private static boolean has(Throwable thrown, Set<String> states) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && states.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public <T> T read(Function<Tx, T> work) {
        return read.inTransaction(
                handle -> work.apply(new Transaction(new Session(handle, Dialect.POSTGRESQL, sealer), definitions)));
    }

    @Override
    public Signals signals() {
        return signals;
    }

    @Override
    public SchedulerBuilder scheduler(List<Task<?>> known) {
        return new SchedulerBuilder(writers, known).jdbcCustomization(new PostgreSqlJdbcCustomization(false, true));
    }

    @Override
    public void close() {
        readers.close();
        writers.close();
    }
}
