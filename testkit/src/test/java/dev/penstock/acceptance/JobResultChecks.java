package dev.penstock.acceptance;

import static dev.penstock.acceptance.Shop.buildAction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.testkit.PenstockExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.InvalidActionDeclarationException;
import software.amazon.awssdk.services.codepipeline.model.InvalidJobStateException;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.JobDetails;
import software.amazon.awssdk.services.codepipeline.model.JobNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.OutputVariablesSizeExceededException;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.ValidationException;

/** Which result counts and what it shows: checks 5 to 7, 10 and 18 of spec jobs 25. */
@Timeout(120)
abstract class JobResultChecks {
    @RegisterExtension
    final PenstockExtension penstock;

    private Site site;
    private Shop shop;

    JobResultChecks(PenstockExtension.Builder server) {
        penstock = server.movableClock().build();
    }

    @BeforeEach
    void aPipelineWithABuild() {
        site = new Site(penstock);
        shop = new Shop(site.customer()).withTypes();
    }

    @Test
    void check05_aResultWithoutAcknowledgementIsRefused() {
        shop.startedWith(buildAction());
        Job job = shop.buildJob();
        assertThatThrownBy(() -> shop.succeed(job)).isInstanceOf(InvalidJobStateException.class);
        assertThatThrownBy(() -> shop.fail(job, "no")).isInstanceOf(InvalidJobStateException.class);
        assertThat(shop.acknowledge(job)).isEqualTo(JobStatus.IN_PROGRESS);
    }

    @Test
    void check05_afterASuccessOnlyItsRepetitionIsWelcome() {
        shop.startedWith(buildAction());
        Job job = shop.acknowledgedBuildJob();
        shop.succeed(job);
        assertThat(shop.latest("Compile").status()).isEqualTo(ActionExecutionStatus.SUCCEEDED);
        assertThatCode(() -> shop.succeed(job)).doesNotThrowAnyException();
        assertThatThrownBy(() -> shop.fail(job, "after all"))
                .isInstanceOf(InvalidJobStateException.class)
                .hasMessageContaining("Job with id " + job.id() + " has already terminated");
        assertThatThrownBy(() -> site.customer()
                        .putJobSuccessResult(result -> result.jobId(job.id()).outputVariables(Map.of("a", "b"))))
                .isInstanceOf(InvalidJobStateException.class)
                .hasMessageContaining("The status of job with id " + job.id() + " is already set to the desired value."
                        + " It cannot be updated with the same status, but different result or output variables.");
        assertThat(shop.latest("Compile").status()).isEqualTo(ActionExecutionStatus.SUCCEEDED);
    }

    @Test
    void check05_afterAFailureOnlyItsRepetitionIsWelcome() {
        shop.startedWith(buildAction());
        Job job = shop.acknowledgedBuildJob();
        shop.fail(job, "3 of 214 tests failed");
        assertThatCode(() -> shop.fail(job, "3 of 214 tests failed")).doesNotThrowAnyException();
        assertThatThrownBy(() -> shop.succeed(job)).isInstanceOf(InvalidJobStateException.class);
        ActionExecution latest = shop.latest("Compile");
        assertThat(latest.status()).isEqualTo(ActionExecutionStatus.FAILED);
        assertThat(latest.errorDetails().code()).isEqualTo("JobFailed");
        assertThat(latest.errorDetails().message()).isEqualTo("3 of 214 tests failed");
    }

    @Test
    void check05_afterATimeOutEveryResultIsRefused() {
        shop.startedWith(buildAction());
        Job job = shop.acknowledgedBuildJob();
        site.advance(Duration.ofHours(24).plusSeconds(1));
        site.until(() -> shop.latest("Compile").status() == ActionExecutionStatus.FAILED);
        assertThat(shop.latest("Compile").errorDetails().code()).isEqualTo("TimedOut");
        assertThatThrownBy(() -> shop.succeed(job)).isInstanceOf(InvalidJobStateException.class);
        assertThat(shop.acknowledge(job)).isEqualTo(JobStatus.TIMED_OUT);
    }

