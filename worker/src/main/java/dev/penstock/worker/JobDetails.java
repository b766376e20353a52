package dev.penstock.worker;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.AWSSessionCredentials;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.Artifact;
import software.amazon.awssdk.services.codepipeline.model.EncryptionKey;
import software.amazon.awssdk.services.codepipeline.model.JobData;
import software.amazon.awssdk.services.codepipeline.model.PipelineContext;
import software.amazon.awssdk.services.codepipeline.model.ThirdPartyJobData;

/**
 * What the server told about a job: one form for custom and third-party jobs.
 *
 * @param configuration the action's configuration with secrets in clear; never log it
 * @param credentials open exactly the job's artifacts for 15 minutes; null when the server sent none
 * @param continuationToken what an earlier step of the action left; null on the first job
 * @param encryptionKey key to name when writing artifacts; null for the store's own default
 */
record JobDetails(
        @Nullable ActionTypeId actionType,
        Map<String, String> configuration,
        PipelineContext pipeline,
        List<Artifact> inputs,
        List<Artifact> outputs,
        @Nullable AWSSessionCredentials credentials,
        @Nullable String continuationToken,
        @Nullable EncryptionKey encryptionKey) {

    static JobDetails of(JobData data) {
        return new JobDetails(
                data.actionTypeId(),
                data.actionConfiguration() == null
                        ? Map.of()
                        : data.actionConfiguration().configuration(),
                contextOf(data.pipelineContext()),
                data.inputArtifacts(),
                data.outputArtifacts(),
                data.artifactCredentials(),
                data.continuationToken(),
                data.encryptionKey());
    }

    static JobDetails of(ThirdPartyJobData data) {
        return new JobDetails(
                data.actionTypeId(),
                data.actionConfiguration() == null
                        ? Map.of()
                        : data.actionConfiguration().configuration(),
                contextOf(data.pipelineContext()),
                data.inputArtifacts(),
                data.outputArtifacts(),
                data.artifactCredentials(),
                data.continuationToken(),
                data.encryptionKey());
    }

    private static PipelineContext contextOf(@Nullable PipelineContext context) {
        return context == null ? PipelineContext.builder().build() : context;
    }

    /** Names only: configuration and credentials are secret. */
    @Override
    public String toString() {
        return "JobDetails[" + pipeline + ", inputs=" + inputs + ", outputs=" + outputs + "]";
    }
}
