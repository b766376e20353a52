package dev.penstock.providers;

import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.RuleWork;
import dev.penstock.engine.job.Script;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/** Jobs that a worker of the server holds, without a pipeline. */
public final class SampleJobs {
    /** When they were made. */
    public static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");

    private SampleJobs() {}

    /** An action's. */
    public static Job configured(Map<String, String> configuration) {
        return job(configuration, List.of(), null, null);
    }

    /** A rule's. */
    public static Job rule(Map<String, String> configuration, RuleWork rule) {
        return job(configuration, List.of(), null, rule);
    }

    /** A run of commands. */
    public static Job script(Script script, ArtifactLocation... inputs) {
        return job(Map.of(), List.of(inputs), script, null);
    }

    private static Job job(
            Map<String, String> configuration,
            List<ArtifactLocation> inputs,
            @Nullable Script script,
            @Nullable RuleWork rule) {
        return new Job(
                "job",
                "queue",
                null,
                "111111111111",
                "us-east-1",
                "pipeline-id",
                "pipe",
                1,
                "execution",
                "Stage",
                "Rule",
                "rule-execution",
                1,
                JobStatus.IN_PROGRESS,
                1,
                null,
                null,
                null,
                NOW,
                NOW,
                null,
                null,
                null,
                null,
                NOW.plusSeconds(3600),
                null,
                null,
                null,
                configuration,
                inputs,
                List.of(),
                List.of(),
                script,
                rule,
                null,
                null);
    }
}
