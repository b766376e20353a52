package dev.penstock.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Topics as the payloads of PostgreSQL's notifications: one topic a line. */
final class TopicMessages {

    /** Stands for all topics: whoever waits for anything looks again. */
    static final String EVERYTHING = "*";

    /** PostgreSQL takes payloads below 8000 bytes. */
    static final int MOST_BYTES = 7999;

    private TopicMessages() {}

    /** As few payloads as the topics fit into. */
    static List<String> payloads(Collection<String> topics) {
        List<String> payloads = new ArrayList<>();
        StringBuilder next = new StringBuilder();
        int size = 0;
        for (String topic : topics) {
            int bytes = topic.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_BYTES || topic.indexOf('\n') >= 0) {
                return List.of(EVERYTHING);
            }
            if (size > 0 && size + 1 + bytes > MOST_BYTES) {
                payloads.add(next.toString());
                next.setLength(0);
                size = 0;
            }
            if (size > 0) {
                next.append('\n');
                size++;
            }
            next.append(topic);
            size += bytes;
        }
        if (size > 0) {
            payloads.add(next.toString());
        }
        return payloads;
    }

    static List<String> topics(String payload) {
        return payload.lines().toList();
    }
}
