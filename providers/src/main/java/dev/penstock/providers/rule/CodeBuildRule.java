package dev.penstock.providers.rule;

import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Continuation;
import dev.penstock.engine.job.JobResult.Failure;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.job.JobResult.Success;
import dev.penstock.engine.rule.RuleTypes;
import dev.penstock.providers.FailedAction;
import dev.penstock.providers.RuleJob;
import dev.penstock.providers.RuleProvider;
import dev.penstock.providers.aws.AwsClients;
import dev.penstock.providers.aws.AwsFailures;
import dev.penstock.providers.aws.AwsService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildBatch;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codepipeline.model.FailureType;

/**
 * Runs a build, or a batch of them, and holds if it succeeds (spec engine 6.3, providers 1.6). The rule execution's id is
 * the build's idempotency token, so a start that is repeated after a crash finds the same build. Between two looks at the
 * build nothing is held; the token of the next job is the build's id.
 *
 * <p>The build reads its sources from the artifact store, as S3 sources: only AWS itself may start builds with sources of
 * type {@code CODEPIPELINE}. So the project's role must be able to read that store. A rule has no use for what a build
 * makes: its artifacts are switched off, and {@code CombineArtifacts} has no effect.
 */
public final class CodeBuildRule implements RuleProvider {
    private final AwsClients clients;

    public CodeBuildRule(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public String provider() {
        return RuleTypes.CODE_BUILD;
    }

    @Override
    public JobResult perform(RuleJob job) {
        try {
            return new Run(job, clients.codeBuild(job.work().region())).perform();
        } catch (FailedAction failed) {
            return failed.failure();
        }
    }

    /** @param status as CodeBuild spells it */
    private record Seen(String id, String status) {}

    private record Run(RuleJob job, CodeBuildClient builds) {

        JobResult perform() {
            String project = job.setting("ProjectName").orElse("");
            String known = job.job().continuationToken();
            try {
                return judged(known == null ? start(project) : look(known));
            } catch (FailedAction failed) {
                return failed.failure();
            } catch (SdkException error) {
                if (known != null && AwsFailures.passing(error)) {
                    // The build goes on, whether or not somebody answers just now.
                    return new Continuation(known, Progress.NONE, null);
                }
                return AwsFailures.code(error).equals("ResourceNotFoundException")
                        ? new Failure(
                                FailureType.CONFIGURATION_ERROR,
                                "Error calling startBuild: the project '" + project + "' does not exist in region '"
                                        + job.work().region() + "'. Edit your pipeline to name one that does.",
                                null)
                        : AwsFailures.of(error, AwsService.CODE_BUILD, "the project '" + project + "'");
            }
        }

        private boolean batch() {
            return job.setting("BatchEnabled").filter("true"::equals).isPresent();
        }

        private Seen start(String project) {
            List<EnvironmentVariable> variables = job.setting("EnvironmentVariables")
                    .map(BuildVariables::parse)
                    .orElse(List.of());
            ArtifactLocation primary = primary();
            List<ProjectSource> others = job.job().inputs().stream()
                    .filter(input -> !input.name().equals(primary.name()))
                    .map(Run::source)
                    .toList();
            String token = job.job().actionExecutionId();
            if (batch()) {
                BuildBatch started = builds.startBuildBatch(request -> request.projectName(project)
                                .idempotencyToken(token)
                                .sourceTypeOverride(SourceType.S3)
                                .sourceLocationOverride(location(primary))
                                .secondarySourcesOverride(others)
                                .environmentVariablesOverride(variables)
                                .artifactsOverride(artifacts -> artifacts.type("NO_ARTIFACTS")))
                        .buildBatch();
                return new Seen(started.id(), started.buildBatchStatusAsString());
            }
            Build started = builds.startBuild(request -> request.projectName(project)
                            .idempotencyToken(token)
                            .sourceTypeOverride(SourceType.S3)
                            .sourceLocationOverride(location(primary))
                            .secondarySourcesOverride(others)
                            .environmentVariablesOverride(variables)
                            .artifactsOverride(artifacts -> artifacts.type("NO_ARTIFACTS")))
                    .build();
            return new Seen(started.id(), started.buildStatusAsString());
        }

        private ArtifactLocation primary() {
            List<ArtifactLocation> inputs = job.job().inputs();
            String named = job.setting("PrimarySource").orElse(inputs.getFirst().name());
            return inputs.stream()
                    .filter(input -> input.name().equals(named))
                    .findFirst()
                    .orElseThrow(() -> new FailedAction(
                            FailureType.CONFIGURATION_ERROR,
                            "The PrimarySource '" + named + "' is not one of the rule's input artifacts."));
        }

        private static ProjectSource source(ArtifactLocation input) {
            return ProjectSource.builder()
                    .type(SourceType.S3)
                    .location(location(input))
                    .sourceIdentifier(input.name())
                    .build();
        }

        private static String location(ArtifactLocation at) {
            return at.bucket() + "/" + at.key();
        }

        private Seen look(String id) {
            Optional<String> status = batch()
                    ? builds.batchGetBuildBatches(request -> request.ids(id)).buildBatches().stream()
                            .findFirst()
                            .map(BuildBatch::buildBatchStatusAsString)
                    : builds.batchGetBuilds(request -> request.ids(id)).builds().stream()
                            .findFirst()
                            .map(Build::buildStatusAsString);
            return new Seen(
                    id,
                    status.orElseThrow(() -> new FailedAction(
                            FailureType.CONFIGURATION_ERROR, "The build '" + id + "' does not exist any more.")));
        }

        private JobResult judged(Seen build) {
            Progress progress = Progress.NONE
                    .withExternalExecutionId(build.id)
                    .withExternalExecutionUrl("https://console.aws.amazon.com/codebuild/home?region="
                            + job.work().region() + "#/" + (batch() ? "build-batches/" : "builds/")
                            + Urls.encoded(build.id) + "/view/new");
            return switch (build.status) {
                case "SUCCEEDED" -> new Success(progress, null, Map.of());
                case "IN_PROGRESS" -> new Continuation(build.id, progress, null);
                default ->
                    new Failure(FailureType.JOB_FAILED, "Build terminated with state: " + build.status, build.id);
            };
        }
    }
}
