package dev.penstock.server.operations;

import dev.penstock.store.Signals;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The polls that are held for the same jobs. One of them watches the queue's signal; the others are asleep, each on a
 * topic of its own. Who watches looks when the signal comes. If it finds a job it wakes two others before it goes, for
 * there may be more, and they do the same; if it finds nothing it watches again. So a job costs the same few wake-ups and
 * reads whether ten workers are held or a thousand, and a hundred jobs at once are still taken by many side by side.
 *
 * <p>Whenever polls are held, one of them watches or is about to look, and whoever begins to watch has looked before with a
 * version of the signal that was read even earlier: no job is missed. Thread-safe.
 */
final class ParkedPolls {
    /** How many look at a time: as many jobs may be handed out by one commit. */
    private static final int LOOKING = 8;

    private static final AtomicLong TURNS = new AtomicLong();

    private final Signals signals;
    private final LinkedHashSet<Turn> asleep = new LinkedHashSet<>();
    private int count;
    private int looking;
    private @Nullable Turn watching;

    private ParkedPolls(Signals signals) {
        this.signals = signals;
    }

    /** One poll more. Called under the map's lock, as is {@link #left}. */
    static ParkedPolls joined(@Nullable ParkedPolls known, Signals signals) {
        ParkedPolls polls = known == null ? new ParkedPolls(signals) : known;
        polls.count++;
        return polls;
    }

    /** One poll less; null if that was the last. */
    @Nullable
    ParkedPolls left() {
        count--;
        return count == 0 ? null : this;
    }

    /** What one held poll is to do; begins to look if nobody else cares, else to sleep. */
    synchronized Turn enter() {
        Turn turn = new Turn();
        asleep.add(turn);
        wake(0);
        return turn;
    }

    /** Wakes all. */
    synchronized void wakeAll() {
        asleep.forEach(turn -> signals.signal(turn.topic));
    }

    /** Wakes so many, and one at least if otherwise nobody would hear of the next job. */
    private void wake(int wanted) {
        int left = looking == 0 && watching == null ? Math.max(1, wanted) : wanted;
        while (left > 0 && looking < LOOKING && !asleep.isEmpty()) {
            Turn next = asleep.removeLast(); // of all who wait, the least likely to have gone away
            looking++;
            signals.signal(next.topic);
            left--;
        }
    }

    /** One of the held polls. Used by its own thread. */
    final class Turn {
        /** More jobs that may be there when one was found. */
        private static final int MORE = 2;

        private final String topic = "parked " + TURNS.incrementAndGet();

        /** Whether it is this poll's turn to look; else it is to sleep. */
        boolean looks() {
            synchronized (ParkedPolls.this) {
                return !asleep.contains(this);
            }
        }

        /** Changes when it may be this poll's turn to look; read before that is asked. */
        long version() {
            return signals.version(topic);
        }

        /** Sleeps until the version differs, or the time is over. */
        void sleep(long seen, Instant until) throws InterruptedException {
            signals.await(topic, seen, until);
        }

        /**
         * It looked, and nothing was there.
         *
         * @return whether it is to watch the queue now; else another does, and it is to sleep
         */
        boolean watches() {
            synchronized (ParkedPolls.this) {
                looking--;
                if (watching != null) {
                    asleep.add(this);
                    return false;
                }
                watching = this;
                return true;
            }
        }

        /** The queue's signal came, or the time to look again. */
        void watched() {
            synchronized (ParkedPolls.this) {
                watching = null;
                looking++;
            }
        }

        /** The poll ends. */
        void leave(boolean found) {
            synchronized (ParkedPolls.this) {
                if (watching == this) {
                    watching = null;
                } else if (!asleep.remove(this)) {
                    looking--;
                }
                wake(found ? MORE : 0);
            }
        }
    }
}
