package dev.penstock.worker;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/** A customer's job: the poll tells who and which, the client token opens the rest (spec jobs 11). Not thread-safe. */
final class ThirdPartyJob implements OfferedJob {
    private final CodePipelineClient client;
    private final String id;
    private final String clientId;
    private final String clientToken;
    private volatile @Nullable String nonce;

    ThirdPartyJob(CodePipelineClient client, String id, String clientId, String clientToken) {
        this.client = client;
        this.id = id;
        this.clientId = clientId;
        this.clientToken = clientToken;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String clientId() {
        return clientId;
    }

    @Override
    public JobDetails details() {
        var details = client.getThirdPartyJobDetails(r -> r.jobId(id).clientToken(clientToken))
                .jobDetails();
        nonce = details.nonce();
        return JobDetails.of(details.data());
    }

    @Override
    public JobStatus acknowledge() {
        return client.acknowledgeThirdPartyJob(r -> r.jobId(id)
                        .nonce(nonce)
                        .clientToken(clientToken)
                        .overrideConfiguration(PatientAcknowledgement.CONFIGURATION))
                .status();
    }

    @Override
    public void report(JobOutcome outcome) {
        switch (outcome) {
            case JobOutcome.Succeeded done -> {
                if (!done.outputVariables().isEmpty()) {
                    throw new IllegalArgumentException(
                            "A third-party job has no output variables; put the values into the output artifact");
                }
                client.putThirdPartyJobSuccessResult(r -> r.jobId(id)
                        .clientToken(clientToken)
                        .executionDetails(done.details())
                        .currentRevision(done.revision()));
            }
            case JobOutcome.Continue more ->
                client.putThirdPartyJobSuccessResult(r -> r.jobId(id)
                        .clientToken(clientToken)
                        .continuationToken(more.token())
                        .executionDetails(more.details()));
            case JobOutcome.Failed failed ->
                client.putThirdPartyJobFailureResult(r -> r.jobId(id)
                        .clientToken(clientToken)
                        .failureDetails(f -> f.type(failed.type())
                                .message(failed.message())
                                .externalExecutionId(failed.externalExecutionId())));
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "third-party job " + id + " of client " + clientId;
    }
}