    @Test
    void check06_aContinuedJobComesBackAfterTheDelayWithItsTokenAndItsPlaces() {
        shop.startedWith(buildAction());
        Job first = shop.acknowledgedBuildJob();
        site.customer()
                .putJobSuccessResult(result -> result.jobId(first.id())
                        .continuationToken("b-871")
                        .executionDetails(details -> details.summary("queued")
                                .externalExecutionId("b-871")
                                .percentComplete(0)));

        ActionExecution meanwhile = shop.latest("Compile");
        assertThat(meanwhile.status()).isEqualTo(ActionExecutionStatus.IN_PROGRESS);
        assertThat(meanwhile.summary()).isEqualTo("queued");
        assertThat(meanwhile.percentComplete()).isZero();
        assertThat(meanwhile.externalExecutionUrl()).isEqualTo("https://acme.test/job/shop-api/b-871/");
        site.advance(Duration.ofSeconds(29));
        assertThat(shop.pollBuild()).isEmpty();

        site.advance(Duration.ofSeconds(1));
        Job second = shop.acknowledgedBuildJob();
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.nonce()).isEqualTo("3");
        assertThat(second.data().continuationToken()).isEqualTo("b-871");
        assertThat(second.data().outputArtifacts()).isEqualTo(first.data().outputArtifacts());
        assertThat(second.data().pipelineContext()).isEqualTo(first.data().pipelineContext());
        assertThat(second.data().artifactCredentials())
                .isNotEqualTo(first.data().artifactCredentials());

