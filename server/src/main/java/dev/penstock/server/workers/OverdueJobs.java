package dev.penstock.server.workers;

import dev.penstock.engine.Command;
import dev.penstock.engine.job.Job;
import dev.penstock.server.operations.PipelineSteps;
import dev.penstock.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends jobs and actions that ran over their limits (spec engine 10). Thread-safe. */
public final class OverdueJobs {
    private static final Logger LOG = LoggerFactory.getLogger(OverdueJobs.class);
    private static final int AT_ONCE = 100;
    private static final int MOST_STUCK = 10_000;
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    /** Another server on the database may set an earlier limit without a signal here. */
    private static final Duration ANYWAY = Duration.ofSeconds(30);

    private final Store store;
    private final PipelineSteps steps;
    private volatile boolean stopping;

    public OverdueJobs(Store store, PipelineSteps steps) {
        this.store = store;
        this.steps = steps;
    }

    /**
     * Ends what is overdue. Never throws: what could not be ended is in the log, and is tried again.
     *
     * @return when to look again, if nobody signals before
     */
    public Instant end(Instant now) {
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

    /** Ends no more than the one under way. */
    public void stop() {
        stopping = true;
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
}
