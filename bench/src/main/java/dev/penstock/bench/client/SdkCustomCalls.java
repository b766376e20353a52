package dev.penstock.bench.client;

import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.PipelineContext;

/** The calls of a custom action's worker over the AWS SDK for Java, version 2. */
public final class SdkCustomCalls implements JobCalls {
    private final CodePipelineClient client;
    private final ActionTypeName type;

    /** @param client may be shared between threads, and is not closed */
    public SdkCustomCalls(CodePipelineClient client, ActionTypeName type) {
        this.client = client;
        this.type = type;
    }

    @Override
    public Optional<WorkedJob> poll(int waitSeconds) {
        return client
                .pollForJobs(poll -> poll.actionTypeId(type.sdk())
                        .maxBatchSize(1)
                        .overrideConfiguration(
                                headers -> headers.putHeader("X-Penstock-Wait", Integer.toString(waitSeconds))))
                .jobs()
                .stream()
                .findFirst()
                .map(SdkCustomCalls::job);
    }

    private static WorkedJob job(Job job) {
        PipelineContext context = job.data().pipelineContext();
        return new WorkedJob(
                job.id(), job.nonce(), context.pipelineName(), context.stage().name(), context.pipelineExecutionId());
    }

    @Override
    public WorkedJob details(WorkedJob polled) {
        var _ = client.getJobDetails(details -> details.jobId(polled.id()));
        return polled;
    }

    @Override
    public void acknowledge(WorkedJob job) {
        var _ = client.acknowledgeJob(acknowledge -> acknowledge.jobId(job.id()).nonce(job.nonce()));
    }

    @Override
    public void succeed(WorkedJob job) {
        var _ = client.putJobSuccessResult(result -> result.jobId(job.id())
                .currentRevision(revision -> revision.revision("9f2c1e").changeIdentifier("9f2c1e"))
                .executionDetails(details ->
                        details.summary("done").externalExecutionId("run-17").percentComplete(100)));
    }

    @Override
    public void close() {
        // the client is shared
    }
}
