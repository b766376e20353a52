package dev.penstock.store;

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.Task;
import java.util.List;
import java.util.function.Function;

/**
 * The state of the server, in SQLite or PostgreSQL. Everything that a request or a timer changes, it changes in one
 * {@link #write}; when that returns, the change is durable, and when it throws, nothing happened. Only giving out a job is a
 * {@link #writeUnsynced}.
 *
 * <p>Thread-safe. Work handed to {@code write} must be quick and free of outside effects: on SQLite it runs on the one
 * writer's thread together with other callers' work, on PostgreSQL it may run again after a conflict with another node.
 */
public interface Store extends AutoCloseable {

    /** Runs the work in a transaction of its own and returns once it is durable; then delivers its signals. */
    <T> T write(Function<Tx, T> work);

    /** Runs the work against one consistent snapshot. The work must not write. */
    <T> T read(Function<Tx, T> work);

    /**
     * Like {@link #write}, but need not wait for the disk: killing the server loses nothing, a power failure may undo it,
     * unless a later {@code write} that changed something has returned. For what can be done again without harm, such as giving out a job.
     */
    default <T> T writeUnsynced(Function<Tx, T> work) {
        return write(work);
    }

    /**
     * Runs work whose reads need not agree with each other: each of them sees what is committed by then. Most looks are one
     * read, and on PostgreSQL that saves them a transaction around it. The work must not write.
     */
    default <T> T look(Function<Tx, T> work) {
        return read(work);
    }

    /** Runs work that writes by one statement, which is a transaction by itself, and returns as {@link #write} does. */
    default <T> T writeOne(Function<Tx, T> work) {
        return write(work);
    }

    /**
     * Runs the work against one consistent snapshot that may be some time old: on a read replica, if there is one and it
     * answers. For history that people page through, and never for what a caller may just have written: what somebody may
     * do, what is due, what was acknowledged. The work must not write, and may run twice.
     */
    default <T> T readStale(Function<Tx, T> work) {
        return read(work);
    }

    /** Wake-ups for those who wait for something to be written. */
    Signals signals();

    /**
     * Begins to build a scheduler whose tasks live in this database and run once in the whole cluster. The caller starts
     * it, and stops it before it closes the store.
     *
     * @param known tasks that are scheduled one by one; recurring ones are named with {@code startTasks}
     */
    SchedulerBuilder scheduler(List<Task<?>> known);

    /** Waits for the work that was accepted, then lets the database go. Later work is refused. */
    @Override
    void close();
}
