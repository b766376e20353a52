package dev.penstock.bench.raw;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Gives new events their places, as the server does beside its calls: the more have come, the fewer transactions. */
final class RawPublisher implements AutoCloseable {
    private static final int AT_ONCE = 500;

    private final RawDatabase database;
    private final CycleSql sql;
    private final Semaphore told = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("raw-events").unstarted(this::run);
    private volatile boolean stopping;

    RawPublisher(RawDatabase database, CycleSql sql) {
        this.database = database;
        this.sql = sql;
    }

    void start() {
        thread.start();
    }

    /** Tells that there are new events. */
    void tell() {
        told.release();
    }

    private void run() {
        while (!stopping) {
            told.acquireUninterruptibly();
            int _ = told.drainPermits();
            publish();
        }
    }

    void publish() {
        boolean more = database.read(tx -> !tx.query(CycleSql.WAITING_EVENT).isEmpty());
        while (more) {
            more = database.write(this::publishSome) == AT_ONCE;
        }
    }

    private int publishSome(PreparedConnection tx) throws SQLException {
        Row progress = tx.one(sql.lockProgress);
        List<Row> events = tx.query(CycleSql.NEXT_EVENTS, AT_ONCE);
        if (events.isEmpty()) {
            return 0;
        }
        List<Row> _ = tx.query(sql.lockSubscriptions);
        long position = progress.number("last_position");
        List<@Nullable Object[]> places = new ArrayList<>(events.size());
        for (Row event : events) {
            position++;
            places.add(new Object[] {position, event.get("sequence")});
        }
        tx.changeEach(CycleSql.PUBLISH_EVENT, places);
        tx.change(CycleSql.SAVE_PROGRESS, position, progress.get("forgotten"));
        return events.size();
    }

    /** Waits for the transaction under way. */
    @Override
    public void close() {
        stopping = true;
        tell();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
