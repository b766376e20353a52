package dev.penstock.engine;

import static dev.penstock.engine.scenario.Draft.approval;
import static dev.penstock.engine.scenario.Draft.build;
import static dev.penstock.engine.scenario.Draft.deploy;
import static dev.penstock.engine.scenario.Draft.pipeline;
import static dev.penstock.engine.scenario.Draft.s3Source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.scenario.Draft;
import dev.penstock.engine.scenario.World;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ApprovalAlreadyCompletedException;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.DuplicatedStopRequestException;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.InvalidApprovalTokenException;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.NotLatestPipelineExecutionException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotStoppableException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionOutdatedException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.StageNotRetryableException;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;
import software.amazon.awssdk.services.codepipeline.model.UnableToRollbackStageException;

@DisplayName("Control operations (spec engine 5)")
class ControlTest {

    private static Draft shop() {
        return pipeline("shop")
                .stage("Source", s3Source("Source").namespace("src"))
                .stage("Build", build("Lint"), build("Compile").in("SourceOut").out("App"))
                .stage("Release", deploy("Deploy").with("ObjectKey", "#{src.VersionId}"));
    }

    private static Draft withApproval() {
        return pipeline("shop").stage("Source", s3Source("Source")).stage("Approve", approval("Ask"));
    }

    private static World atApproval(Draft draft) {
        World world = World.with(draft);
        world.succeeds(world.start(), "Source");
        return world;
    }

    private static String only(World world) {
        return world.executions().iterator().next().id();
    }

    @Nested
    @DisplayName("stop (5.2)")
    class Stop {

        @Test
        void waitingLetsRunningActionsFinish() {
            World world = World.with(shop());
            String run = world.start();
            world.succeeds(run, "Source");
            world.take(new Command.Stop(run, false, "lunch"), run);
            assertThat(world.execution(run).status()).isEqualTo(PipelineExecutionStatus.STOPPING);
            assertThat(world.stage(run, "Build").status()).isEqualTo(StageExecutionStatus.STOPPING);

            world.succeeds(run, "Lint");
            world.fails(run, "Compile");
            assertThat(world.execution(run).status()).isEqualTo(PipelineExecutionStatus.STOPPED);
            assertThat(world.execution(run).statusSummary()).isEqualTo("lunch");
            assertThat(world.stage(run, "Build").status()).isEqualTo(StageExecutionStatus.STOPPED);
            assertThat(world.eventsOf(run)).endsWith("stage Build STOPPED", "pipeline STOPPED");
        }

        @Test
        void abandoningEndsAtOnceAndClosesTheJobs() {
            World world = World.with(shop());
            String run = world.start();
            world.abandons(run);
            assertThat(world.execution(run).status()).isEqualTo(PipelineExecutionStatus.STOPPED);
            assertThat(world.attempt(run, "Source").status()).isEqualTo(ActionExecutionStatus.ABANDONED);
            assertThat(world.job(run, "Source").status()).isEqualTo(JobStatus.FAILED);
            assertThat(world.job(run, "Source").closedByEngine()).isTrue();
            assertThat(world.eventsOf(run))
                    .endsWith(
                            "action Source ABANDONED",
                            "stage Source STOPPING",
                            "pipeline STOPPING",
                            "stage Source STOPPED",
                            "pipeline STOPPED");
        }

        @Test
        @DisplayName("a late result revives nothing (spec corrections 1)")
        void aLateResultRevivesNothing() {
            World world = World.with(shop());
            String run = world.start();
            Job held = World.working(world.job(run, "Source"));
            world.abandons(run);
            PipelineExecution before = world.execution(run);
            Decision decision =
                    world.take(new Command.Report(held, new JobResult.Success(Progress.NONE, null, Map.of())), run);
            assertThat(world.execution(run)).isEqualTo(before);
            assertThat(decision.actions()).isEmpty();
            assertThat(decision.events()).isEmpty();
        }

        @Test
        void anAbandonMayFollowAWaitButAWaitFollowsNothing() {
            World world = World.with(shop());
            String run = world.start();
            world.stops(run);
            assertThatThrownBy(() -> world.stops(run))
                    .isInstanceOf(DuplicatedStopRequestException.class)
                    .hasMessageContaining("The execution with ID " + run + " in shop is already in a stopping state.");
            world.abandons(run);
            assertThat(world.execution(run).status()).isEqualTo(PipelineExecutionStatus.STOPPED);
            assertThatThrownBy(() -> world.abandons(run)).isInstanceOf(PipelineExecutionNotStoppableException.class);
        }

