package dev.penstock.server.events;

import dev.penstock.engine.event.EventFilter;
import dev.penstock.store.Store;
import dev.penstock.store.Topics;
import dev.penstock.store.event.EventLog.Progress;
import dev.penstock.store.event.PublishedEvent;
import dev.penstock.store.time.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * Lets readers follow events as they are published, in this process. A reader takes them at its own pace from the retained
 * events, a page at a time, so it keeps nobody waiting and nothing piles up for it; one that falls behind what is retained
 * is cut off. Thread-safe.
 */
public final class EventStream {
    private static final int PAGE = 100;

    private final Store store;
    private final TimeSource clock;
    private volatile boolean ended;

    public EventStream(Store store, TimeSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * A reader of the events that are wanted.
     *
     * @param after position of the last event that the reader has seen; empty to begin with what happens from now on
     */
    public Reader subscribe(EventFilter filter, OptionalLong after) {
        long last = store.read(tx -> tx.eventLog().progress().last());
        return new Reader(filter, Math.min(last, after.orElse(last)));
    }

    /** Ends all waits: the server goes down. */
    public void end() {
        ended = true;
        store.signals().signal(Topics.PUBLISHED);
    }

    /** The reader was slower than events are forgotten; it has to begin anew. */
    public static final class CutOffException extends Exception {
        private static final long serialVersionUID = 1;

        CutOffException(long forgotten) {
            super("The reader fell behind: events up to " + forgotten + " are not kept any more. Begin anew.");
        }
    }

    private record Page(Progress progress, List<PublishedEvent> events) {}

    /** Belongs to one thread. */
    public final class Reader {
        private final EventFilter filter;
        private long position;

        private Reader(EventFilter filter, long position) {
            this.filter = filter;
            this.position = position;
        }

        /**
         * The next events, up to a page of them; waits for one if there is none.
         *
         * @return empty if there was none until then, or the server goes down
         * @throws CutOffException if some are forgotten already
         */
        public List<PublishedEvent> next(Instant until) throws CutOffException, InterruptedException {
            while (!ended) {
                long seen = store.signals().version(Topics.PUBLISHED);
                Page page = page();
                if (position < page.progress().forgotten()) {
                    throw new CutOffException(page.progress().forgotten());
                }
                boolean more = page.events().size() == PAGE;
                position = more
                        ? page.events().getLast().position()
                        : page.progress().last();
                List<PublishedEvent> wanted =
                        page.events().stream().filter(this::wants).toList();
                if (!wanted.isEmpty() || !clock.instant().isBefore(until)) {
                    return wanted;
                }
                if (!more) {
                    store.signals().await(Topics.PUBLISHED, seen, until);
                }
            }
            return List.of();
        }

        private Page page() {
            return store.read(tx ->
                    new Page(tx.eventLog().progress(), tx.eventLog().after(position, filter.accountId(), null, PAGE)));
        }

        private boolean wants(PublishedEvent event) {
            return filter.wants(event.event().pipeline(), event.event().event());
        }

        /** True once the server goes down. */
        public boolean ended() {
            return ended;
        }
    }
}
