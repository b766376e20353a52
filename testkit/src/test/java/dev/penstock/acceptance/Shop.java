package dev.penstock.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/**
 * A customer's pipeline whose first action is a custom source and whose second one is under test, and the calls that
 * workers make. Every action is taken by the test itself, so nothing happens that it did not ask for.
 */
final class Shop {
    static final String BUCKET = "cd-artifacts";
    static final String PIPELINE = "shop";
    static final String SECRET = "hunter2-in-clear";
    static final ActionTypeId FEED = custom("Source", "Feed", "1");
    static final ActionTypeId BUILD = custom("Build", "AcmeBuild", "2");

    final CodePipelineClient customer;

    Shop(CodePipelineClient customer) {
        this.customer = customer;
    }

    static ActionTypeId custom(String category, String provider, String version) {
        return ActionTypeId.builder()
                .category(category)
                .owner(ActionOwner.CUSTOM)
                .provider(provider)
                .version(version)
                .build();
    }

    /** The custom types of the pipeline; the build type has a queryable project, a secret and links. */
    Shop withTypes() {
        customer.createCustomActionType(type -> type.category("Source")
                .provider("Feed")
                .version("1")
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .outputArtifactDetails(count -> count.minimumCount(1).maximumCount(1)));
        customer.createCustomActionType(buildType());
        return this;
    }

    static Consumer<CreateCustomActionTypeRequest.Builder> buildType() {
        return type -> type.category("Build")
                .provider("AcmeBuild")
                .version("2")
                .settings(settings -> settings.entityUrlTemplate("https://acme.test/job/{Config:ProjectName}/")
                        .executionUrlTemplate("https://acme.test/job/{Config:ProjectName}/{ExternalExecutionId}/"))
                .configurationProperties(
                        property -> property.name("ProjectName")
                                .required(true)
                                .key(true)
                                .secret(false)
                                .queryable(true),
                        property -> property.name("DeployKey")
                                .required(false)
                                .key(false)
                                .secret(true))
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(5))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(5));
    }

    static ActionDeclaration buildAction() {
        return ActionDeclaration.builder()
                .name("Compile")
                .actionTypeId(BUILD)
                .configuration(Map.of("ProjectName", "shop-api", "DeployKey", SECRET))
                .inputArtifacts(artifact -> artifact.name("SourceOut"))
                .outputArtifacts(artifact -> artifact.name("BuildOut"))
                .build();
    }

    /** Creates the pipeline and starts it as far as the action under test, whose job then waits. */
    String startedWith(ActionDeclaration action, StageDeclaration... later) {
        customer.createPipeline(request -> request.pipeline(pipeline(PIPELINE, action, later)));
        return sourced(PIPELINE);
    }

    static PipelineDeclaration pipeline(String name, ActionDeclaration action, StageDeclaration... later) {
        StageDeclaration source = StageDeclaration.builder()
                .name("Source")
                .actions(fetch -> fetch.name("Fetch").actionTypeId(FEED).outputArtifacts(out -> out.name("SourceOut")))
                .build();
        StageDeclaration tested =
                StageDeclaration.builder().name("Build").actions(action).build();
        List<StageDeclaration> stages = new java.util.ArrayList<>(List.of(source, tested));
        stages.addAll(List.of(later));
        return PipelineDeclaration.builder()
                .name(name)
                .roleArn("arn:aws:iam::111111111111:role/pipeline")
                .artifactStore(store -> store.type("S3").location(BUCKET))
                .stages(stages)
                .build();
    }

    /** Takes the source job of a pipeline that has just been created or started. */
    String sourced(String pipeline) {
        Job job = oneJob(poll(FEED, null));
        assertThat(job.data().pipelineContext().pipelineName()).isEqualTo(pipeline);
        acknowledge(job);
        customer.putJobSuccessResult(result -> result.jobId(job.id())
                .currentRevision(revision -> revision.revision("9f2c1e").changeIdentifier("9f2c1e")));
        return job.data().pipelineContext().pipelineExecutionId();
    }

    List<Job> poll(ActionTypeId type, @Nullable String project) {
        return customer.pollForJobs(request ->
                        request.actionTypeId(type).queryParam(project == null ? null : Map.of("ProjectName", project)))
                .jobs();
    }

    List<Job> pollBuild() {
        return poll(BUILD, "shop-api");
    }

    Job buildJob() {
        return oneJob(pollBuild());
    }

    static Job oneJob(List<Job> jobs) {
        assertThat(jobs).hasSize(1);
        return jobs.getFirst();
    }

    JobStatus acknowledge(Job job) {
        return customer.acknowledgeJob(request -> request.jobId(job.id()).nonce(job.nonce()))
                .status();
    }

    Job acknowledgedBuildJob() {
        Job job = buildJob();
        assertThat(acknowledge(job)).isEqualTo(JobStatus.IN_PROGRESS);
        return job;
    }

    void succeed(Job job) {
        customer.putJobSuccessResult(result -> result.jobId(job.id()));
    }

    void fail(Job job, String message) {
        customer.putJobFailureResult(result -> result.jobId(job.id())
                .failureDetails(failure -> failure.type("JobFailed").message(message)));
    }

    ActionState state(String action) {
        return customer.getPipelineState(request -> request.name(PIPELINE)).stageStates().stream()
                .flatMap(stage -> stage.actionStates().stream())
                .filter(state -> state.actionName().equals(action))
                .findFirst()
                .orElseThrow();
    }

    ActionExecution latest(String action) {
        return Optional.ofNullable(state(action).latestExecution()).orElseThrow();
    }
}
