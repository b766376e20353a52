package dev.penstock.engine;

import static dev.penstock.engine.scenario.Draft.approval;
import static dev.penstock.engine.scenario.Draft.build;
import static dev.penstock.engine.scenario.Draft.check;
import static dev.penstock.engine.scenario.Draft.deploy;
import static dev.penstock.engine.scenario.Draft.pipeline;
import static dev.penstock.engine.scenario.Draft.s3Source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.scenario.Draft;
import dev.penstock.engine.scenario.KnownTypes;
import dev.penstock.engine.scenario.World;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;

@DisplayName("Running a pipeline (spec engine 4, 12)")
class RunningAPipelineTest {

    static Draft shop() {
        return pipeline("shop")
                .stage("Source", s3Source("Source"))
                .stage("Verify", check("Check").in("SourceOut").out("Report"))
                .stage("Approve", approval("Ask"))
                .stage("Release", deploy("Deploy"));
    }

    @Test
    void theMainJobRunsFromSourceToRelease() {
        World world = World.with(shop());
        String run = world.start();
        world.delivers(run, "Source", "v1");
        world.succeeds(run, "Check");
        world.approves(run, "Ask");
        world.succeeds(run, "Deploy");

        assertThat(world.execution(run).status()).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        assertThat(world.execution(run).live()).isFalse();
        assertThat(world.execution(run).stages().values())
                .allSatisfy(stage -> assertThat(stage.status()).isEqualTo(StageExecutionStatus.SUCCEEDED));
        assertThat(world.jobs())
                .hasSize(4)
                .allSatisfy(job -> assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED));
    }

    @Test
    @DisplayName("events come in the order of spec events 1.6")
    void eventsTellTheStoryInOrder() {
        World world = World.with(shop());
        String run = world.start();
        world.delivers(run, "Source", "v1");
        world.succeeds(run, "Check");
        world.approves(run, "Ask");
        world.fails(run, "Deploy");

        assertThat(world.eventsOf(run))
                .containsExactly(
                        "pipeline STARTED",
                        "stage Source STARTED",
                        "action Source STARTED",
                        "action Source SUCCEEDED",
                        "stage Source SUCCEEDED",
                        "stage Verify STARTED",
                        "action Check STARTED",
                        "action Check SUCCEEDED",
                        "stage Verify SUCCEEDED",
                        "stage Approve STARTED",
                        "action Ask STARTED",
                        "action Ask SUCCEEDED",
                        "stage Approve SUCCEEDED",
                        "stage Release STARTED",
                        "action Deploy STARTED",
                        "action Deploy FAILED",
                        "stage Release FAILED",
                        "pipeline FAILED");
    }

    @Test
    @DisplayName("a partner's job knows its customer and waits in the partner's queue (spec jobs 11)")
    void aPartnersJobKnowsItsCustomer() {
        World world = World.with(shop());
        String run = world.start();
        world.delivers(run, "Source", "v1");

        Job job = world.job(run, "Check");
        assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(job.revisionCounter()).isEqualTo(2);
        assertThat(job.availableAt()).isEqualTo(world.now());
        assertThat(job.clientId()).isEqualTo(KnownTypes.CLIENT_ID);
        assertThat(job.queue()).isEqualTo("partner:eu-west-1:" + KnownTypes.PARTNER_CHECK);
        assertThat(job.jobDeadline()).isNull();
        assertThat(job.deadline()).isEqualTo(world.now().plus(Duration.ofHours(1)));
        assertThat(job.inputs()).singleElement().satisfies(input -> {
            assertThat(input.revision()).isEqualTo("v1");
            assertThat(input.key()).startsWith("shop/SourceOut/").endsWith(".zip");
        });
        assertThat(job.outputs())
                .singleElement()
                .satisfies(output -> assertThat(output.key()).matches("shop/Report/[A-Za-z0-9]{7}"));
    }

    @Test
    @DisplayName("groups run in ascending order, their members side by side (spec engine 4.1)")
    void groupsRunOneAfterTheOther() {
        World world = World.with(pipeline("shop")
                .stage("Source", s3Source("Source"))
                .stage(
                        "Build",
                        build("Package").order(7),
                        build("Lint").order(2),
                        build("Compile").order(2)));
        String run = world.start();
        world.succeeds(run, "Source");

        assertThat(world.started(run, "Lint")).isTrue();
        assertThat(world.started(run, "Compile")).isTrue();
        assertThat(world.started(run, "Package")).isFalse();

        world.succeeds(run, "Lint");
        assertThat(world.started(run, "Package")).isFalse();
        world.succeeds(run, "Compile");
        assertThat(world.started(run, "Package")).isTrue();
    }

    @Test
    @DisplayName("a failure lets its siblings finish before the stage fails (spec engine 4.1)")
    void aFailureLetsItsSiblingsFinish() {
        World world = World.with(pipeline("shop")
                .stage("Source", s3Source("Source"))
                .stage(
                        "Build",
                        build("Lint"),
                        build("Compile"),
                        build("Package").order(2)));
        String run = world.start();
        world.succeeds(run, "Source");
        world.fails(run, "Lint");
        assertThat(world.stage(run, "Build").status()).isEqualTo(StageExecutionStatus.IN_PROGRESS);

        world.succeeds(run, "Compile");
        assertThat(world.stage(run, "Build").status()).isEqualTo(StageExecutionStatus.FAILED);
        assertThat(world.execution(run).status()).isEqualTo(PipelineExecutionStatus.FAILED);
        assertThat(world.started(run, "Package")).isFalse();
        ActionExecution lint = world.attempt(run, "Lint");
        assertThat(lint.status()).isEqualTo(ActionExecutionStatus.FAILED);
        assertThat(lint.errorDetails()).isNotNull().satisfies(error -> {
            assertThat(error.code()).isEqualTo("JobFailed");
            assertThat(error.message()).isEqualTo("it broke");
        });
    }

    @Test
    @DisplayName("a source's revision becomes the execution's, before it is delivered (spec engine 4.4)")
    void aSourceTellsItsRevisionBeforeItDelivers() {
        World world = World.with(shop());
        String run = world.start();
        world.take(new Command.SourceFound(world.job(run, "Source"), new Revision("v7", null, null, "fix", null)), run);

        assertThat(world.execution(run).revisions())
                .hasEntrySatisfying(
                        "Source", revision -> assertThat(revision.id()).isEqualTo("v7"));
        assertThat(world.attempt(run, "Source").running()).isTrue();

        world.succeeds(run, "Source");
        assertThat(world.attempt(run, "Source").outputs())
                .singleElement()
                .satisfies(output -> assertThat(output.revision()).isEqualTo("v7"));
    }
}
