package dev.penstock.engine.explain;

import dev.penstock.engine.job.Job;
import java.time.Instant;
import java.util.Map;

/**
 * What an explanation knows beside the state of the pipeline.
 *
 * @param jobs jobs of what runs, by id; one that is absent is not spoken of
 * @param lastPolls when workers last asked for jobs, by queue; a queue that is absent was never polled
 * @param principals who the access keys belong to that acknowledged jobs, by key id
 */
public record Known(
        Instant now, Map<String, Job> jobs, Map<String, Instant> lastPolls, Map<String, String> principals) {}
