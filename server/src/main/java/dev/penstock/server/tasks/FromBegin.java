package dev.penstock.server.tasks;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;

/**
 * A task runs again so long after it began, however long it took and however late its end was written down: what came to be
 * since its look is noticed within the interval.
 */
record FromBegin(Duration interval) implements Schedule {

    @Override
    public Instant getNextExecutionTime(ExecutionComplete complete) {
        Instant begin = complete.getTimeDone().minus(complete.getDuration());
        return begin.plus(interval);
    }

    @Override
    public boolean isDeterministic() {
        return false;
    }
}
