package dev.penstock.engine.explain;

import static dev.penstock.engine.scenario.Draft.approval;
import static dev.penstock.engine.scenario.Draft.beforeEntry;
import static dev.penstock.engine.scenario.Draft.build;
import static dev.penstock.engine.scenario.Draft.condition;
import static dev.penstock.engine.scenario.Draft.onFailure;
import static dev.penstock.engine.scenario.Draft.pipeline;
import static dev.penstock.engine.scenario.Draft.rule;
import static dev.penstock.engine.scenario.Draft.s3Source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobProtocol;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.scenario.Draft;
import dev.penstock.engine.scenario.Draft.Action;
import dev.penstock.engine.scenario.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;

@DisplayName("Why an execution waits: every cause, in its sentence")
class ExplanationTest {
    private static final String START = "2026-11-01T10:00:00Z";

    private static Draft draft(ExecutionMode mode, Action... inBuild) {
        return pipeline("shop")
                .mode(mode)
                .stage("Source", s3Source("Source"))
                .stage("Build", inBuild)
                .stage("Ship", build("Load"));
    }

    private static World world(Action... inBuild) {
        return World.with(draft(ExecutionMode.QUEUED, inBuild));
    }

    private static String inBuild(World world) {
        String run = world.start();
        world.succeeds(run, "Source");
        return run;
    }

    private static List<Finding> findings(World world, String run, Map<String, Instant> polls) {
        Map<String, Job> jobs = world.jobs().stream().collect(Collectors.toMap(Job::id, Function.identity()));
        Known known = new Known(world.now(), jobs, polls, Map.of("worker", "arn:aws:iam::111111111111:user/builder"));
        return Explanation.of(world.seen(run), known, world.execution(run));
    }

    private static List<String> told(World world, String run) {
        return findings(world, run, Map.of()).stream()
                .map(finding -> finding.cause().code() + ": " + finding.cause().sentence())
                .toList();
    }

    @Test
    void theStageIsOccupied() {
        World world = world(build("Compile"));
        String holder = inBuild(world);
        String run = inBuild(world);

        assertThat(told(world, run))
                .containsExactly("STAGE_OCCUPIED: Stage 'Build' is occupied by execution " + holder + " since " + START
                        + "; it is free when that execution leaves it.");
        assertThat(findings(world, run, Map.of()).getFirst())
                .isEqualTo(new Finding(run, "Build", null, new Cause.StageOccupied("Build", holder, World.START)));
    }

    @Test
    void othersWaitInFront() {
        World world = world(build("Compile"));
        inBuild(world);
        String first = inBuild(world);
        String second = inBuild(world);

        assertThat(told(world, second))
                .hasSize(2)
                .last()
                .isEqualTo("BEHIND_OTHERS: It is number 2 of 2 before stage 'Build' since " + START
                        + ", behind execution " + first + ".");
    }

    @Test
    void aTransitionIsDisabled() {
        World world = world(build("Compile"));
        world.disables("Build", StageTransitionType.INBOUND);
        world.disables("Source", StageTransitionType.OUTBOUND);
        String run = inBuild(world);

        assertThat(told(world, run))
                .containsExactly(
                        "TRANSITION_DISABLED: The transition out of stage 'Source' is disabled by " + World.CALLER
                                + " since " + START + " (not now); EnableStageTransition opens it.",
                        "TRANSITION_DISABLED: The transition into stage 'Build' is disabled by " + World.CALLER
                                + " since " + START + " (not now); EnableStageTransition opens it.");
    }

    @Test
    void anApprovalIsWanted() {
        World world = world(approval("GoLive"));
        String run = inBuild(world);
        String token = world.attempt(run, "GoLive").id();

        assertThat(told(world, run))
                .containsExactly("APPROVAL_WANTED: Action 'GoLive' wants an approval since " + START
                        + ": PutApprovalResult with token " + token + " gives it; it fails at "
                        + World.START.plus(Duration.ofDays(7)) + ".");
    }

    @Test
    void aWindowIsClosed() {
        World world = World.with(pipeline("shop")
                .stage("Source", s3Source("Source"))
                .guardedStage(
                        "Build",
                        beforeEntry(
                                condition(Result.FAIL, rule("Hours", "DeploymentWindow", "Cron", "* * 12 * * ? *"))),
                        build("Compile")));
        String run = inBuild(world);

        assertThat(told(world, run))
                .singleElement()
                .asString()
                .startsWith("RULE_PENDING: The condition before entry waits for rule 'Hours' (DeploymentWindow) since "
                        + START + ", whose window '* * 12 * * ? *' opens at 2026-11-01T12:00:00Z; it times out at ");
    }

