package dev.penstock.worker;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/** A job of an own action type: everything came with the poll (spec jobs 4 to 8). */
record CustomJob(CodePipelineClient client, Job job) implements OfferedJob {

    @Override
    public String id() {
        return job.id();
    }

    @Override
    public @Nullable String clientId() {
        return null;
    }

    @Override
    public JobDetails details() {
        return JobDetails.of(
                client.getJobDetails(r -> r.jobId(job.id())).jobDetails().data());
    }

    @Override
    public JobStatus acknowledge() {
        return client.acknowledgeJob(r -> r.jobId(job.id())
                        .nonce(job.nonce())
                        .overrideConfiguration(PatientAcknowledgement.CONFIGURATION))
                .status();
    }

    @Override
    public void report(JobOutcome outcome) {
        switch (outcome) {
            case JobOutcome.Succeeded done ->
                client.putJobSuccessResult(r -> {
                    r.jobId(job.id()).executionDetails(done.details()).currentRevision(done.revision());
                    if (!done.outputVariables().isEmpty()) {
                        r.outputVariables(done.outputVariables());
                    }
                });
            case JobOutcome.Continue more ->
                client.putJobSuccessResult(
                        r -> r.jobId(job.id()).continuationToken(more.token()).executionDetails(more.details()));
            case JobOutcome.Failed failed ->
                client.putJobFailureResult(r -> r.jobId(job.id())
                        .failureDetails(f -> f.type(failed.type())
                                .message(failed.message())
                                .externalExecutionId(failed.externalExecutionId())));
        }
    }

    @Override
    public String toString() {
        return "custom job " + job.id();
    }
}
