package dev.penstock.store;

/** Names of the topics that {@link Signals} carries. */
public final class Topics {

    /** Some job may now time out earlier than anything known before. */
    public static final String TIMEOUTS = "timeouts";

    /** There are events to publish. */
    public static final String EVENTS = "events";

    /** Events were published. */
    public static final String PUBLISHED = "published";

    /** Events may be sent, or are due at another time than before. */
    public static final String DELIVERIES = "deliveries";

    private Topics() {}

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