    @Test
    void nobodyHasEverPolledForTheJob() {
        World world = world(build("Compile"));
        String run = inBuild(world);
        String type = world.attempt(run, "Compile").actionType().toString();

        assertThat(told(world, run))
                .containsExactly("JOB_QUEUED: The job of action 'Compile' waits for a worker since " + START
                        + "; no worker has ever polled for " + type + "; it times out at "
                        + world.job(run, "Compile").deadline() + ".");
    }

    @Test
    void somebodyPolledForTheJobOnce() {
        World world = world(build("Compile"));
        String run = inBuild(world);
        Job job = world.job(run, "Compile");
        Instant poll = World.START.minusSeconds(60);

        assertThat(findings(world, run, Map.of(job.queue(), poll)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.actionName()).isEqualTo("Compile");
                    assertThat(finding.cause().sentence())
                            .contains("a worker last polled for", " at 2026-11-01T09:59:00Z");
                    assertThat(finding.cause().endedBy()).startsWith("a worker that polls for");
                    assertThat(finding.cause().ends()).isEqualTo(job.deadline());
                });
    }

    @Test
    void theNextJobOfTheActionComesLater() {
        World world = world(build("Compile"));
        String run = inBuild(world);
        world.reports(run, "Compile", new JobResult.Continuation("go-on", Progress.NONE, null));

        assertThat(told(world, run))
                .containsExactly("JOB_DELAYED: Action 'Compile' goes on with its next job at 2026-11-01T10:00:30Z.");
    }

    @Test
    void aWorkerHasTheJobAndHasNotSaidSo() {
        World world = world(build("Compile"));
        String run = inBuild(world);
        world.keep(JobProtocol.dispatch(world.job(run, "Compile"), world.now(), Duration.ofSeconds(30)));

        assertThat(told(world, run))
                .containsExactly("JOB_OFFERED: The job of action 'Compile' was given to a worker at " + START
                        + ", who has not acknowledged it; at 2026-11-01T10:00:30Z it is offered again.");
    }

    @Test
    void aWorkerWorks() {
        World world = world(build("Compile"));
        String run = inBuild(world);
        world.keep(World.working(world.job(run, "Compile")));

        assertThat(told(world, run))
                .containsExactly("JOB_TAKEN: Action 'Compile' is worked on by arn:aws:iam::111111111111:user/builder"
                        + " (access key worker) since " + START + "; it times out at "
                        + world.job(run, "Compile").deadline() + ".");
    }

    @Test
    void theServerWorks() {
        World world = world(build("Compile"));
        String run = world.start();

        assertThat(told(world, run))
                .containsExactly("SERVER_WORKS: Action 'Source' (Source/AWS/S3/1) is performed by the server since "
                        + START + "; it times out at "
                        + world.job(run, "Source").deadline() + ".");
    }

    @Test
    void aStopWaitsForWhatRuns() {
        World world = world(build("Compile"));
        String run = inBuild(world);
        world.stops(run);

        assertThat(told(world, run))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("STOPPING: The execution is stopping since " + START)
                .endsWith("and waits for action 'Compile'; StopPipelineExecution with abandon does not wait.");
    }

    @Test
    void anEditWaitsForWhatRuns() {
        World world = world(build("Compile"));
        String run = inBuild(world);
        world.edits(draft(ExecutionMode.QUEUED, build("Compile")));

        assertThat(told(world, run))
                .hasSize(2)
                .first()
                .isEqualTo("OUTDATED: The pipeline was edited: the execution runs version 1, the pipeline has 2;"
                        + " it is cancelled when action 'Compile' is done.");
    }

    @Test
    void fiveActionsRunAndTheRestWaits() {
        World world = World.with(draft(
                ExecutionMode.PARALLEL,
                IntStream.rangeClosed(1, 7).mapToObj(i -> build("B" + i)).toArray(Action[]::new)));
        String run = inBuild(world);

        assertThat(told(world, run))
                .hasSize(6)
                .first()
                .isEqualTo("NO_FREE_SLOT: In stage 'Build' 5 actions run, the most at a time;"
                        + " waiting to start: B6, B7.");
    }

    @Test
    void theAutomaticRetryIsSpent() {
        World world = World.with(pipeline("shop")
                .stage("Source", s3Source("Source"))
                .retryingStage("Build", StageRetryMode.ALL_ACTIONS, build("Compile")));
        String run = inBuild(world);
        world.fails(run, "Compile");

        assertThat(told(world, run))
                .hasSize(2)
                .last()
                .isEqualTo("AUTOMATIC_RETRY_USED: Stage 'Build' was retried automatically (ALL_ACTIONS) at " + START
                        + "; it is not retried by itself again.");
    }

    @Test
    void anActionFailed() {
        World world = world(build("Compile"));
        String run = inBuild(world);
        world.fails(run, "Compile");
        String message = Optional.ofNullable(world.attempt(run, "Compile").errorDetails())
                .orElseThrow()
                .message();

        assertThat(told(world, run))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("ACTION_FAILED: Action 'Compile' failed at " + START + ": JobFailed: " + message);
        assertThat(told(world, run).getLast()).isEqualTo("ENDED: The execution is over since " + START + ": Failed.");
    }

    @Test
    void aConditionComparedValuesAndDidNotHold() {
        World world = World.with(pipeline("shop")
                .variable("Env", "blue")
                .stage("Source", s3Source("Source"))
                .guardedStage(
                        "Build",
                        beforeEntry(condition(
                                Result.FAIL,
                                rule(
                                        "Guard",
                                        "VariableCheck",
                                        "Variable",
                                        "#{variables.Env}",
                                        "Operator",
                                        "EQ",
                                        "Value",
                                        "green"))),
                        build("Compile")));
        String run = inBuild(world);

        assertThat(told(world, run))
                .contains("CONDITION_FAILED: The condition before entry was not met at " + START
                        + ": rule 'Guard' asks for 'blue' EQ 'green'.");
    }

    @Test
    void aStoppedExecutionTellsWhatFailedAndNotWhatWasAbandoned() {
        World world = world(build("Compile"));
        String run = inBuild(world);
        world.stops(run);
        world.fails(run, "Compile");

        assertThat(told(world, run))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("ACTION_FAILED: Action 'Compile' failed at " + START);
        assertThat(told(world, run).getLast()).contains("The execution is over since " + START + ": Stopped");

        String abandoned = inBuild(world);
        world.abandons(abandoned);
        assertThat(told(world, abandoned)).singleElement().asString().startsWith("ENDED");
    }

    private static RuleDeclaration guard() {
        return rule("Guard", "VariableCheck", "Variable", "#{variables.Env}", "Operator", "EQ", "Value", "green");
    }

    private static World guarded(UnaryOperator<StageDeclaration.Builder> gates) {
        return World.with(pipeline("shop")
                .variable("Env", "blue")
                .stage("Source", s3Source("Source"))
                .guardedStage("Build", gates, build("Compile"))
                .stage("Ship", build("Load")));
    }

    /** Who or what ends the condition that failed. */
    private static List<Optional<String>> waysOut(World world, String run) {
        return findings(world, run, Map.of()).stream()
                .map(Finding::cause)
                .filter(Cause.ConditionFailed.class::isInstance)
                .map(cause -> Optional.ofNullable(cause.endedBy()))
                .toList();
    }

    @Test
    void onlyAConditionThatMayBeOverriddenNamesTheCallForIt() {
        World fails = guarded(beforeEntry(condition(Result.FAIL, guard())));
        assertThat(waysOut(fails, inBuild(fails)))
                .containsExactly(Optional.of("OverrideStageCondition or RetryStageExecution"));

        World onFailure = guarded(onFailure(condition(Result.FAIL, guard())));
        String failed = inBuild(onFailure);
        onFailure.fails(failed, "Compile");
        assertThat(waysOut(onFailure, failed)).containsExactly(Optional.of("RetryStageExecution"));

        World skips = guarded(beforeEntry(condition(Result.SKIP, guard())));
        String skipped = inBuild(skips);
        skips.fails(skipped, "Load");
        assertThat(waysOut(skips, skipped)).containsExactly(Optional.empty());
    }

    @Test
    void theTopicOfAnApprovalIsBeingTold() {
        World world = world(approval("GoLive").with("NotificationArn", "arn:aws:sns:us-east-1:111111111111:t"));
        String run = inBuild(world);
        String token = world.attempt(run, "GoLive").id();

        assertThat(told(world, run))
                .containsExactly("TOPIC_BEING_TOLD: The topic of approval 'GoLive' is being told since " + START
                        + ", after that the approval waits for an answer; PutApprovalResult with token " + token
                        + " may give it already; it fails at " + World.START.plus(Duration.ofDays(7)) + ".");
        world.reports(run, "GoLive", new JobResult.Success(Progress.NONE, null, Map.of()));
        assertThat(told(world, run)).singleElement().asString().startsWith("APPROVAL_WANTED");
    }

    @Test
    void whatIsOverSaysHow() {
        World world = world(build("Compile"));
        String run = inBuild(world);
        world.succeeds(run, "Compile");
        world.succeeds(run, "Load");

        assertThat(told(world, run)).containsExactly("ENDED: The execution is over since " + START + ": Succeeded.");
    }

    @Test
    void everyLiveExecutionHasACauseAlsoWithoutItsJob() {
        World world = world(build("Compile"));
        String run = inBuild(world);
        Known nothing = new Known(world.now(), Map.of(), Map.of(), Map.of());

        assertThat(Explanation.of(world.seen(), nothing, world.execution(run)))
                .extracting(finding -> finding.cause().code())
                .containsExactly("GOES_ON");
    }
}
