package dev.penstock.store;

import dev.penstock.store.sql.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes to SQLite. Work that arrives while a commit is on its way to the disk is gathered and
 * committed together, so the number of callers and not the disk decides how much is written a second. Each caller's work
 * has a savepoint of its own: if it fails, it is undone alone.
 */
final class SqliteWriter implements AutoCloseable {

    private static final int LARGEST_GROUP = 256;
    private static final int QUEUE = 4096;

    private final Session session;
    private final SqliteBounds bounds;
    private final KnownRows known;
    private final Signals signals;
    private final BlockingQueue<Item<?>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Item<Void> end = new Item<>(
            tx -> {
                throw new IllegalStateException("marks the end of the queue");
            },
            true);
    private final Thread thread;
    /** Whether the group that is being run has changed rows that later work in it would else know from before. */
    private boolean changedKnownRows;

    private volatile boolean closed;

    /** One caller's work and what became of it. */
    private static final class Item<T> {
        private final Function<Tx, T> work;
        private final boolean synced;
        private final CompletableFuture<T> durable = new CompletableFuture<>();
        private @Nullable T result;
        private Set<String> topics = Set.of();

        Item(Function<Tx, T> work, boolean synced) {
            this.work = work;
            this.synced = synced;
        }

        void run(Transaction open) {
            result = work.apply(open);
            topics = open.finish();
        }

        void committed(Signals signals) {
            topics.forEach(signals::signal);
            durable.complete(result);
        }
    }

    SqliteWriter(Session session, KnownRows known, Signals signals) {
        this.session = session;
        this.bounds = SqliteBounds.ofWriter(session.handle());
        this.known = known;
        this.signals = signals;
        this.thread = Thread.ofPlatform().name("penstock-writer").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Runs the work in the next group and waits until it is on the disk. */
    <T> T write(Function<Tx, T> work) {
        return result(new Item<>(work, true));
    }

    /** Runs the work in the next group, which waits for the disk only if somebody else's work has to. */
    <T> T writeUnsynced(Function<Tx, T> work) {
        return result(new Item<>(work, false));
    }

    private <T> T result(Item<T> item) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a write inside a write: use the transaction that is open");
        }
        try {
            return submit(item).join();
        } catch (CompletionException e) {
            throw unwrapped(e);
        }
    }

    /** Takes the work on; the answer comes once it is on the disk. */
    <T> CompletableFuture<T> submit(Function<Tx, T> work) {
        return submit(new Item<>(work, true));
    }

    private <T> CompletableFuture<T> submit(Item<T> item) {
        if (closed) {
            item.durable.completeExceptionally(storeClosed());
            return item.durable;
        }
        try {
            queue.put(item);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the work began", e);
        }
        // after the end nobody takes the item any more; what can still be withdrawn was not begun
        if (closed && queue.remove(item)) {
            item.durable.completeExceptionally(storeClosed());
        }
        return item.durable;
    }

    private void run() {
        List<Item<?>> group = new ArrayList<>(LARGEST_GROUP);
        boolean last = false;
        while (!last) {
            try {
                group.add(queue.take());
            } catch (InterruptedException e) {
                continue; // nobody else knows this thread; close() ends it through the queue
            }
            queue.drainTo(group, LARGEST_GROUP - 1);
            last = group.remove(end);
            commit(group);
            group.clear();
        }
        queue.drainTo(group);
        group.forEach(item -> item.durable.completeExceptionally(storeClosed()));
    }

    /** Runs a group in one transaction. Whatever happens, every item of it is answered. */
    private void commit(List<Item<?>> group) {
        List<Item<?>> done = new ArrayList<>(group.size());
        List<Runnable> refusals = new ArrayList<>();
        try {
            bounds.sync(group.stream().anyMatch(item -> item.synced));
            bounds.begin();
            changedKnownRows = false;
            for (Item<?> item : group) {
                runAlone(item, done, refusals);
            }
            bounds.commit();
        } catch (RuntimeException | Error e) {
            rollBack(e);
            known.clear();
            group.forEach(item -> item.durable.completeExceptionally(e));
            return;
        }
        answer(() -> {
            done.forEach(item -> item.committed(signals));
            refusals.forEach(Runnable::run);
        });
    }

    /** Waking callers takes longer than some of them had to do, and the next group need not wait for it. */
    private static void answer(Runnable answers) {
        Thread.ofVirtual().name("penstock-answers").start(answers);
    }

    private void runAlone(Item<?> item, List<Item<?>> done, List<Runnable> refusals) {
        bounds.mark();
        try {
            Transaction transaction =
                    changedKnownRows ? Transaction.apart(session, known) : new Transaction(session, known);
            item.run(transaction);
            changedKnownRows |= transaction.changedKnownRows();
            done.add(item);
        } catch (RuntimeException | Error e) {
            bounds.backToMark();
            // answered after the commit, so that a caller who sees the refusal also sees what was there before it
            refusals.add(() -> item.durable.completeExceptionally(e));
        }
        bounds.unmark();
    }

    private void rollBack(Throwable cause) {
        try {
            bounds.rollBack();
        } catch (RuntimeException e) {
            cause.addSuppressed(e); // SQLite may have rolled back by itself
        }
    }

    private static RuntimeException unwrapped(CompletionException e) {
        return switch (e.getCause()) {
            case RuntimeException failure -> failure;
            case Error failure -> throw failure;
            case null, default -> e;
        };
    }

    private static IllegalStateException storeClosed() {
        return new IllegalStateException("the store is closed");
    }

    /** Finishes the work that was accepted. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        boolean interrupted = false;
        while (true) {
            try {
                if (thread.isAlive() && !queue.contains(end)) {
                    queue.put(end);
                }
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        session.handle().close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
