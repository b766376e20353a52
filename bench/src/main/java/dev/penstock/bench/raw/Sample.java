package dev.penstock.bench.raw;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server wrote in one step, to be written again for other executions with ids and times of their own.
 *
 * @param pipeline the row of the pipeline after it
 * @param execution the row of the execution
 * @param actions those that were added or changed: the one that ended, the one that began
 * @param job the next job; null after the last one
 * @param events documents of what it told
 */
record Sample(
        Row pipeline,
        Row execution,
        List<Row> actions,
        @Nullable Row job,
        List<String> events) {

    /**
     * The life of a job.
     *
     * @param claimed the job's row after the poll
     * @param acknowledged after the acknowledgement
     * @param ended after the result
     * @param result what the result wrote beside the job
     */
    record OfJob(Row claimed, Row acknowledged, Row ended, Sample result) {}
}
