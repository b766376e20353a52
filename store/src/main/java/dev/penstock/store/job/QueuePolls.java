package dev.penstock.store.job;

import java.time.Instant;
import java.util.Optional;

/** When workers last asked a queue for jobs. Written now and then, so it is a little behind (see {@link #save}). */
public interface QueuePolls {

    /** Empty if nobody ever asked, or only very recently. */
    Optional<Instant> last(String queue);

    /** Keeps the time of a poll; an earlier one changes nothing. */
    void save(String queue, Instant at);
}
