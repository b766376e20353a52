package dev.penstock.server.workers;

import dev.penstock.engine.Command;
import dev.penstock.engine.job.Job;
import dev.penstock.server.operations.PipelineSteps;
import dev.penstock.store.Signals;
import dev.penstock.store.Store;
import dev.penstock.store.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends jobs and actions that ran over their limits (spec engine 10). Sleeps until the earliest limit; a job with an
 * earlier one wakes it.
 */
public final class TimeoutSweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TimeoutSweep.class);
    private static final int AT_ONCE = 100;
    private static final int MOST_STUCK = 10_000;
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    /** Another server on the database may set an earlier limit without a signal here. */
    private static final Duration ANYWAY = Duration.ofSeconds(30);

    private final Store store;
    private final PipelineSteps steps;
    private final InstantSource clock;
    private final Thread thread;
    private volatile boolean stopping;

    private TimeoutSweep(Store store, PipelineSteps steps, InstantSource clock) {
        this.store = store;
        this.steps = steps;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("timeouts").unstarted(this::run);
    }

    public static TimeoutSweep start(Store store, PipelineSteps steps, InstantSource clock) {
        TimeoutSweep sweep = new TimeoutSweep(store, steps, clock);
        sweep.thread.start();
        return sweep;
    }

    private void run() {
        Signals signals = store.signals();
        try {
            while (!stopping) {
                long seen = signals.version(Topics.TIMEOUTS);
                signals.await(Topics.TIMEOUTS, seen, sweep(clock.instant()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return when the next limit passes */
    private Instant sweep(Instant now) {
        try {
            Set<String> stuck = new HashSet<>();
            while (endSome(now, stuck)) {
                LOG.debug("more jobs ran over their limits than are ended at a time");
            }
            if (!stuck.isEmpty()) {
                return now.plus(AFTER_A_FAULT);
            }
            Instant anyway = now.plus(ANYWAY);
            return store.read(tx -> tx.jobs().nextTimeout())
                    .filter(anyway::isAfter)
                    .orElse(anyway);
        } catch (RuntimeException e) {
            LOG.error("limits of jobs could not be checked; trying again", e);
            return now.plus(AFTER_A_FAULT);
        }
    }

    /**
     * Those that could not be ended are looked past, so that they do not hold up the ones behind them.
     *
     * @return true if there may be more
     */
    private boolean endSome(Instant now, Set<String> stuck) {
        List<Job> overdue = store.read(tx -> tx.jobs().overdue(now, AT_ONCE + stuck.size()));
        List<String> fresh =
                overdue.stream().map(Job::id).filter(id -> !stuck.contains(id)).toList();
        for (String id : fresh) {
            if (stopping) {
                return false;
            }
            if (!end(id)) {
                stuck.add(id);
            }
        }
        return fresh.size() >= AT_ONCE && stuck.size() < MOST_STUCK;
    }

    /** The engine looks again, with the pipeline locked: a result may have come in the meantime. */
    private boolean end(String jobId) {
        try {
            store.write(tx -> tx.jobs()
                    .find(jobId)
                    .flatMap(seen -> steps.take(
                            tx,
                            seen.pipelineId(),
                            List.of(seen.pipelineExecutionId()),
                            () -> tx.jobs()
                                    .find(jobId)
                                    .filter(job -> !job.terminal())
                                    .<Command>map(Command.TimeOut::new))));
            return true;
        } catch (RuntimeException e) {
            LOG.error("job {} could not be timed out; trying again", jobId, e);
            return false;
        }
    }

    /** Waits for the step under way; interrupting it would leave the caller of a write without its answer. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        store.signals().signal(Topics.TIMEOUTS);
        thread.join();
    }
}
