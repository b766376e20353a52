package dev.penstock.store;

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.penstock.store.seal.Sealer;
import dev.penstock.store.sql.Dialect;
import dev.penstock.store.sql.Schema;
import dev.penstock.store.sql.SealCheck;
import dev.penstock.store.sql.Session;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** State in one SQLite file: one writer that commits in groups, and readers beside it. */
final class SqliteStore implements Store {

    private final SqliteConnections connections;
    private final SqliteWriter writer;
    private final SqliteReaders readers;
    private final Sealer sealer;
    private final KnownRows known;
    private final Signals signals;

    private SqliteStore(
            SqliteConnections connections,
            SqliteWriter writer,
            SqliteReaders readers,
            Sealer sealer,
            KnownRows known,
            Signals signals) {
        this.connections = connections;
        this.writer = writer;
        this.readers = readers;
        this.sealer = sealer;
        this.known = known;
        this.signals = signals;
    }

    static Store open(DatabaseSettings settings, Signals signals, InstantSource time) {
        new SqliteFile(Path.of(settings.url().substring("jdbc:sqlite:".length())), settings.keyFile()).check();
        SqliteConnections connections = new SqliteConnections(settings.url());
        Handle handle = migrated(connections, settings);
        Sealer sealer;
        try {
            sealer = SealCheck.sealer(handle, settings.keyFile());
        } catch (RuntimeException e) {
            handle.close();
            throw e;
        }
        KnownRows known = KnownRows.of(signals, time);
        SqliteWriter writer = new SqliteWriter(new Session(handle, Dialect.SQLITE, sealer), known, signals);
        writer.start();
        SqliteReaders readers = new SqliteReaders(connections::reader);
        return new SqliteStore(connections, writer, readers, sealer, known, signals);
    }

    private static Handle migrated(SqliteConnections connections, DatabaseSettings settings) {
        try {
            Schema.migrate(connections.writing(), Dialect.SQLITE, settings.toString());
            return connections.writer();
        } catch (FlywayException | JdbiException e) {
            throw new IllegalStateException(
                    "Cannot use the database " + settings + ": " + e.getMessage()
                            + " Is its folder this user's to write in, and the disk not full?",
                    e);
        }
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        return writer.write(work);
    }

    @Override
    public <T> T writeUnsynced(Function<Tx, T> work) {
        return writer.writeUnsynced(work);
    }

    @Override
    public <T> T read(Function<Tx, T> work) {
        return readers.read(handle -> work.apply(new Transaction(new Session(handle, Dialect.SQLITE, sealer), known)));
    }

    @Override
    public Signals signals() {
        return signals;
    }

    /** The scheduler writes rarely and one statement at a time; the file's lock keeps it and the writer apart. */
    @Override
    public SchedulerBuilder scheduler(List<Task<?>> known) {
        return new SchedulerBuilder(connections.writing(), known).jdbcCustomization(new SqliteJdbcCustomization());
    }

    /** The writer last: whoever closes a database last empties its log into the file, and readers cannot. */
    @Override
    public void close() {
        readers.close();
        writer.close();
    }
}
