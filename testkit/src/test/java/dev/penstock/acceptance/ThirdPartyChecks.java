package dev.penstock.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.testkit.Operator.ClientPair;
import dev.penstock.testkit.PenstockExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.InvalidClientTokenException;
import software.amazon.awssdk.services.codepipeline.model.InvalidJobException;
import software.amazon.awssdk.services.codepipeline.model.InvalidNonceException;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.JobNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineContext;
import software.amazon.awssdk.services.codepipeline.model.ThirdPartyJob;
import software.amazon.awssdk.services.codepipeline.model.ThirdPartyJobDetails;
import software.amazon.awssdk.services.codepipeline.model.ValidationException;

/** A partner's worker in its own account: check 11 of spec jobs 25, and all that a wrong caller is refused. */
@Timeout(120)
abstract class ThirdPartyChecks {
    static final String LOAD_NAME = "Test/ThirdParty/AcmeLoad/1";
    static final String DECLARATION = """
            {"id":{"category":"Test","owner":"ThirdParty","provider":"AcmeLoad","version":"1"},
             "executor":{"type":"JobWorker","jobTimeout":600,
               "configuration":{"jobWorkerExecutorConfiguration":{"pollingAccounts":["222222222222"]}}},
             "permissions":{"allowedAccounts":["*"]},
             "inputArtifactDetails":{"minimumCount":0,"maximumCount":1},
             "outputArtifactDetails":{"minimumCount":0,"maximumCount":1},
             "properties":[
               {"name":"Scenario","optional":false,"key":true,"noEcho":false},
               {"name":"ApiKey","optional":true,"key":false,"noEcho":true}]}""";
    private static final ActionTypeId LOAD = ActionTypeId.builder()
            .category("Test")
            .owner(ActionOwner.THIRD_PARTY)
            .provider("AcmeLoad")
            .version("1")
            .build();

    @RegisterExtension
    final PenstockExtension penstock;

    private Site site;
    private Shop shop;
    private CodePipelineClient partner;
    private ClientPair client;

    ThirdPartyChecks(PenstockExtension.Builder server) {
        penstock = server.movableClock().build();
    }

    @BeforeEach
    void aPipelineWithAPartnersLoadTest() {
        site = new Site(penstock);
        partner = site.partner();
        shop = new Shop(site.customer()).withTypes();
        site.register(DECLARATION);
        client = site.client(Site.CUSTOMER, LOAD_NAME);
        shop.startedWith(ActionDeclaration.builder()
                .name("LoadTest")
                .actionTypeId(LOAD)
                .configuration(Map.of("Scenario", "checkout.zip", "ApiKey", Shop.SECRET))
                .inputArtifacts(artifact -> artifact.name("SourceOut"))
                .outputArtifacts(artifact -> artifact.name("Report"))
                .build());
    }

    @Test
    void check11_aPollTellsOnlyWhichCustomerHasWhichJob() {
        ThirdPartyJob job = polled();
        assertThat(job.clientId()).isEqualTo(client.id());
        assertThat(job.jobId()).hasSize(36);
        assertThat(polls(partner)).isEmpty();
    }

    @Test
    void check11_detailsShowAllButWhoTheCustomerIs() {
        ThirdPartyJobDetails details = details(polled().jobId(), client.token());
        assertThat(details.nonce()).isEqualTo("3");
        assertThat(details.data().actionConfiguration().configuration())
                .isEqualTo(Map.of("Scenario", "checkout.zip", "ApiKey", Shop.SECRET));
        assertThat(details.data().inputArtifacts())
                .singleElement()
                .satisfies(artifact -> assertThat(artifact.name()).isEqualTo("SourceOut"));
        assertThat(details.data().artifactCredentials()).isNotNull();
        PipelineContext context = details.data().pipelineContext();
        assertThat(context.pipelineName()).isEqualTo(Shop.PIPELINE);
        assertThat(context.stage().name()).isEqualTo("Build");
        assertThat(context.action().name()).isEqualTo("LoadTest");
        assertThat(context.action().actionExecutionId()).isNotNull();
        assertThat(context.pipelineArn()).isNull();
        assertThat(context.pipelineExecutionId()).isNull();
        assertThat(details.toString()).doesNotContain(Site.CUSTOMER);
    }

    @Test
    void check11_theTokenOfAnotherClientOpensNothing() {
        String other = site.client(Site.STRANGER, LOAD_NAME).token();
        String job = polled().jobId();
        for (String wrong : List.of(other, "guess", client.token() + "x", client.id())) {
            assertThatThrownBy(() -> details(job, wrong))
                    .isInstanceOf(InvalidClientTokenException.class)
                    .hasMessageContaining("The client token is not valid for job '" + job + "'")
                    .hasMessageNotContaining(wrong.equals("guess") ? "\u0000" : wrong);
            assertThatThrownBy(() -> acknowledge(job, "3", wrong)).isInstanceOf(InvalidClientTokenException.class);
            assertThatThrownBy(() -> acknowledge(job, "wrong-nonce", wrong))
                    .isInstanceOf(InvalidClientTokenException.class);
            assertThatThrownBy(() -> succeed(job, wrong)).isInstanceOf(InvalidClientTokenException.class);
            assertThatThrownBy(() -> fail(job, wrong)).isInstanceOf(InvalidClientTokenException.class);
        }
        assertThat(acknowledge(job, "3", client.token())).isEqualTo(JobStatus.IN_PROGRESS);
    }

