package dev.penstock.store.memory;

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.penstock.store.Signals;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import java.util.List;
import java.util.function.Function;

/**
 * State in memory, for tests that take millions of steps. It keeps what the contract tests of the databases ask, writes
 * nothing down, and is used by one thread.
 */
public final class MemoryStore implements Store {

    private final Tables tables;
    private final CountedSignals signals = new CountedSignals();
    private boolean closed;

    public MemoryStore() {
        this(new Tables());
    }

    private MemoryStore(Tables tables) {
        this.tables = tables;
    }

    /** Another store on the same state, as after a restart. */
    public MemoryStore reopened() {
        return new MemoryStore(tables);
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        requireOpen();
        MemoryTx tx = new MemoryTx(tables);
        tables.undo.begin();
        T result;
        try {
            result = work.apply(tx);
        } catch (RuntimeException | Error e) {
            tables.undo.rollBack();
            throw e;
        }
        tables.undo.commit();
        tx.topics().forEach(signals::signal);
        return result;
    }

    @Override
    public <T> T read(Function<Tx, T> work) {
        requireOpen();
        return work.apply(new MemoryTx(tables));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }

    @Override
    public Signals signals() {
        return signals;
    }

    @Override
    public SchedulerBuilder scheduler(List<Task<?>> known) {
        throw new UnsupportedOperationException("a scheduler needs a database");
    }

    @Override
    public void close() {
        closed = true;
    }
}
