package dev.penstock.server.operations;

import dev.penstock.server.operations.Polls.Look;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The polls that are held for the same jobs. A signal wakes them all; a few look, and once one of them found nothing left,
 * the others sleep on without a look of their own. So a job costs a few reads, not as many as there are workers.
 * Thread-safe.
 */
final class ParkedPolls {
    /** How many look at a time: as many jobs may be handed out by one commit. */
    private static final int LOOKING = 8;

    private final Semaphore looking = new Semaphore(LOOKING, true);
    private int count;
    private volatile @Nullable Empty empty;

    /** Nothing was there: the look began after the signal of that version was seen. */
    private record Empty(long version, Optional<Instant> nextDue) {}

    /** One poll more. Called under the map's lock, as is {@link #left}. */
    static ParkedPolls joined(@Nullable ParkedPolls known) {
        ParkedPolls polls = known == null ? new ParkedPolls() : known;
        polls.count++;
        return polls;
    }

    /** One poll less; null if that was the last. */
    @Nullable
    ParkedPolls left() {
        count--;
        return count == 0 ? null : this;
    }

    /**
     * Looks, unless another poll did and nothing has happened since.
     *
     * @param seen version of the queue's signal, read before
     * @param found makes a look of what another one found
     */
    Look look(long seen, Instant now, Supplier<Look> look, Function<Optional<Instant>, Look> found)
            throws InterruptedException {
        Optional<Look> known = known(seen, now, found);
        if (known.isPresent()) {
            return known.get();
        }
        looking.acquire();
        try {
            return known(seen, now, found).orElseGet(() -> {
                Look own = look.get();
                if (own.jobs().isEmpty()) {
                    empty = new Empty(seen, own.nextDue());
                }
                return own;
            });
        } finally {
            looking.release();
        }
    }

    private Optional<Look> known(long seen, Instant now, Function<Optional<Instant>, Look> found) {
        return Optional.ofNullable(empty)
                .filter(last -> last.version == seen)
                .filter(last -> last.nextDue.filter(at -> !at.isAfter(now)).isEmpty())
                .map(last -> found.apply(last.nextDue));
    }
}