        site.customer().putJobSuccessResult(result -> result.jobId(second.id()).continuationToken("b-871"));
        ActionExecution later = shop.latest("Compile");
        assertThat(later.status()).isEqualTo(ActionExecutionStatus.IN_PROGRESS);
        assertThat(later.summary()).isEqualTo("queued");
        assertThat(later.percentComplete()).isZero();
        assertThat(later.externalExecutionId()).isEqualTo("b-871");
    }

    @Test
    void check06_aRepeatedContinuationMakesNoSecondJob() {
        shop.startedWith(buildAction());
        Job job = shop.acknowledgedBuildJob();
        for (int i = 0; i < 2; i++) {
            site.customer().putJobSuccessResult(result -> result.jobId(job.id()).continuationToken("b-871"));
        }
        site.advance(Duration.ofSeconds(30));
        assertThat(site.customer()
                        .pollForJobs(request -> request.actionTypeId(Shop.BUILD)
                                .queryParam(Map.of("ProjectName", "shop-api"))
                                .maxBatchSize(10))
                        .jobs())
                .hasSize(1);
    }

    @Test
    void check07_aTokenTogetherWithVariablesIsRefusedAndTheJobGoesOn() {
        shop.startedWith(buildAction());
        Job job = shop.acknowledgedBuildJob();
        assertThatThrownBy(() -> site.customer()
                        .putJobSuccessResult(result -> result.jobId(job.id())
                                .continuationToken("b-871")
                                .outputVariables(Map.of("version", "1"))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("A job can not contain both a continuation token and output variables.");
        assertThatThrownBy(() -> site.customer()
                        .putJobSuccessResult(result ->
                                result.jobId(job.id()).outputVariables(Map.of("version", "x".repeat(122_880)))))
                .isInstanceOf(OutputVariablesSizeExceededException.class);
        assertThat(shop.latest("Compile").status()).isEqualTo(ActionExecutionStatus.IN_PROGRESS);
        shop.succeed(job);
        assertThat(shop.latest("Compile").status()).isEqualTo(ActionExecutionStatus.SUCCEEDED);
    }

    @Test
    void check10_secretsAreMaskedEverywhereButInTheJobAndKeptByTheMask() {
        shop.startedWith(buildAction());
        PipelineDeclaration shown = site.customer()
                .getPipeline(request -> request.name(Shop.PIPELINE))
                .pipeline();
        assertThat(configuration(shown)).containsEntry("DeployKey", "****").containsEntry("ProjectName", "shop-api");
        Job job = shop.acknowledgedBuildJob();
        assertThat(job.data().actionConfiguration().configuration()).containsEntry("DeployKey", Shop.SECRET);
        assertThat(details(job).data().actionConfiguration().configuration()).containsEntry("DeployKey", Shop.SECRET);
        shop.succeed(job);

        site.customer().updatePipeline(request -> request.pipeline(shown));
        site.customer().startPipelineExecution(request -> request.name(Shop.PIPELINE));
        shop.sourced(Shop.PIPELINE);
        assertThat(shop.buildJob().data().actionConfiguration().configuration())
                .containsEntry("DeployKey", Shop.SECRET);

        PipelineDeclaration renamed = Shop.pipeline(
                Shop.PIPELINE,
                buildAction()
                        .copy(action -> action.name("Package")
                                .configuration(Map.of("ProjectName", "shop-api", "DeployKey", "****"))));
        assertThatThrownBy(() -> site.customer().updatePipeline(request -> request.pipeline(renamed)))
                .isInstanceOf(InvalidActionDeclarationException.class)
                .hasMessageContaining("Action configuration for the new action 'Package' contains an invalid"
                        + " configuration for the secret property 'DeployKey'. '****' may be used in secret properties"
                        + " only when updating an existing action.");
    }

    @Test
    void detailsOfAFinishedJobCarryNeitherSecretsNorCredentialsAndGoAfterADay() {
        shop.startedWith(buildAction());
        Job job = shop.acknowledgedBuildJob();
        shop.succeed(job);
        JobDetails details = details(job);
        assertThat(details.data().artifactCredentials()).isNull();
        assertThat(details.data().actionConfiguration().configuration())
                .isEqualTo(Map.of("ProjectName", "shop-api", "DeployKey", "****"));
        site.advance(Duration.ofHours(24));
        assertThatThrownBy(() -> details(job)).isInstanceOf(JobNotFoundException.class);
    }

    @Test
    void check18_aResultForAnAbandonedActionIsAnsweredAndRevivesNothing() {
        String execution = shop.startedWith(buildAction());
        Job job = shop.acknowledgedBuildJob();
        site.customer()
                .stopPipelineExecution(stop -> stop.pipelineName(Shop.PIPELINE)
                        .pipelineExecutionId(execution)
                        .abandon(true));
        assertThat(shop.latest("Compile").status()).isEqualTo(ActionExecutionStatus.ABANDONED);
        // the live service answers 200 here (spec corrections 1)
        assertThatCode(() -> shop.succeed(job)).doesNotThrowAnyException();
        assertThatCode(() -> shop.fail(job, "too late")).doesNotThrowAnyException();
        assertThat(shop.latest("Compile").status()).isEqualTo(ActionExecutionStatus.ABANDONED);
        assertThat(shop.acknowledge(job)).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void check18_aRetryIsANewAttemptWithANewJob() {
        String execution = shop.startedWith(buildAction());
        Job failed = shop.acknowledgedBuildJob();
        shop.fail(failed, "red");

        site.customer()
                .retryStageExecution(retry -> retry.pipelineName(Shop.PIPELINE)
                        .stageName(failed.data().pipelineContext().stage().name())
                        .pipelineExecutionId(execution)
                        .retryMode(StageRetryMode.FAILED_ACTIONS));

        Job retried = shop.acknowledgedBuildJob();
        assertThat(retried.id()).isNotEqualTo(failed.id());
        assertThat(attempt(retried)).isNotEqualTo(attempt(failed));
        assertThatThrownBy(() -> shop.succeed(failed)).isInstanceOf(InvalidJobStateException.class);
        shop.succeed(retried);
        assertThat(shop.latest("Compile").status()).isEqualTo(ActionExecutionStatus.SUCCEEDED);
    }

    private static String attempt(Job job) {
        return job.data().pipelineContext().action().actionExecutionId();
    }

    private JobDetails details(Job job) {
        return site.customer().getJobDetails(request -> request.jobId(job.id())).jobDetails();
    }

    private static Map<String, String> configuration(PipelineDeclaration pipeline) {
        List<Map<String, String>> configurations = pipeline.stages().stream()
                .flatMap(stage -> stage.actions().stream())
                .filter(action -> action.name().equals("Compile"))
                .map(action -> action.configuration())
                .toList();
        assertThat(configurations).hasSize(1);
        return configurations.getFirst();
    }
}