    @Test
    void check11_aRotatedTokenStaysGoodForItsGrace() {
        String job = polled().jobId();
        String fresh = site.rotate(Site.CUSTOMER, LOAD_NAME, Duration.ofSeconds(60));
        assertThat(fresh).isNotEqualTo(client.token());
        assertThatCode(() -> details(job, fresh)).doesNotThrowAnyException();
        assertThatCode(() -> details(job, client.token())).doesNotThrowAnyException();
        site.advance(Duration.ofSeconds(60));
        assertThatThrownBy(() -> details(job, client.token())).isInstanceOf(InvalidClientTokenException.class);
        assertThatCode(() -> details(job, fresh)).doesNotThrowAnyException();
    }

    @Test
    void theWholeStoryOfAContinuedJob() {
        String first = polled().jobId();
        assertThat(acknowledge(first, details(first, client.token()).nonce(), client.token()))
                .isEqualTo(JobStatus.IN_PROGRESS);
        partner.putThirdPartyJobSuccessResult(result -> result.jobId(first)
                .clientToken(client.token())
                .continuationToken("run-77")
                .executionDetails(details -> details.summary("load test running")
                        .externalExecutionId("run-77")
                        .percentComplete(10)));
        assertThat(shop.latest("LoadTest").percentComplete()).isEqualTo(10);
        site.advance(Duration.ofSeconds(30));
        String second = polled().jobId();
        assertThat(second).isNotEqualTo(first);
        ThirdPartyJobDetails details = details(second, client.token());
        assertThat(details.data().continuationToken()).isEqualTo("run-77");
        acknowledge(second, details.nonce(), client.token());
        succeed(second, client.token());
        assertThat(shop.latest("LoadTest").status()).isEqualTo(ActionExecutionStatus.SUCCEEDED);
        assertThatThrownBy(() -> details(second, client.token())).isInstanceOf(InvalidJobException.class);
    }

    @Test
    void aJobThatRunsOverThePartnersLimitTimesOut() {
        String job = polled().jobId();
        acknowledge(job, "3", client.token());
        site.advance(Duration.ofSeconds(600));
        site.until(() -> shop.latest("LoadTest").status() == ActionExecutionStatus.FAILED);
        assertThat(acknowledge(job, "3", client.token())).isEqualTo(JobStatus.TIMED_OUT);
    }

    @Test
    void aStaleNonceIsRefused() {
        String job = polled().jobId();
        site.advance(Duration.ofSeconds(31));
        assertThat(polled().jobId()).isEqualTo(job);
        assertThatThrownBy(() -> acknowledge(job, "3", client.token())).isInstanceOf(InvalidNonceException.class);
        assertThat(details(job, client.token()).nonce()).isEqualTo("5");
        assertThat(acknowledge(job, "5", client.token())).isEqualTo(JobStatus.IN_PROGRESS);
    }

    @Test
    void onlyThePartnersAccountsMayPollAndTouchItsJobs() {
        String job = polled().jobId();
        for (CodePipelineClient foreign : List.of(site.customer(), site.stranger())) {
            assertThatThrownBy(() -> polls(foreign)).isInstanceOf(ActionTypeNotFoundException.class);
            assertThatThrownBy(() -> foreign.getThirdPartyJobDetails(
                            request -> request.jobId(job).clientToken(client.token())))
                    .isInstanceOf(JobNotFoundException.class);
            assertThatThrownBy(() -> foreign.acknowledgeThirdPartyJob(
                            request -> request.jobId(job).nonce("3").clientToken(client.token())))
                    .isInstanceOf(JobNotFoundException.class);
            assertThatThrownBy(() -> foreign.putThirdPartyJobSuccessResult(
                            result -> result.jobId(job).clientToken(client.token())))
                    .isInstanceOf(JobNotFoundException.class);
        }
        assertThatThrownBy(() -> site.customer()
                        .acknowledgeJob(request -> request.jobId(job).nonce("3")))
                .isInstanceOf(JobNotFoundException.class);
    }

    @Test
    void theTwoPollsKeepToTheirOwners() {
        assertThatThrownBy(() -> partner.pollForJobs(request -> request.actionTypeId(LOAD)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("PollForJobs can only be used with action types whose owner is Custom");
        assertThatThrownBy(() -> site.customer().pollForThirdPartyJobs(request -> request.actionTypeId(Shop.BUILD)))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void aCustomJobIsNotForPartners() {
        site.customer().startPipelineExecution(request -> request.name(Shop.PIPELINE));
        Job custom = Shop.oneJob(shop.poll(Shop.FEED, null));
        assertThatThrownBy(() -> details(custom.id(), client.token())).isInstanceOf(InvalidJobException.class);
        assertThatThrownBy(() -> acknowledge(custom.id(), custom.nonce(), client.token()))
                .isInstanceOf(JobNotFoundException.class);
        assertThatThrownBy(() -> succeed(custom.id(), client.token())).isInstanceOf(JobNotFoundException.class);
    }

    private ThirdPartyJob polled() {
        List<ThirdPartyJob> jobs = polls(partner);
        assertThat(jobs).hasSize(1);
        return jobs.getFirst();
    }

    private static List<ThirdPartyJob> polls(CodePipelineClient caller) {
        return caller.pollForThirdPartyJobs(request -> request.actionTypeId(LOAD))
                .jobs();
    }

    private ThirdPartyJobDetails details(String job, String token) {
        return partner.getThirdPartyJobDetails(request -> request.jobId(job).clientToken(token))
                .jobDetails();
    }

    private JobStatus acknowledge(String job, String nonce, String token) {
        return partner.acknowledgeThirdPartyJob(
                        request -> request.jobId(job).nonce(nonce).clientToken(token))
                .status();
    }

    private void succeed(String job, String token) {
        partner.putThirdPartyJobSuccessResult(result -> result.jobId(job).clientToken(token));
    }

    private void fail(String job, String token) {
        partner.putThirdPartyJobFailureResult(result -> result.jobId(job)
                .clientToken(token)
                .failureDetails(failure -> failure.type("JobFailed").message("no")));
    }
}
