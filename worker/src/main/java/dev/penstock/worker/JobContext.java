package dev.penstock.worker;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.PipelineContext;

/** One acknowledged job, as its handler sees it. */
public final class JobContext {
    private final OfferedJob job;
    private final JobDetails details;
    private final JobArtifacts artifacts;

    JobContext(OfferedJob job, JobDetails details, JobArtifacts artifacts) {
        this.job = job;
        this.details = details;
        this.artifacts = artifacts;
    }

    /** Id of this job; a continued action has a new one at each step. */
    public String jobId() {
        return job.id();
    }

    /** The customer whose pipeline this is; empty for a custom job. */
    public Optional<String> clientId() {
        return Optional.ofNullable(job.clientId());
    }

    /** The action's configuration, variables resolved, secrets in clear: do not log it. */
    public Map<String, String> configuration() {
        return details.configuration();
    }

    /** One value of the configuration; null when the action does not set it. */
    public @Nullable String configured(String name) {
        return details.configuration().get(name);
    }

    /** What {@link JobOutcome.Continue} of the step before said; empty on the first job of an action. */
    public Optional<String> continuationToken() {
        return Optional.ofNullable(details.continuationToken());
    }

    /** Names of pipeline, stage and action, and the action execution's id, which all steps share. */
    public PipelineContext pipeline() {
        return details.pipeline();
    }

    public JobArtifacts artifacts() {
        return artifacts;
    }

    /** Ids and names only. */
    @Override
    public String toString() {
        return job.toString();
    }
}
