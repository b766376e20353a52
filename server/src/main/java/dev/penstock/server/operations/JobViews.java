package dev.penstock.server.operations;

import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.Secrets;
import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.job.Job;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.AWSSessionCredentials;
import software.amazon.awssdk.services.codepipeline.model.ActionConfiguration;
import software.amazon.awssdk.services.codepipeline.model.Artifact;
import software.amazon.awssdk.services.codepipeline.model.ArtifactLocationType;
import software.amazon.awssdk.services.codepipeline.model.JobData;
import software.amazon.awssdk.services.codepipeline.model.JobDetails;
import software.amazon.awssdk.services.codepipeline.model.PipelineContext;
import software.amazon.awssdk.services.codepipeline.model.ThirdPartyJobData;
import software.amazon.awssdk.services.codepipeline.model.ThirdPartyJobDetails;

/**
 * A job as workers read it. The artifact lists are always there, even empty, and what is absent has no key at all:
 * workers test for both (spec jobs 2).
 */
final class JobViews {
    private JobViews() {}

    /** A job of a poll's answer (spec jobs 4). */
    static software.amazon.awssdk.services.codepipeline.model.Job polled(
            Job job, Optional<AWSSessionCredentials> credentials) {
        return software.amazon.awssdk.services.codepipeline.model.Job.builder()
                .id(job.id())
                .nonce(job.nonce())
                .accountId(job.accountId())
                .data(data(job, job.configuration(), credentials))
                .build();
    }

    /** The details of a live job; no nonce, no status (spec jobs 6). */
    static JobDetails details(Job job, Optional<AWSSessionCredentials> credentials) {
        return details(job, data(job, job.configuration(), credentials));
    }

    /**
     * The details of a finished job: no credentials, secrets masked.
     *
     * @param type the job's action type; if it is gone, nothing tells which values are secret, so all are masked
     */
    static JobDetails finished(Job job, Optional<ActionType> type) {
        return details(job, data(job, masked(job, type), Optional.empty()));
    }

    private static JobDetails details(Job job, JobData data) {
        return JobDetails.builder()
                .id(job.id())
                .accountId(job.accountId())
                .data(data)
                .build();
    }

    private static JobData data(
            Job job, Map<String, String> configuration, Optional<AWSSessionCredentials> credentials) {
        return JobData.builder()
                .actionTypeId(job.requireActionType().toId())
                .actionConfiguration(configuration(configuration))
                .pipelineContext(context(job)
                        .copy(context -> context.pipelineArn(arn(job)).pipelineExecutionId(job.pipelineExecutionId())))
                .inputArtifacts(artifacts(job.inputs()))
                .outputArtifacts(artifacts(job.outputs()))
                .artifactCredentials(credentials.orElse(null))
                .continuationToken(job.continuationToken())
                .encryptionKey(job.encryptionKey())
                .build();
    }

    /**
     * What a partner reads of a job, and only after it showed the customer's client token: the nonce, but neither the
     * customer's account nor anything that names it, such as the pipeline's ARN (spec jobs 11.1).
     */
    static ThirdPartyJobDetails thirdParty(Job job, Optional<AWSSessionCredentials> credentials) {
        return ThirdPartyJobDetails.builder()
                .id(job.id())
                .nonce(job.nonce())
                .data(ThirdPartyJobData.builder()
                        .actionTypeId(job.requireActionType().toId())
                        .actionConfiguration(configuration(job.configuration()))
                        .pipelineContext(context(job))
                        .inputArtifacts(artifacts(job.inputs()))
                        .outputArtifacts(artifacts(job.outputs()))
                        .artifactCredentials(credentials.orElse(null))
                        .continuationToken(job.continuationToken())
                        .encryptionKey(job.encryptionKey())
                        .build())
                .build();
    }

    private static ActionConfiguration configuration(Map<String, String> configuration) {
        return ActionConfiguration.builder().configuration(configuration).build();
    }

    private static Map<String, String> masked(Job job, Optional<ActionType> type) {
        if (type.isPresent()) {
            return Secrets.masked(type.get(), job.configuration());
        }
        Map<String, String> shown = new LinkedHashMap<>(job.configuration());
        shown.replaceAll((name, value) -> Secrets.MASK);
        return shown;
    }

    private static PipelineContext context(Job job) {
        return PipelineContext.builder()
                .pipelineName(job.pipelineName())
                .stage(stage -> stage.name(job.stageName()))
                .action(action -> action.name(job.actionName()).actionExecutionId(job.actionExecutionId()))
                .build();
    }

    private static String arn(Job job) {
        return new PipelineRef(job.pipelineId(), job.accountId(), job.region(), job.pipelineName()).arn();
    }

    private static List<Artifact> artifacts(List<ArtifactLocation> locations) {
        return locations.stream().map(JobViews::artifact).toList();
    }

    private static Artifact artifact(ArtifactLocation at) {
        return Artifact.builder()
                .name(at.name())
                .revision(at.revision())
                .location(location -> location.type(ArtifactLocationType.S3)
                        .s3Location(s3 -> s3.bucketName(at.bucket()).objectKey(at.key())))
                .build();
    }
}
