package dev.penstock.bench.client;

import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineContext;
import software.amazon.awssdk.services.codepipeline.model.ThirdPartyJobDetails;

/** The calls of a partner's worker over the AWS SDK for Java, version 2. */
public final class SdkThirdPartyCalls implements JobCalls {
    private final CodePipelineClient client;
    private final ActionTypeName type;
    private final String clientToken;

    /** @param client may be shared between threads, and is not closed */
    public SdkThirdPartyCalls(CodePipelineClient client, ActionTypeName type, String clientToken) {
        this.client = client;
        this.type = type;
        this.clientToken = clientToken;
    }

    @Override
    public Optional<WorkedJob> poll(int waitSeconds) {
        return client
                .pollForThirdPartyJobs(poll -> poll.actionTypeId(type.sdk())
                        .maxBatchSize(1)
                        .overrideConfiguration(
                                headers -> headers.putHeader("X-Penstock-Wait", Integer.toString(waitSeconds))))
                .jobs()
                .stream()
                .findFirst()
                .map(job -> new WorkedJob(job.jobId(), "", "", "", ""));
    }

    @Override
    public WorkedJob details(WorkedJob polled) {
        ThirdPartyJobDetails details = client.getThirdPartyJobDetails(
                        job -> job.jobId(polled.id()).clientToken(clientToken))
                .jobDetails();
        PipelineContext context = details.data().pipelineContext();
        return new WorkedJob(
                polled.id(),
                details.nonce(),
                context.pipelineName(),
                context.stage().name(),
                "");
    }

    @Override
    public void acknowledge(WorkedJob job) {
        var _ = client.acknowledgeThirdPartyJob(
                acknowledge -> acknowledge.jobId(job.id()).nonce(job.nonce()).clientToken(clientToken));
    }

    @Override
    public void succeed(WorkedJob job) {
        var _ = client.putThirdPartyJobSuccessResult(result -> result.jobId(job.id())
                .clientToken(clientToken)
                .currentRevision(revision -> revision.revision("9f2c1e").changeIdentifier("9f2c1e"))
                .executionDetails(details ->
                        details.summary("done").externalExecutionId("run-17").percentComplete(100)));
    }

    @Override
    public void close() {
        // the client is shared
    }
}
