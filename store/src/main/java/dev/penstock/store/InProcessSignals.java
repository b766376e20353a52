package dev.penstock.store;

import dev.penstock.store.time.TimeSource;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Signals within one process. Topics that come and go share a fixed number of slots and leave nothing behind; a waiter may
 * therefore wake for a neighbour's signal.
 */
final class InProcessSignals implements Signals {

    private static final int SLOTS = 1024;

    private final TimeSource time;
    private final Slot[] slots = new Slot[SLOTS];
    private final Map<String, Slot> lasting =
            Topics.LASTING.stream().collect(Collectors.toUnmodifiableMap(topic -> topic, topic -> new Slot()));

    InProcessSignals(TimeSource time) {
        this.time = time;
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot();
        }
        time.onMoved(this::wakeAll);
    }

    @Override
    public long version(String topic) {
        return slot(topic).version.get();
    }

    @Override
    public void signal(String topic) {
        slot(topic).signal();
    }

    /** Signals every topic there is. */
    void signalAll() {
        slots().forEach(Slot::signal);
    }

    @Override
    public boolean await(String topic, long seen, Instant until) throws InterruptedException {
        Slot slot = slot(topic);
        slot.lock.lockInterruptibly();
        try {
            while (slot.version.get() == seen) {
                if (!time.instant().isBefore(until)) {
                    return false;
                }
                time.await(slot.changed, until);
            }
            return true;
        } finally {
            slot.lock.unlock();
        }
    }

    private void wakeAll() {
        slots().forEach(Slot::wake);
    }

    private Stream<Slot> slots() {
        return Stream.concat(Arrays.stream(slots), lasting.values().stream());
    }

    private Slot slot(String topic) {
        Slot own = lasting.get(topic);
        if (own != null) {
            return own;
        }
        int hash = topic.hashCode();
        return slots[(hash ^ (hash >>> 16)) & (SLOTS - 1)];
    }

    private static final class Slot {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final AtomicLong version = new AtomicLong();

        void signal() {
            lock.lock();
            try {
                version.incrementAndGet();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** To look at the clock again. */
        void wake() {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
