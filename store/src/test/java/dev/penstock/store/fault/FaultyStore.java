package dev.penstock.store.fault;

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.penstock.store.Signals;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A node's way to a store, on which writes fail by plan. When the node is killed nothing comes through any more, and the
 * store stays as it is for the other nodes and the next one.
 */
public final class FaultyStore implements Store {

    private final Store store;
    private final Supplier<Optional<Fault>> plan;
    private boolean killed;

    /** @param plan asked once for each write: how it fails; empty if it does not */
    public FaultyStore(Store store, Supplier<Optional<Fault>> plan) {
        this.store = store;
        this.plan = plan;
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        requireAlive();
        Fault fault = plan.get().orElse(null);
        return switch (fault) {
            case null -> store.write(work);
            case BEFORE -> throw new StoreFault(fault);
            case DURING ->
                store.write(tx -> {
                    var _ = work.apply(tx);
                    throw new StoreFault(fault);
                });
            case AFTER -> {
                var _ = store.write(work);
                throw new StoreFault(fault);
            }
            case LOST -> lost(work);
        };
    }

    private <T> T lost(Function<Tx, T> work) {
        Result<T> result = new Result<>();
        try {
            return store.write(tx -> {
                result.value = work.apply(tx);
                result.known = true;
                throw new StoreFault(Fault.LOST);
            });
        } catch (StoreFault e) {
            return result.get(e);
        }
    }

    private static final class Result<T> {
        private @Nullable T value;
        private boolean known;

        @SuppressWarnings("NullAway") // null only where the work's own result is
        T get(StoreFault otherwise) {
            if (!known) {
                throw otherwise;
            }
            return value;
        }
    }

    @Override
    public <T> T read(Function<Tx, T> work) {
        requireAlive();
        return store.read(work);
    }

    /** Whoever still works on this node finds that it is gone. */
    public void kill() {
        killed = true;
    }

    private void requireAlive() {
        if (killed) {
            throw new IllegalStateException("this node was killed");
        }
    }

    @Override
    public Signals signals() {
        return store.signals();
    }

    @Override
    public SchedulerBuilder scheduler(List<Task<?>> known) {
        return store.scheduler(known);
    }

    /** The store belongs to all nodes, so it stays open. */
    @Override
    public void close() {
        kill();
    }
}
