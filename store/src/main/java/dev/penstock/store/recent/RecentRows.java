package dev.penstock.store.recent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Rows of one table that nearly every call asks for and that seldom change. What was read is good until the table's topic
 * is signalled, here or by another server, and for a second at most, in case the signal is lost. That there is no row is
 * never kept. Thread-safe.
 *
 * @param <K> how a row is found
 * @param <V> what it holds; must be immutable
 */
public final class RecentRows<K, V> {

    /** How long a server that hears nothing of the others may go on with what another one changed. */
    public static final Duration KEPT = Duration.ofSeconds(1);

    private static final int MOST = 10_000;

    private final LongSupplier version;
    private final InstantSource clock;
    private final ConcurrentMap<K, Kept<V>> kept = new ConcurrentHashMap<>();

    /**
     * @param version what it was and when, before the row was read: a change that came meanwhile must not pass for older
     */
    private record Kept<V>(V row, long version, Instant read) {
        @Override
        public String toString() {
            return "Kept[version=" + version + "]"; // a row may hold a secret
        }
    }

    /**
     * @param version of the table's topic
     */
    public RecentRows(LongSupplier version, InstantSource clock) {
        this.version = version;
        this.clock = clock;
    }

    /** For when it may hold something that was never committed. */
    public void clear() {
        kept.clear();
    }

    /** For a transaction that begins now, before its first statement. */
    public View view() {
        return new View(false);
    }

    /** For a transaction that sees something else than is committed now: it reads the table itself, and nothing is kept. */
    public View viewApart() {
        return new View(true);
    }

    /** What one transaction sees. Used by one thread. */
    public final class View {
        private final long versionAtBegin = version.getAsLong();
        private final Instant begin = clock.instant();
        private final boolean apart;
        private boolean changed;

        private View(boolean apart) {
            this.apart = apart;
        }

        /**
         * @param good whether what is known of the row will do; if not it is read, so that nobody is refused something that
         *     another server has just allowed
         * @param stored reads the row
         */
        public Optional<V> find(K key, Predicate<V> good, Supplier<Optional<V>> stored) {
            if (changed || apart) {
                return stored.get();
            }
            Kept<V> known = kept.get(key);
            if (known != null && fresh(known) && good.test(known.row)) {
                return Optional.of(known.row);
            }
            if (known != null) {
                kept.remove(key, known); // it may hold a secret that is none any more
            }
            Optional<V> row = stored.get();
            row.ifPresent(read -> keep(key, read));
            return row;
        }

        private void keep(K key, V row) {
            if (kept.size() >= MOST) {
                kept.clear();
            }
            kept.put(key, new Kept<>(row, versionAtBegin, begin));
        }

        /** From now on this transaction reads the table itself. */
        public void changed() {
            changed = true;
        }

        /** Whether the table's topic is to be signalled after the commit. */
        public boolean isChanged() {
            return changed;
        }
    }

    /** A clock that goes back makes nothing last longer. */
    private boolean fresh(Kept<V> known) {
        return known.version == version.getAsLong()
                && Duration.between(known.read, clock.instant()).abs().compareTo(KEPT) < 0;
    }
}
