package dev.penstock.server.operations;

import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When workers last asked for jobs, for those who wonder why nobody takes theirs. Kept in memory, and once a minute for
 * each queue that is polled in the database, beside the poll and not in it: an empty poll stays a read. What another
 * server saw, or this one before it was started, is known to within that minute. Thread-safe.
 */
final class PollTimes {
    private static final Logger LOG = LoggerFactory.getLogger(PollTimes.class);
    private static final Duration BETWEEN_WRITES = Duration.ofMinutes(1);

    private final Store store;
    private final Executor later;
    private final ConcurrentMap<String, Seen> queues = new ConcurrentHashMap<>();

    private record Seen(Instant polled, Instant written) {}

    /** @param later runs what nobody waits for */
    PollTimes(Store store, Executor later) {
        this.store = store;
        this.later = later;
    }

    /** A worker asks now. */
    void polled(String queue, Instant now) {
        Seen seen = queues.compute(queue, (name, before) -> next(before, now));
        if (seen.written.equals(now)) {
            later.execute(() -> write(queue, now));
        }
    }

    private static Seen next(@Nullable Seen before, Instant now) {
        return before != null && now.isBefore(before.written.plus(BETWEEN_WRITES))
                ? new Seen(now, before.written)
                : new Seen(now, now);
    }

    private void write(String queue, Instant at) {
        try {
            store.<@Nullable Void>write(tx -> {
                tx.polls().save(queue, at);
                return null;
            });
        } catch (RuntimeException e) {
            LOG.debug("the time of a poll of {} is kept with the next one", queue, e);
        }
    }

    /** Empty if nobody ever asked. */
    Optional<Instant> last(Tx tx, String queue) {
        Optional<Instant> here = Optional.ofNullable(queues.get(queue)).map(Seen::polled);
        Optional<Instant> stored = tx.polls().last(queue);
        return here.filter(time -> stored.isEmpty() || time.isAfter(stored.get()))
                .or(() -> stored);
    }
}
