package dev.penstock.server.operations;

import dev.penstock.store.Tx;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.codepipeline.model.LimitExceededException;

/**
 * How many pipelines an account may have in a region (spec engine 5.8).
 *
 * <p>Counting them reads an index entry for each, so who has many would pay for that with every new one. A count is
 * therefore good for more than one pipeline: for a sixteenth of what it left free. So the limit holds exactly with one
 * server; of several servers each may let a sixteenth too many through. A number in the database, changed with every
 * pipeline, would be exact everywhere, but all creations of an account would wait for each other's commits there, and
 * servers of an earlier release beside this one would not keep it. Thread-safe.
 */
final class PipelineLimit {
    private static final int SHARE = 16;
    private static final int MOST_PLACES = 10_000;

    private final int limit;
    private final ConcurrentMap<Place, AtomicInteger> free = new ConcurrentHashMap<>();

    private record Place(String accountId, String region) {}

    PipelineLimit(int limit) {
        this.limit = limit;
    }

    /**
     * Allows one pipeline more. If it is not created after all, a count is due one pipeline sooner.
     *
     * @throws LimitExceededException if there are as many as may be
     */
    void check(Tx tx, String accountId, String region) {
        Place place = new Place(accountId, region);
        if (free.size() > MOST_PLACES) {
            free.clear(); // each is counted again when it is asked for
        }
        AtomicInteger left = free.computeIfAbsent(place, key -> new AtomicInteger());
        if (left.getAndUpdate(known -> Math.max(0, known - 1)) > 0) {
            return;
        }
        int count = tx.pipelines().count(accountId, region, limit);
        if (count >= limit) {
            throw LimitExceededException.builder()
                    .message("The limit of " + limit + " pipelines has been exceeded")
                    .build();
        }
        left.set((limit - count - 1) / SHARE);
    }
}
