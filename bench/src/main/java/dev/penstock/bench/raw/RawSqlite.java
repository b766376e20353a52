package dev.penstock.bench.raw;

import dev.penstock.store.sql.Dialect;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * SQLite with the server's settings: a write-ahead log, a commit that returns when it is on the disk if it has to, readers beside one
 * writer. What waits for the writer is committed together. Nobody's work is undone alone, so there are no savepoints.
 */
final class RawSqlite implements RawDatabase {
    private static final String[] SETTINGS = {
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA foreign_keys = ON",
        "PRAGMA busy_timeout = 10000",
        "PRAGMA temp_store = MEMORY"
    };
    private static final String[] OF_WRITER = {"PRAGMA cache_size = -65536", "PRAGMA wal_autocheckpoint = 4000"};
    private static final String[] OF_READER = {"PRAGMA cache_size = -4096", "PRAGMA query_only = ON"};
    private static final int READERS = 2 * Runtime.getRuntime().availableProcessors();
    private static final int LARGEST_GROUP = 256;

    private final PreparedConnection writer;
    private final Connections readers;
    private final Consumer<String> heard;
    private final BlockingQueue<Item<?>> waiting = new LinkedBlockingQueue<>();
    private final Thread thread =
            Thread.ofPlatform().name("raw-writer").daemon().unstarted(this::run);

    private boolean synced = true;

    private static final class Item<T> {
        private final Work<T> work;
        private final boolean synced;
        private final CompletableFuture<T> durable = new CompletableFuture<>();

        Item(Work<T> work, boolean synced) {
            this.work = work;
            this.synced = synced;
        }

        /** Runs the work now; the answer is given when the result of this is run. */
        Runnable in(PreparedConnection connection) throws SQLException {
            T result = work.in(connection);
            return () -> durable.complete(result);
        }
    }

    RawSqlite(String url, Consumer<String> heard) {
        this.heard = heard;
        try {
            this.writer = open(url).with(OF_WRITER);
            this.readers = new Connections(READERS, () -> open(url).with(OF_READER));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        thread.start();
    }

    private PreparedConnection open(String url) throws SQLException {
        return new PreparedConnection(DriverManager.getConnection(url), false, heard).with(SETTINGS);
    }

    @Override
    public <T> T read(Work<T> work) {
        return readers.with(connection -> {
            heard.accept(READ);
            connection.control("BEGIN DEFERRED");
            T result = work.in(connection);
            connection.control("COMMIT");
            return result;
        });
    }

    @Override
    public <T> T look(Work<T> work) {
        return read(work);
    }

    @Override
    public <T> T writeOne(Work<T> work) {
        return write(work);
    }

    @Override
    public <T> T write(Work<T> work) {
        return result(new Item<>(work, true));
    }

    @Override
    public <T> T writeUnsynced(Work<T> work) {
        return result(new Item<>(work, false));
    }

    private <T> T result(Item<T> item) {
        waiting.add(item);
        return item.durable.join();
    }

    private void run() {
        List<Item<?>> group = new ArrayList<>();
        try {
            while (true) {
                group.add(waiting.take());
                waiting.drainTo(group, LARGEST_GROUP - 1);
                commit(group);
                group.clear();
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void commit(List<Item<?>> group) {
        try {
            List<Runnable> answers = new ArrayList<>(group.size());
            sync(group.stream().anyMatch(item -> item.synced));
            writer.control("BEGIN IMMEDIATE");
            for (Item<?> item : group) {
                heard.accept(WRITE);
                answers.add(item.in(writer));
            }
            writer.control("COMMIT");
            answers.forEach(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            // a loop that goes wrong measures nothing: everyone breaks off, and the transaction stays open until the
            // end
            group.forEach(item -> item.durable.completeExceptionally(e));
        }
    }

    /** As the server: only a group that has to waits for the disk. */
    private void sync(boolean each) throws SQLException {
        if (each != synced) {
            PreparedConnection _ = writer.with("PRAGMA synchronous = " + (each ? "FULL" : "NORMAL"));
            synced = each;
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
            readers.close();
            writer.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
