package dev.penstock.store;

import dev.penstock.store.time.TimeSource;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Signals within one process. Topics share a fixed number of slots, so that topics which come and go leave nothing
 * behind; a waiter may therefore wake for a neighbour's signal.
 */
final class InProcessSignals implements Signals {

    private static final int SLOTS = 1024;

    private final TimeSource time;
    private final Slot[] slots = new Slot[SLOTS];

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
        for (Slot slot : slots) {
            slot.signal();
        }
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
        for (Slot slot : slots) {
            slot.lock.lock();
            try {
                slot.changed.signalAll();
            } finally {
                slot.lock.unlock();
            }
        }
    }

    private Slot slot(String topic) {
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
    }
}
