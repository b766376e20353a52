package dev.penstock.acceptance;

import static dev.penstock.acceptance.Shop.buildAction;
import static dev.penstock.acceptance.Shop.oneJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.testkit.PenstockExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.InvalidNonceException;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.JobNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.ValidationException;

/** Who gets a job, and whose it is: checks 1 to 4, 8, 9 and 12 of spec jobs 25. */
@Timeout(120)
abstract class JobDeliveryChecks {
    private static final int WORKERS = 8;

    @RegisterExtension
    final PenstockExtension penstock;

    private Site site;
    private Shop shop;

    JobDeliveryChecks(PenstockExtension.Builder server) {
        penstock = server.movableClock().build();
    }

    @BeforeEach
    void aPipelineWithABuild() {
        site = new Site(penstock);
        shop = new Shop(site.customer()).withTypes();
    }

    @Test
    void check01_ofManyConcurrentPollsOverOneQueuedJobExactlyOneGetsIt() throws Exception {
        shop.startedWith(buildAction());
        CyclicBarrier together = new CyclicBarrier(WORKERS);
        Callable<List<Job>> poll = () -> {
            together.await();
            return shop.pollBuild();
        };
        List<Job> taken = new ArrayList<>();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Job>>> polls = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                polls.add(workers.submit(poll));
            }
            for (Future<List<Job>> each : polls) {
                taken.addAll(each.get());
            }
        }
        assertThat(taken).hasSize(1);
    }

    @Test
    void check02_aJobThatNobodyAcknowledgedIsDeliveredAgainUnderANewNonce() {
        shop.startedWith(buildAction());
        Job first = shop.buildJob();
        site.advance(Duration.ofSeconds(29));
        assertThat(shop.pollBuild()).isEmpty();
        site.advance(Duration.ofSeconds(2));
        Job second = shop.buildJob();
        assertThat(first.nonce()).isEqualTo("3");
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.nonce()).isEqualTo("5");
        assertThatThrownBy(() -> shop.acknowledge(first))
                .isInstanceOf(InvalidNonceException.class)
                .hasMessageContaining("The nonce '3' is not valid for job '" + first.id() + "'");
        assertThat(shop.acknowledge(second)).isEqualTo(JobStatus.IN_PROGRESS);
    }

    @Test
    void check03_aLateAcknowledgementWithTheOnlyNonceIsAccepted() {
        shop.startedWith(buildAction());
        Job job = shop.buildJob();
        site.advance(Duration.ofSeconds(31));
        assertThat(shop.acknowledge(job)).isEqualTo(JobStatus.IN_PROGRESS);
        assertThat(shop.pollBuild()).isEmpty();
    }

    @Test
    void check04_aSecondAcknowledgementFromAnotherCallerIsRefused() {
        shop.startedWith(buildAction());
        Job job = shop.acknowledgedBuildJob();
        // two builds of one Jenkins share their key and hold the same job (spec jobs 22.1)
        assertThatThrownBy(() -> shop.acknowledge(job)).isInstanceOf(InvalidNonceException.class);
        assertThatThrownBy(() -> new Shop(site.colleague()).acknowledge(job)).isInstanceOf(InvalidNonceException.class);
    }

    @Test
    void check08_artifactListsAreAlwaysThereAndAFirstJobHasNoTokenKey() {
        shop.startedWith(
                buildAction().copy(action -> action.inputArtifacts(List.of()).outputArtifacts(List.of())));
        Map<String, Object> nothing = site.rawCall(
                "PollForJobs",
                Map.of(
                        "actionTypeId",
                        Map.of("category", "Source", "owner", "Custom", "provider", "Feed", "version", "1")));
        assertThat(nothing).isEqualTo(Map.of("jobs", List.of()));

        Map<String, Object> answer = site.rawCall(
                "PollForJobs",
                Map.of(
                        "actionTypeId",
                        Map.of("category", "Build", "owner", "Custom", "provider", "AcmeBuild", "version", "2"),
                        "queryParam",
                        Map.of("ProjectName", "shop-api")));
        assertThat(answer)
                .extractingByKey("jobs")
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .singleElement()
                .extracting(job -> job.get("data"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("inputArtifacts", List.of())
                .containsEntry("outputArtifacts", List.of())
                .doesNotContainKeys("continuationToken", "encryptionKey");
    }

    @Test
    void check09_theQueryParameterMustNameTheQueryablePropertyAndItsValueSelects() {
        shop.startedWith(buildAction());
        assertThatThrownBy(() -> shop.poll(Shop.BUILD, null))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("Query parameter 'ProjectName' is required for this action type");
        assertThatThrownBy(() -> site.customer()
                        .pollForJobs(
                                request -> request.actionTypeId(Shop.BUILD).queryParam(Map.of("Project", "shop-api"))))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> shop.poll(Shop.BUILD, "shop api")).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> site.customer()
                        .pollForJobs(request -> request.actionTypeId(Shop.FEED).queryParam(Map.of("ProjectName", "x"))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("Action type has no queryable property");
        assertThat(shop.poll(Shop.BUILD, "other-project")).isEmpty();
        assertThat(shop.poll(Shop.BUILD, "Shop-Api")).isEmpty();
        assertThat(shop.poll(Shop.BUILD, "shop-api")).hasSize(1);
    }

    @Test
    void check12_aDeletedTypeCannotBePolledAndOnlyItsOwnDefinitionBringsItBack() {
        shop.startedWith(buildAction());
        Job held = shop.buildJob();
        site.customer()
                .deleteCustomActionType(
                        type -> type.category("Build").provider("AcmeBuild").version("2"));
        assertThatThrownBy(shop::pollBuild)
                .isInstanceOf(ActionTypeNotFoundException.class)
                .hasMessageContaining(
                        "ActionType (Category: 'Build', Owner: 'Custom', Provider: 'AcmeBuild', Version: '2')"
                                + " is not available");
        assertThat(shop.acknowledge(held)).isEqualTo(JobStatus.IN_PROGRESS);

        assertThatThrownBy(() -> site.customer()
                        .createCustomActionType(Shop.buildType()
                                .andThen(type -> type.outputArtifactDetails(
                                        count -> count.minimumCount(0).maximumCount(1)))))
                .isInstanceOfSatisfying(
                        CodePipelineException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ActionTypeAlreadyExistsException"));
        site.customer().createCustomActionType(Shop.buildType());
        assertThat(shop.pollBuild()).isEmpty();
        site.customer()
                .createCustomActionType(Shop.buildType()
                        .andThen(type -> type.version("3")
                                .outputArtifactDetails(
                                        count -> count.minimumCount(0).maximumCount(1))));
        assertThat(site.customer()
                        .listActionTypes(list -> list.actionOwnerFilter("Custom"))
                        .actionTypes())
                .extracting(type -> type.id().version())
                .containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    void jobsOfAnotherAccountDoNotExist() {
        shop.startedWith(buildAction());
        Job job = shop.buildJob();
        Shop stranger = new Shop(site.stranger());
        assertThatThrownBy(stranger::pollBuild).isInstanceOf(ActionTypeNotFoundException.class);
        assertThatThrownBy(() -> stranger.acknowledge(job))
                .isInstanceOf(JobNotFoundException.class)
                .hasMessageContaining("Job with id '" + job.id() + "' does not exist");
        assertThatThrownBy(() -> site.stranger().getJobDetails(request -> request.jobId(job.id())))
                .isInstanceOf(JobNotFoundException.class);
        assertThatThrownBy(() -> stranger.succeed(job)).isInstanceOf(JobNotFoundException.class);
        assertThatThrownBy(() -> stranger.fail(job, "no")).isInstanceOf(JobNotFoundException.class);
        assertThat(shop.acknowledge(job)).isEqualTo(JobStatus.IN_PROGRESS);
    }

    @Test
    void aParkedPollReceivesAJobTheMomentItExists() throws Exception {
        site.customer().createPipeline(request -> request.pipeline(Shop.pipeline(Shop.PIPELINE, buildAction())));
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Job>> parked = workers.submit(() -> site.waiting(Duration.ofSeconds(20))
                    .pollForJobs(
                            request -> request.actionTypeId(Shop.BUILD).queryParam(Map.of("ProjectName", "shop-api")))
                    .jobs());
            shop.sourced(Shop.PIPELINE);
            assertThat(oneJob(parked.get()).nonce()).isEqualTo("3");
        }
    }
}