        @Test
        void whatIsOverOrUnknownCannotBeStopped() {
            World world = World.with(shop());
            assertThatThrownBy(() -> world.stops("nobody"))
                    .isInstanceOf(PipelineExecutionNotStoppableException.class)
                    .hasMessageContaining("The pipeline execution with ID 'nobody' in 'shop' can't be stopped now.");
        }

        @Test
        void aWaiterIsStoppedAtOnceAndNeverEnters() {
            World world = World.with(shop());
            String first = world.start();
            String second = world.start();
            world.stops(second);
            assertThat(world.execution(second).status()).isEqualTo(PipelineExecutionStatus.STOPPED);
            world.succeeds(first, "Source");
            assertThat(world.execution(second).stages()).isEmpty();
            assertThatThrownBy(() -> world.retries(second, "Source", StageRetryMode.FAILED_ACTIONS))
                    .isInstanceOf(StageNotRetryableException.class);
        }

        @Test
        void theNextWaiterEntersWhatAStoppedOneLeaves() {
            World world = World.with(shop());
            String first = world.start();
            String second = world.start();
            world.abandons(first);
            assertThat(world.execution(second).inside("Source")).isTrue();
        }

        @Test
        void deletionFencesEverything() {
            World world = World.with(shop());
            String first = world.start();
            String second = world.start();
            world.deletes();
            assertThat(world.executions()).noneMatch(PipelineExecution::live);
            assertThat(world.job(first, "Source").terminal()).isTrue();
            assertThat(world.execution(second).stages()).isEmpty();
        }
    }

    @Nested
    @DisplayName("approval (5.7)")
    class Approve {

        @Test
        @DisplayName("the request is a job that nobody polls")
        void theRequestIsAJob() {
            World world = atApproval(withApproval());
            Job job = world.job(only(world), "Ask");
            assertThat(job.status()).isEqualTo(JobStatus.IN_PROGRESS);
            assertThat(job.queue()).isEqualTo("approval:eu-west-1:111111111111");
            assertThat(job.acknowledgedBy()).isNull();
            assertThat(job.deadline()).isEqualTo(world.now().plus(Duration.ofDays(7)));
        }

        @Test
        void approvingGoesOn() {
            World world = atApproval(withApproval());
            String run = only(world);
            world.approves(run, "Ask");
            ActionExecution answered = world.attempt(run, "Ask");
            assertThat(answered.status()).isEqualTo(ActionExecutionStatus.SUCCEEDED);
            assertThat(answered.updatedBy()).isEqualTo(World.CALLER);
            assertThat(answered.progress().summary()).isEqualTo("fine");
            assertThat(answered.progress().externalExecutionId()).isEqualTo(answered.id());
            assertThat(world.job(run, "Ask").status()).isEqualTo(JobStatus.SUCCEEDED);
            assertThat(world.execution(run).status()).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
        }

        @Test
        @DisplayName("a rejection fails without an error, an empty summary names the caller (spec corrections 6)")
        void rejectingFails() {
            World world = atApproval(withApproval());
            String run = only(world);
            world.answers(run, "Ask", ApprovalStatus.REJECTED, "");
            assertThat(world.attempt(run, "Ask").errorDetails()).isNull();
            assertThat(world.attempt(run, "Ask").progress().summary()).isEqualTo("Rejected by " + World.CALLER);
            assertThat(world.execution(run).status()).isEqualTo(PipelineExecutionStatus.FAILED);
            assertThatThrownBy(() -> world.approves(run, "Ask")).isInstanceOf(ApprovalAlreadyCompletedException.class);
        }

        @Test
        void anAbandonedOrOutdatedTokenIsRefused() {
            World abandoned = atApproval(withApproval());
            abandoned.abandons(only(abandoned));
            assertThat(abandoned.attempt(only(abandoned), "Ask").progress().summary())
                    .isEqualTo("The approval action has been canceled.");
            World edited = atApproval(withApproval());
            edited.edits(withApproval());
            assertThat(edited.attempt(only(edited), "Ask").status()).isEqualTo(ActionExecutionStatus.FAILED);
            assertThat(edited.execution(only(edited)).status()).isEqualTo(PipelineExecutionStatus.CANCELLED);
            for (World world : new World[] {abandoned, edited}) {
                assertThatThrownBy(() -> world.approves(only(world), "Ask"))
                        .isInstanceOf(InvalidApprovalTokenException.class)
                        .hasMessageContaining("The pipeline shop has been updated, and the approval request you"
                                + " responded to is now out of date.");
            }
        }

