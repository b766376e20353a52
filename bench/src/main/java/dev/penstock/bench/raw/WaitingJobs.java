package dev.penstock.bench.raw;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How many jobs each queue has, so that who finds none waits instead of asking again. Thread-safe. */
final class WaitingJobs {
    private final Map<String, Semaphore> queues = new ConcurrentHashMap<>();

    /** After the job was committed. */
    void add(String queue) {
        of(queue).release();
    }

    /** @return whether the caller may take one; false after that time */
    boolean take(String queue, long time, TimeUnit unit) throws InterruptedException {
        return of(queue).tryAcquire(time, unit);
    }

    private Semaphore of(String queue) {
        return queues.computeIfAbsent(queue, name -> new Semaphore(0));
    }
}
