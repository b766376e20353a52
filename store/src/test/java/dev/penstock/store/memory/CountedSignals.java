package dev.penstock.store.memory;

import dev.penstock.store.Signals;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Signals for one thread, which has nobody to wait for. */
final class CountedSignals implements Signals {

    private final Map<String, Long> versions = new HashMap<>();

    @Override
    public long version(String topic) {
        return versions.getOrDefault(topic, 0L);
    }

    @Override
    public void signal(String topic) {
        versions.merge(topic, 1L, Long::sum);
    }

    @Override
    public boolean await(String topic, long seen, Instant until) {
        if (version(topic) != seen) {
            return true;
        }
        throw new UnsupportedOperationException("nobody else is there who could signal " + topic);
    }
}
