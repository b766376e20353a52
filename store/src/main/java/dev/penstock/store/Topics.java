package dev.penstock.store;

import dev.penstock.engine.Decision;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.job.Job;
import java.util.LinkedHashSet;
import java.util.Set;

/** Names of the topics that {@link Signals} carries. */
public final class Topics {

    /** Some job may now time out earlier than anything known before. */
    public static final String TIMEOUTS = "timeouts";

    /** There are events to publish. */
    public static final String EVENTS = "events";

    /** Events were published. */
    public static final String PUBLISHED = "published";

    /** An action type was added or changed. */
    public static final String ACTION_TYPES = "action-types";

    /** A client pair was made or its token changed. */
    public static final String CLIENTS = "clients";

    /** Events may be sent, or are due at another time than before. */
    public static final String DELIVERIES = "deliveries";

    /** What is known beforehand; other topics come and go. */
    static final Set<String> LASTING = Set.of(TIMEOUTS, EVENTS, PUBLISHED, ACTION_TYPES, CLIENTS, DELIVERIES);

    private Topics() {}

    /** All that a decision, once it is durable, is told to: its pipeline, its jobs, and who waits for either. */
    public static Set<String> of(PipelineRef pipeline, Decision decision) {
        Set<String> topics = new LinkedHashSet<>();
        topics.add(pipeline(pipeline.id()));
        if (!decision.events().isEmpty()) {
            topics.add(EVENTS);
        }
        decision.jobEnds().forEach(end -> topics.add(job(end.jobId())));
        for (Job job : decision.jobs()) {
            if (job.terminal()) {
                topics.add(job(job.id()));
            } else {
                // also for a job that is due later: whoever waits must know until when
                topics.add(queue(job.queue()));
                topics.add(TIMEOUTS);
            }
        }
        return topics;
    }

    /**
     * Whether servers other than the one that wrote may wait for the topic. Events are published, sent and timed out by
     * the server that wrote them; should it die over that, another one finds them when it looks by itself.
     */
    static boolean concernsOthers(String topic) {
        return topic.startsWith("queue:")
                || topic.startsWith("job:")
                || topic.equals(PUBLISHED)
                || topic.equals(ACTION_TYPES)
                || topic.equals(CLIENTS);
    }

    /** A job of this queue was added or may be due at another time than before. */
    public static String queue(String name) {
        return "queue:" + name;
    }

    /** The job ended without its worker's doing: whoever works on it can stop. */
    public static String job(String id) {
        return "job:" + id;
    }

    /** Something changed in the pipeline. */
    public static String pipeline(String id) {
        return "pipeline:" + id;
    }
}