        @Test
        void unknownTokensStagesAndActionsAreToldApart() {
            World world = atApproval(withApproval());
            assertThatThrownBy(() -> world.answersToken("Approve", "Ask", "x", ApprovalStatus.APPROVED, ""))
                    .isInstanceOf(InvalidApprovalTokenException.class);
            assertThatThrownBy(() -> world.answersToken("Prove", "Ask", "x", ApprovalStatus.APPROVED, ""))
                    .isInstanceOf(StageNotFoundException.class);
        }

        @Test
        void aRequiredSummaryMustNotBeBlank() {
            World world = atApproval(pipeline("shop")
                    .stage("Source", s3Source("Source"))
                    .stage("Approve", approval("Ask").with("IsSummaryRequired", "true")));
            assertThatThrownBy(() -> world.answers(only(world), "Ask", ApprovalStatus.APPROVED, " "))
                    .isInstanceOf(InvalidApprovalTokenException.class)
                    .hasMessageContaining("Action 'Ask' in stage 'Approve' requires a summary. Provide a summary in"
                            + " the approval result and try again.");
        }

        @Test
        @DisplayName("nobody answers: the action times out (spec jobs 10.2)")
        void anApprovalTimesOut() {
            World world = atApproval(pipeline("shop")
                    .stage("Source", s3Source("Source"))
                    .stage("Approve", approval("Ask").also(b -> b.timeoutInMinutes(90))));
            String run = only(world);
            world.timesOut(run, "Ask");
            assertThat(world.attempt(run, "Ask").errorDetails()).isNotNull().satisfies(error -> {
                assertThat(error.code()).isEqualTo("TimedOut");
                assertThat(error.message()).isEqualTo("The action timed out after 90 minutes.");
            });
            assertThat(world.job(run, "Ask").status()).isEqualTo(JobStatus.TIMED_OUT);
            assertThatThrownBy(() -> world.approves(run, "Ask")).isInstanceOf(InvalidApprovalTokenException.class);
        }

        @Test
        @DisplayName("approving does not bypass a stop that waits")
        void approvingEndsAStop() {
            World world = atApproval(withApproval());
            String run = only(world);
            world.stops(run);
            world.approves(run, "Ask");
            assertThat(world.attempt(run, "Ask").status()).isEqualTo(ActionExecutionStatus.SUCCEEDED);
            assertThat(world.execution(run).status()).isEqualTo(PipelineExecutionStatus.STOPPED);
        }
    }

    @Nested
    @DisplayName("retry (5.3)")
    class Retry {

        private World failedBuild() {
            World world = World.with(shop());
            String run = world.start();
            world.succeeds(run, "Source", Map.of("VersionId", "v1"));
            world.succeeds(run, "Lint");
            world.fails(run, "Compile");
            return world;
        }

        @Test
        void failedActionsGetNewAttempts() {
            World world = failedBuild();
            String run = only(world);
            ActionExecution failed = world.attempt(run, "Compile");
            ActionExecution lint = world.attempt(run, "Lint");
            world.retries(run, "Build", StageRetryMode.FAILED_ACTIONS);

            ActionExecution again = world.attempt(run, "Compile");
            assertThat(again.id()).isNotEqualTo(failed.id());
            assertThat(again.attempt()).isEqualTo(2);
            assertThat(world.attempt(run, "Lint")).isEqualTo(lint);
            assertThat(world.history()).contains(failed);
            assertThat(world.execution(run).attempt()).isEqualTo(2);
            assertThat(world.stage(run, "Build").retries())
                    .satisfies(retries -> assertThat(retries).isNotNull().satisfies(counted -> {
                        assertThat(counted.manual()).isEqualTo(1);
                        assertThat(counted.automatic()).isZero();
                        assertThat(counted.latestIsAutomatic()).isFalse();
                    }));
            assertThat(world.eventsOf(run))
                    .endsWith("pipeline RESUMED", "stage Build RESUMED", "action Compile STARTED");
            world.succeeds(run, "Compile");
            assertThat(world.execution(run).inside("Release")).isTrue();
        }

        @Test
        void allActionsStartOver() {
            World world = failedBuild();
            String run = only(world);
            world.retries(run, "Build", StageRetryMode.ALL_ACTIONS);
            assertThat(world.attempt(run, "Lint").attempt()).isEqualTo(2);
            assertThat(world.attempt(run, "Compile").attempt()).isEqualTo(2);
        }

