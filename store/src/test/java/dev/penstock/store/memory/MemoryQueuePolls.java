package dev.penstock.store.memory;

import dev.penstock.store.job.QueuePolls;
import java.time.Instant;
import java.util.Optional;

final class MemoryQueuePolls implements QueuePolls {

    private final Table<String, Instant> polls;

    MemoryQueuePolls(Table<String, Instant> polls) {
        this.polls = polls;
    }

    @Override
    public Optional<Instant> last(String queue) {
        return Optional.ofNullable(polls.get(queue));
    }

    @Override
    public void save(String queue, Instant at) {
        Instant before = polls.get(queue);
        if (before == null || before.isBefore(at)) {
            polls.put(queue, at);
        }
    }
}
