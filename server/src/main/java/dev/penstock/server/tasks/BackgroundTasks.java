package dev.penstock.server.tasks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.penstock.server.settings.TaskSettings;
import dev.penstock.store.Store;
import dev.penstock.store.time.TimeSource;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks that the servers on one database share. Each pipeline with polled sources is a task of its own, so that
 * servers take turns with them. Thread-safe.
 */
public final class BackgroundTasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundTasks.class);
    private static final String POLL = "poll-sources";
    private static final int THREADS = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    /**
     * A server that has not been heard of for four of these has died with its tasks. Others look for such tasks every two
     * of these, so they are taken over after 12 seconds at the latest, and run with the next look for due ones.
     */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private static final int MISSED_HEARTBEATS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SourcePolling polling;
    private final TimeSource clock;
    private final CustomTask<Void> poll;
    private final Scheduler scheduler;

    private BackgroundTasks(
            Store store,
            TimeSource clock,
            String server,
            TaskSettings settings,
            Runnable purge,
            SourcePolling polling) {
        this.polling = polling;
        this.clock = clock;
        FromBegin interval = new FromBegin(settings.pollInterval());
        poll = Tasks.custom(POLL, Void.class)
                .onFailureReschedule(interval)
                .execute((instance, context) -> polling.poll(instance.getId())
                        ? new CompletionHandler.OnCompleteReschedule<>(interval)
                        : new CompletionHandler.OnCompleteRemove<>());
        scheduler = store.scheduler(List.of(poll))
                .startTasks(List.of(
                        Tasks.recurring("purge-jobs", FixedDelay.of(settings.purgeInterval()))
                                .execute((instance, context) -> purge.run()),
                        Tasks.recurring("find-polled-pipelines", FixedDelay.of(settings.pollInterval()))
                                .execute((instance, context) -> addMissing(context.getSchedulerClient()))))
                .clock(clock::instant)
                .schedulerName(new SchedulerName.Fixed(server))
                .threads(THREADS)
                .pollingInterval(
                        settings.pollInterval().compareTo(LONGEST_PAUSE) < 0 ? settings.pollInterval() : LONGEST_PAUSE)
                .enableImmediateExecution()
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(PATIENCE)
                .build();
        clock.onMoved(scheduler::triggerCheckForDueExecutions);
    }

    /**
     * @param server a name that no other running server has
     * @param purge forgets what is old
     */
    public static BackgroundTasks start(
            Store store,
            TimeSource clock,
            String server,
            TaskSettings settings,
            Runnable purge,
            SourcePolling polling) {
        BackgroundTasks tasks = new BackgroundTasks(store, clock, server, settings, purge, polling);
        tasks.scheduler.start();
        return tasks;
    }

    /**
     * Polls the pipeline's sources as soon as a thread is free, then at intervals. For after the pipeline was saved: if
     * this is missed, the pipeline is found within an interval all the same.
     */
    public void pollSoon(String pipelineId) {
        try {
            scheduler.schedule(poll.instance(pipelineId), clock.instant(), ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
        } catch (TaskInstanceCurrentlyExecutingException e) {
            LOG.debug("the sources of pipeline {} are being polled just now", pipelineId);
        } catch (RuntimeException e) {
            LOG.warn("the sources of pipeline {} will be polled later", pipelineId, e);
        }
    }

    /** Tasks of pipelines whose server died between saving them and scheduling their task. */
    private void addMissing(SchedulerClient client) {
        Set<String> scheduled = new HashSet<>();
        client.fetchScheduledExecutionsForTask(
                POLL, Void.class, found -> scheduled.add(found.getTaskInstance().getId()));
        polling.pipelines().stream()
                .filter(pipeline -> !scheduled.contains(pipeline))
                .forEach(pipeline -> client.scheduleIfNotExists(poll.instance(pipeline), clock.instant()));
    }

    /** Lets the tasks under way finish, within ten seconds. */
    @Override
    public void close() {
        scheduler.stop();
    }
}