        @Test
        void failedActionsMayBeRetriedWhileSiblingsRun() {
            World world = World.with(shop());
            String run = world.start();
            world.succeeds(run, "Source");
            world.fails(run, "Lint");
            assertThatThrownBy(() -> world.retries(run, "Build", StageRetryMode.ALL_ACTIONS))
                    .isInstanceOf(StageNotRetryableException.class);
            world.retries(run, "Build", StageRetryMode.FAILED_ACTIONS);
            world.succeeds(run, "Lint");
            assertThat(world.stage(run, "Build").status()).isEqualTo(StageExecutionStatus.IN_PROGRESS);
        }

        @Test
        void aStoppedStageGoesOnWhereItStood() {
            World world = World.with(shop());
            String run = world.start();
            world.stops(run);
            world.succeeds(run, "Source");
            assertThat(world.execution(run).status()).isEqualTo(PipelineExecutionStatus.STOPPED);
            world.retries(run, "Source", StageRetryMode.FAILED_ACTIONS);
            assertThat(world.execution(run).inside("Build")).isTrue();
        }

        @Test
        void onlyTheLatestExecutionOfTheCurrentVersionMayRetry() {
            World overtaken = failedBuild();
            String old = only(overtaken);
            String young = overtaken.start();
            overtaken.succeeds(young, "Source");
            assertThatThrownBy(() -> overtaken.retries(old, "Build", StageRetryMode.FAILED_ACTIONS))
                    .isInstanceOf(NotLatestPipelineExecutionException.class);

            World edited = failedBuild();
            edited.edits(shop());
            assertThatThrownBy(() -> edited.retries(only(edited), "Build", StageRetryMode.FAILED_ACTIONS))
                    .isInstanceOf(StageNotRetryableException.class)
                    .hasMessageContaining("The stage named Build in the shop pipeline can't be retried now. Either it"
                            + " contains no failed actions, the execution '" + only(edited)
                            + "' is already superseded, or the pipeline definition has changed since the action(s)"
                            + " failed.");
            assertThatThrownBy(() -> edited.retries(only(edited), "Nowhere", StageRetryMode.FAILED_ACTIONS))
                    .isInstanceOf(StageNotFoundException.class);
        }

        @Test
        @DisplayName("a source that is retried stays with its revision")
        void revisionsStayBound() {
            World world = World.with(pipeline("shop")
                    .stage("Source", s3Source("Source"), s3Source("Assets"))
                    .stage("Build", build("Compile")));
            String run = world.start();
            world.delivers(run, "Source", "v1");
            world.fails(run, "Assets");

            world.retries(run, "Source", StageRetryMode.ALL_ACTIONS);

            assertThat(world.attempt(run, "Source").attempt()).isEqualTo(2);
            assertThat(world.attempt(run, "Source").currentRevision())
                    .isNotNull()
                    .extracting(Revision::id)
                    .isEqualTo("v1");
            assertThat(world.attempt(run, "Assets").currentRevision()).isNull();
        }

        @Test
        @DisplayName("a stage may retry by itself, once")
        void anAutomaticRetryHappensOnce() {
            World world = World.with(pipeline("shop")
                    .stage("Source", s3Source("Source"))
                    .retryingStage("Build", StageRetryMode.FAILED_ACTIONS, build("Compile")));
            String run = world.start();
            world.succeeds(run, "Source");
            world.fails(run, "Compile");
            assertThat(world.execution(run).status()).isEqualTo(PipelineExecutionStatus.IN_PROGRESS);
            assertThat(world.attempt(run, "Compile").attempt()).isEqualTo(2);
            world.fails(run, "Compile");
            assertThat(world.execution(run).status()).isEqualTo(PipelineExecutionStatus.FAILED);
            assertThat(world.stage(run, "Build").retries()).isNotNull().satisfies(counted -> {
                assertThat(counted.automatic()).isEqualTo(1);
                assertThat(counted.latestIsAutomatic()).isTrue();
            });
        }
    }

    @Nested
    @DisplayName("rollback (5.4)")
    class Rollback {

        private final World world = World.with(pipeline("shop")
                .stage("Source", s3Source("Source").namespace("src"))
                .rollingBackStage("Release", deploy("Deploy").with("ObjectKey", "#{src.VersionId}")));

