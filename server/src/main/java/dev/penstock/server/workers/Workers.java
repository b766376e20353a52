package dev.penstock.server.workers;

import dev.penstock.server.operations.JobResults;
import dev.penstock.server.settings.WorkerSettings;
import dev.penstock.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The server's own job workers, one for each queue, each in a parked virtual thread. */
public final class Workers implements AutoCloseable {
    private final List<QueueWorker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /** @param performers by queue */
    public static Workers start(
            Map<String, JobPerformer> performers,
            WorkerSettings settings,
            Store store,
            JobResults results,
            InstantSource clock) {
        Workers started = new Workers();
        performers.forEach((queue, performer) -> started.start(
                new QueueWorker(queue, performer, settings.concurrency(), settings.lease(), store, results, clock),
                queue));
        return started;
    }

    private void start(QueueWorker worker, String queue) {
        workers.add(worker);
        threads.add(Thread.ofVirtual().name("worker-" + queue).start(worker::run));
    }

    /** Takes no more jobs; what is under way is interrupted and left to the next start or another server. */
    @Override
    public void close() throws InterruptedException {
        workers.forEach(QueueWorker::stop);
        for (QueueWorker worker : workers) {
            worker.awaitEnd();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
