package dev.penstock.store;

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.store.pipeline.PipelineGoneException;
import dev.penstock.store.seal.Sealer;
import dev.penstock.store.sql.Connected;
import dev.penstock.store.sql.Dialect;
import dev.penstock.store.sql.Schema;
import dev.penstock.store.sql.SealCheck;
import dev.penstock.store.sql.Session;
import dev.penstock.store.time.TimeSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * State in PostgreSQL: a transaction for each write, row locks between them, and a second look after a conflict. Other
 * servers may work on the same database.
 */
final class PostgresStore implements Store {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresStore.class);
    private static final int ATTEMPTS = 5;
    private static final Duration CLOCKS_APART = Duration.ofSeconds(2);

    /**
     * Serialisation failure; deadlock; and a key that another transaction added after this one looked: run again, the
     * work finds what it collided with.
     */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "23505");

    /** What tells of others who write, and of no fault: the first two, and a lock that did not come in time. */
    private static final Set<String> LOST = Set.of("40001", "40P01", "55P03");

    /**
     * A prepared statement whose result got another column, because a newer release has begun to expand the schema; and
     * what the driver meets when it tries such a statement again in the same transaction.
     */
    private static final Set<String> OUTDATED = Set.of("0A000", "25P02");

    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final @Nullable Replica replica;
    private final Jdbi write;
    private final Jdbi read;
    private final Sealer sealer;
    private final KnownRows known;
    private final SharedSignals signals;
    private final Notifier notifier;
    private final NotificationListener listener;

    private PostgresStore(HikariDataSource writers, DatabaseSettings settings, Sealer sealer, TimeSource time) {
        PostgresConnections connections = connections(settings);
        InProcessSignals here = new InProcessSignals(time);
        this.writers = writers;
        this.readers = connections.readers("penstock-read");
        this.replica = settings.readUrl() == null
                ? null
                : new Replica(new PostgresConnections(settings.readUrl(), settings.user(), settings.password()), time);
        this.write = Connected.to(writers);
        this.read = Connected.to(readers);
        this.sealer = sealer;
        this.notifier = new Notifier(connections);
        this.listener = new NotificationListener(connections, notifier, here);
        this.signals = new SharedSignals(here, time, notifier);
        this.known = KnownRows.of(signals, time);
    }

    static Store open(DatabaseSettings settings, TimeSource time) {
        HikariDataSource writers = writers(settings);
        try {
            Schema.migrate(writers, Dialect.POSTGRESQL, settings.toString());
            Sealer sealer = Connected.to(writers).inTransaction(handle -> sealer(handle, settings));
            PostgresStore store = new PostgresStore(writers, settings, sealer, time);
            store.compareClocks(time);
            store.notifier.start();
            store.listener.start();
            return store;
        } catch (RuntimeException e) {
            writers.close();
            throw PostgresTrouble.explained(settings, e);
        }
    }

    /** Leases are kept by the servers' clocks. With wrong ones nothing is lost, but work is done twice. */
    private void compareClocks(TimeSource time) {
        long database = read.withHandle(
                handle -> handle.createQuery("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)")
                        .mapTo(Long.class)
                        .one());
        Duration apart = Duration.between(Instant.ofEpochMilli(database), time.instant());
        if (apart.abs().compareTo(CLOCKS_APART) > 0) {
            LOG.warn(
                    "the clocks of this server and of the database are {} s apart; all of them need the right time",
                    apart.abs().toSeconds());
        }
    }

    /** One server at a time, for the first of all makes the key file that the others find. */
    private static Sealer sealer(Handle handle, DatabaseSettings settings) {
        handle.execute("LOCK TABLE seal IN SHARE ROW EXCLUSIVE MODE");
        return SealCheck.sealer(handle, settings.keyFile());
    }

    private static HikariDataSource writers(DatabaseSettings settings) {
        try {
            return connections(settings).writers("penstock-write");
        } catch (RuntimeException e) {
            throw PostgresTrouble.explained(settings, e);
        }
    }

    private static PostgresConnections connections(DatabaseSettings settings) {
        return new PostgresConnections(settings.url(), settings.user(), settings.password());
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        return repeated(() -> signalled(write.inTransaction(handle -> done(handle, work))));
    }

    @Override
    public <T> T writeOne(Function<Tx, T> work) {
        return repeated(() -> signalled(write.withHandle(handle -> done(handle, work))));
    }

    private <T> T repeated(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (RuntimeException e) {
                boolean outdated = any(e, cause -> has(cause, OUTDATED));
                if (attempt == ATTEMPTS || !(outdated || any(e, PostgresStore::conflict))) {
                    throw any(e, cause -> has(cause, LOST)) ? new ContendedException(e) : e;
                }
                if (outdated) {
                    // Every connection has prepared statements of its own, and each of them would fail once.
                    writers.getHikariPoolMXBean().softEvictConnections();
                    readers.getHikariPoolMXBean().softEvictConnections();
                }
            }
        }
    }

    private record Done<T>(T result, Set<String> topics) {}

    private <T> Done<T> done(Handle handle, Function<Tx, T> work) {
        Transaction transaction = transaction(handle);
        T result = work.apply(transaction);
        return new Done<>(result, transaction.finish());
    }

    private <T> T signalled(Done<T> done) {
        signals.written(done.topics());
        return done.result();
    }

    private static boolean conflict(Throwable cause) {
        return cause instanceof PipelineGoneException || has(cause, CONFLICTS);
    }

    private static boolean has(Throwable cause, Set<String> states) {
        return cause instanceof SQLException sql && states.contains(String.valueOf(sql.getSQLState()));
    }

    private static boolean any(Throwable thrown, Predicate<Throwable> wanted) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (wanted.test(cause)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public <T> T read(Function<Tx, T> work) {
        return repeated(() -> read.inTransaction(handle -> looked(transaction(handle), work)));
    }

    /** What a work that must not write has put off is sent all the same, for the connection to refuse it. */
    private static <T> T looked(Transaction transaction, Function<Tx, T> work) {
        T result = work.apply(transaction);
        var _ = transaction.finish();
        return result;
    }

    @Override
    public <T> T look(Function<Tx, T> work) {
        return repeated(() -> read.withHandle(handle -> looked(transaction(handle), work)));
    }

    @Override
    public <T> T readStale(Function<Tx, T> work) {
        if (replica != null) {
            Optional<T> answer = replica.read(handle -> work.apply(Transaction.apart(session(handle), known)));
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return read(work);
    }

    private Transaction transaction(Handle handle) {
        return new Transaction(session(handle), known);
    }

    private Session session(Handle handle) {
        return new Session(handle, Dialect.POSTGRESQL, sealer);
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
        listener.close();
        notifier.close();
        if (replica != null) {
            replica.close();
        }
        readers.close();
        writers.close();
    }
}
