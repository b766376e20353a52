package dev.penstock.store.event;

import dev.penstock.engine.event.EventFilter;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP endpoint that events are sent to.
 *
 * @param id UUID
 * @param name unique in the filter's account
 * @param secret signs what is sent; encrypted at rest and never shown
 * @param lastSuccess when the endpoint last took an event; null if it never did
 * @param lastFailure what went wrong last; null if nothing did
 */
public record EventSubscription(
        String id,
        String name,
        URI url,
        EventFilter filter,
        String secret,
        Instant created,
        Instant updated,
        @Nullable Instant lastSuccess,
        @Nullable Failure lastFailure) {

    /**
     * Why an event was not taken.
     *
     * @param status of the answer; null if there was none
     */
    public record Failure(Instant at, @Nullable Integer status, String text) {}

    /** Names the subscription; never its secret, nor its URL, which may hold one. */
    @Override
    public String toString() {
        return "EventSubscription[" + filter.accountId() + "/" + name + "]";
    }
}
