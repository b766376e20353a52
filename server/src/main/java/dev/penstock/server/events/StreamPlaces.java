package dev.penstock.server.events;

import dev.penstock.api.error.ApiException;
import java.util.HashMap;
import java.util.Map;

/** How many streams of events may be open: in all, and of one account, so that none takes the places of all. Thread-safe. */
final class StreamPlaces {
    private final int most;
    private final int mostOfAccount;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    StreamPlaces(int most, int mostOfAccount) {
        this.most = most;
        this.mostOfAccount = mostOfAccount;
    }

    /** A stream that is open; closing it frees its place. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws ApiException ThrottlingException if there is no place */
    synchronized Place take(String accountId) {
        int own = taken.getOrDefault(accountId, 0);
        if (own >= mostOfAccount) {
            throw throttled("The account has " + own + " streams of events already. Close one of them.");
        }
        if (all >= most) {
            throw throttled("There are " + all + " streams of events already. Try again later.");
        }
        taken.put(accountId, own + 1);
        all++;
        return () -> free(accountId);
    }

    private synchronized void free(String accountId) {
        taken.computeIfPresent(accountId, (account, own) -> own > 1 ? own - 1 : null);
        all--;
    }

    private static ApiException throttled(String message) {
        return ApiException.of("ThrottlingException", message);
    }
}
