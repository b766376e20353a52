package dev.penstock.store.memory;

import java.time.Instant;

/** A key that orders by time, ties by the second moment, then by id. */
record Moment(Instant at, Instant tie, String id) implements Comparable<Moment> {

    Moment(Instant at, String id) {
        this(at, Instant.EPOCH, id);
    }

    /** After everything of that moment and before everything later. */
    static Moment endOf(Instant at) {
        return new Moment(at, Instant.MAX, "");
    }

    @Override
    public int compareTo(Moment other) {
        int byTime = at.compareTo(other.at);
        if (byTime != 0) {
            return byTime;
        }
        int byTie = tie.compareTo(other.tie);
        return byTie != 0 ? byTie : id.compareTo(other.id);
    }
}
