package dev.penstock.server.fuzz;

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.penstock.store.Signals;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** A store that is made for one thread, for a service that notes the times of polls in others. */
record OneAtATime(Store store, ReentrantLock lock) implements Store {

    @Override
    public <T> T write(Function<Tx, T> work) {
        lock.lock();
        try {
            return store.write(work);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <T> T read(Function<Tx, T> work) {
        lock.lock();
        try {
            return store.read(work);
        } finally {
            lock.unlock();
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

    @Override
    public void close() {
        store.close();
    }
}
