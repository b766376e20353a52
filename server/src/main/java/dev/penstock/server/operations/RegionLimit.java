package dev.penstock.server.operations;

import dev.penstock.store.Tx;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.codepipeline.model.LimitExceededException;

/**
 * How many pipelines, webhooks or custom action types an account may have in a region (spec engine 5.8, jobs 14.1, 18.1).
 *
 * <p>Counting them reads an index entry for each, so who has many would pay for that with every new one. A count is
 * therefore good for more than one: for a sixteenth of what it left free. So the limit holds exactly with one server; of
 * several servers each may let a sixteenth too many through. A number in the database, changed with each that comes and
 * goes, would be exact everywhere, but all creations of an account would wait for each other's commits there, and servers
 * of an earlier release beside this one would not keep it. Thread-safe.
 */
final class RegionLimit {
    private static final int SHARE = 16;
    private static final int MOST_PLACES = 10_000;

    private final int limit;
    private final String what;
    private final Count count;
    private final ConcurrentMap<Place, AtomicInteger> free = new ConcurrentHashMap<>();

    private record Place(String accountId, String region) {}

    /** Counts what an account has. */
    @FunctionalInterface
    interface Count {
        int of(Tx tx, String accountId, String region);
    }

    /** @param what of which there is a limit, in plural */
    RegionLimit(int limit, String what, Count count) {
        this.limit = limit;
        this.what = what;
        this.count = count;
    }

    /**
     * Allows one more. If it is not created after all, a count is due one sooner.
     *
     * @throws LimitExceededException if there are as many as may be
     */
    void check(Tx tx, String accountId, String region) {
        if (free.size() > MOST_PLACES) {
            free.clear(); // each is counted again when it is asked for
        }
        AtomicInteger left = free.computeIfAbsent(new Place(accountId, region), key -> new AtomicInteger());
        if (left.getAndUpdate(known -> Math.max(0, known - 1)) > 0) {
            return;
        }
        int known = count.of(tx, accountId, region);
        if (known >= limit) {
            throw LimitExceededException.builder()
                    .message("The limit of " + limit + " " + what + " has been exceeded")
                    .build();
        }
        left.set((limit - known - 1) / SHARE);
    }
}