        private String released(String versionId) {
            String run = world.start();
            world.succeeds(run, "Source", Map.of("VersionId", versionId));
            world.succeeds(run, "Deploy");
            return run;
        }

        @Test
        @DisplayName("runs one stage again with what the target's earlier stages made")
        void oneStageRunsAgain() {
            String good = released("v1");
            released("v2");
            String rollback = world.rollsBack("Release", good);

            PipelineExecution execution = world.execution(rollback);
            assertThat(execution.type()).isEqualTo(ExecutionType.ROLLBACK);
            assertThat(execution.rollbackTarget()).isEqualTo(good);
            assertThat(execution.trigger().detail()).isEqualTo("{\"AwsUserArn\":\"" + World.CALLER + "\"}");
            assertThat(world.job(rollback, "Deploy").inputs())
                    .isEqualTo(world.attempt(good, "Source").outputs());
            assertThat(world.job(rollback, "Deploy").configuration()).containsEntry("ObjectKey", "v1");

            world.succeeds(rollback, "Deploy");
            assertThat(world.execution(rollback).status()).isEqualTo(PipelineExecutionStatus.SUCCEEDED);
            assertThatThrownBy(() -> world.rollsBack("Release", rollback))
                    .isInstanceOf(UnableToRollbackStageException.class)
                    .hasMessageContaining("has not completed in stage with name 'Release'");
        }

        @Test
        void aFailureGoesBackByItself() {
            String good = released("v1");
            String bad = world.start();
            world.succeeds(bad, "Source", Map.of("VersionId", "v2"));
            world.fails(bad, "Deploy");

            assertThat(world.execution(bad).status()).isEqualTo(PipelineExecutionStatus.FAILED);
            PipelineExecution rollback = world.executions().stream()
                    .filter(execution -> execution.type() == ExecutionType.ROLLBACK)
                    .findFirst()
                    .orElseThrow();
            assertThat(rollback.rollbackTarget()).isEqualTo(good);
            assertThat(rollback.trigger().type()).isEqualTo(TriggerType.AUTOMATED_ROLLBACK);
            assertThat(rollback.trigger().detail()).isEqualTo("{\"FailedPipelineExecutionId\":\"" + bad + "\"}");

            world.fails(rollback.id(), "Deploy");
            assertThat(world.executions()).hasSize(3);
        }

        @Test
        @DisplayName("the rollback goes before those who wait")
        void theRollbackGoesFirst() {
            released("v1");
            String bad = world.start();
            world.succeeds(bad, "Source", Map.of("VersionId", "v2"));
            String next = world.start();
            world.succeeds(next, "Source", Map.of("VersionId", "v3"));
            world.fails(bad, "Deploy");
            assertThat(world.execution(next).waitingAt("Release")).isTrue();
            String rollback = world.executions().stream()
                    .filter(execution -> execution.type() == ExecutionType.ROLLBACK)
                    .findFirst()
                    .orElseThrow()
                    .id();
            world.succeeds(rollback, "Deploy");
            assertThat(world.execution(next).inside("Release")).isTrue();
        }

        @Test
        void withNothingToGoBackToAFailureIsJustThat() {
            String bad = world.start();
            world.succeeds(bad, "Source", Map.of("VersionId", "v1"));
            world.fails(bad, "Deploy");
            assertThat(world.executions()).hasSize(1);
        }

        @Test
        void refusalsSayWhy() {
            String good = released("v1");
            assertThatThrownBy(() -> world.rollsBack("Nowhere", good)).isInstanceOf(StageNotFoundException.class);
            assertThatThrownBy(() -> world.rollsBack("Release", "nobody"))
                    .isInstanceOf(PipelineExecutionNotFoundException.class)
                    .hasMessageContaining(
                            "Pipeline Execution with id 'nobody' does not exist in pipeline with name 'shop'");
            String busy = world.start();
            world.succeeds(busy, "Source", Map.of("VersionId", "v2"));
            assertThatThrownBy(() -> world.rollsBack("Release", good))
                    .isInstanceOf(UnableToRollbackStageException.class)
                    .hasMessageContaining("Pipeline 'shop' cannot start rollback since stage Release is in progress.");
            world.edits(shop());
            assertThatThrownBy(() -> world.rollsBack("Release", good))
                    .isInstanceOf(PipelineExecutionOutdatedException.class)
                    .hasMessageContaining("Pipeline 'shop' has been updated since the rollback request was made.");
        }
    }
}
