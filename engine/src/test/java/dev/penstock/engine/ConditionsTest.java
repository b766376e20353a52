package dev.penstock.engine;

import static dev.penstock.engine.scenario.Draft.beforeEntry;
import static dev.penstock.engine.scenario.Draft.build;
import static dev.penstock.engine.scenario.Draft.condition;
import static dev.penstock.engine.scenario.Draft.onFailure;
import static dev.penstock.engine.scenario.Draft.onSuccess;
import static dev.penstock.engine.scenario.Draft.pipeline;
import static dev.penstock.engine.scenario.Draft.rule;
import static dev.penstock.engine.scenario.Draft.s3Source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.job.RuleWork;
import dev.penstock.engine.job.Script;
import dev.penstock.engine.rule.RuleTypeKey;
import dev.penstock.engine.scenario.Draft;
import dev.penstock.engine.scenario.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ConditionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ConditionNotOverridableException;
import software.amazon.awssdk.services.codepipeline.model.ConflictException;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.NotLatestPipelineExecutionException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.StageNotRetryableException;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;

@DisplayName("Conditions and rules (spec engine 6, 5.5)")
class ConditionsTest {
    private static final RuleDeclaration ALARM = rule("Alarm", "CloudWatchAlarm", "AlarmName", "errors");
    private static final RuleDeclaration ASK = rule("Ask", "LambdaInvoke", "FunctionName", "ask");

    private static Draft draft(UnaryOperator<StageDeclaration.Builder> gates) {
        return pipeline("shop")
                .variable("Env", "prod")
                .stage("Source", s3Source("Source").namespace("src"))
                .guardedStage("Build", gates, build("Compile").namespace("app"))
                .stage("Ship", build("Load"));
    }

    private static World world(UnaryOperator<StageDeclaration.Builder> gates) {
        return World.with(draft(gates));
    }

    /** Stands in Build. */
    private static String inBuild(World world) {
        String run = world.start();
        world.succeeds(run, "Source", Map.of("Branch", "main"));
        return run;
    }

    private static PipelineExecutionStatus status(World world, String run) {
        return world.execution(run).status();
    }

    private static StageExecutionStatus stage(World world, String run) {
        return world.stage(run, "Build").status();
    }

    private static ConditionExecutionStatus entry(World world, String run) {
        return world.condition(run, "Build", Gate.BEFORE_ENTRY).status();
    }

    private static RuleDeclaration check(String name, String variable, String value) {
        return rule(name, "VariableCheck", "Variable", variable, "Operator", "EQ", "Value", value);
    }

    @Nested
    @DisplayName("before entry (6.2)")
    class BeforeEntry {
        @Test
        void theStageIsInProgressWhileAllRulesRunAndNoActionStarts() {
            World world = world(beforeEntry(condition(Result.FAIL, ALARM, ASK)));
            String run = inBuild(world);
            assertThat(stage(world, run)).isEqualTo(StageExecutionStatus.IN_PROGRESS);
            assertThat(world.started(run, "Compile")).isFalse();
            world.ruleSucceeds(run, "Ask");
            assertThat(entry(world, run)).isEqualTo(ConditionExecutionStatus.IN_PROGRESS);
            world.ruleSucceeds(run, "Alarm");
            assertThat(entry(world, run)).isEqualTo(ConditionExecutionStatus.SUCCEEDED);
            assertThat(world.started(run, "Compile")).isTrue();
        }

        @Test
        void oneFailedRuleFailsTheStageOnceTheOthersAreOver() {
            World world = world(beforeEntry(condition(Result.FAIL, ALARM, ASK)));
            String run = inBuild(world);
            world.ruleFails(run, "Alarm", FailureType.JOB_FAILED);
            assertThat(status(world, run)).isEqualTo(PipelineExecutionStatus.IN_PROGRESS);
            world.ruleSucceeds(run, "Ask");
            assertThat(entry(world, run)).isEqualTo(ConditionExecutionStatus.FAILED);
            assertThat(world.condition(run, "Build", Gate.BEFORE_ENTRY).summary())
                    .contains("Alarm");
            assertThat(stage(world, run)).isEqualTo(StageExecutionStatus.FAILED);
            assertThat(status(world, run)).isEqualTo(PipelineExecutionStatus.FAILED);
            assertThat(world.started(run, "Compile")).isFalse();
        }

        @Test
        void theLockIsHeldWhileRulesRunAndGivenUpAfterwards() {
            World world = world(beforeEntry(condition(null, ALARM)));
            String first = inBuild(world);
            String second = inBuild(world);
            assertThat(world.execution(second).waitingAt("Build")).isTrue();
            world.ruleFails(first, "Alarm", FailureType.JOB_FAILED);
            assertThat(status(world, first)).isEqualTo(PipelineExecutionStatus.FAILED);
            assertThat(world.execution(second).inside("Build")).isTrue();
        }

        @Test
        void skipPassesTheStageByWithoutAttempts() {
            World world = world(beforeEntry(condition(Result.SKIP, check("Env", "#{variables.Env}", "test"))));
            String run = inBuild(world);
            assertThat(stage(world, run)).isEqualTo(StageExecutionStatus.SKIPPED);
            assertThat(world.stage(run, "Build").actions()).isEmpty();
            assertThat(world.execution(run).inside("Ship")).isTrue();
            assertThat(world.stageState("Build").rollbackTargetId()).isNull();
            assertThat(world.eventsOf(run)).contains("stage Build SKIPPED");
            assertThatThrownBy(() -> world.retries(run, "Build", StageRetryMode.ALL_ACTIONS))
                    .isInstanceOf(StageNotRetryableException.class);
            assertThatThrownBy(() -> world.overrides(run, "Build", Gate.BEFORE_ENTRY))
                    .isInstanceOf(ConditionNotOverridableException.class);
        }

        @Test
        @DisplayName("a rule that cannot be asked makes the condition Errored, which counts like Failed (1.4)")
        void whatCannotBeAskedIsAnError() {
            World world = world(beforeEntry(condition(Result.FAIL, check("Nope", "#{src.Nope}", "x"))));
            String run = inBuild(world);
            RuleExecution rule = world.rule(run, "Nope");
            assertThat(rule.status()).isEqualTo(RuleExecutionStatus.FAILED);
            assertThat(rule.errorDetails()).extracting(ErrorDetails::code).isEqualTo("ConfigurationError");
            assertThat(entry(world, run)).isEqualTo(ConditionExecutionStatus.ERRORED);
            assertThat(stage(world, run)).isEqualTo(StageExecutionStatus.FAILED);
        }

        @Test
        void aDeniedRuleIsAnErrorTooUnlessAnotherReallyFailed() {
            World errored = world(beforeEntry(condition(Result.FAIL, ALARM)));
            String run = inBuild(errored);
            errored.ruleFails(run, "Alarm", FailureType.PERMISSION_ERROR);
            assertThat(entry(errored, run)).isEqualTo(ConditionExecutionStatus.ERRORED);

            World failed = world(beforeEntry(condition(Result.FAIL, ALARM, ASK)));
            String other = inBuild(failed);
            failed.ruleFails(other, "Alarm", FailureType.PERMISSION_ERROR);
            failed.ruleFails(other, "Ask", FailureType.JOB_FAILED);
            assertThat(entry(failed, other)).isEqualTo(ConditionExecutionStatus.FAILED);
        }

        @Test
        @DisplayName("a retry evaluates a failed entry condition again, but never one that held (5.3)")
        void aRetryAsksAgainOnlyIfItHadToStayOutside() {
            World world = world(beforeEntry(condition(Result.FAIL, ALARM)));
            String run = inBuild(world);
            world.ruleFails(run, "Alarm", FailureType.JOB_FAILED);
            assertThatThrownBy(() -> world.retries(run, "Build", StageRetryMode.FAILED_ACTIONS))
                    .isInstanceOf(StageNotRetryableException.class);
            world.retries(run, "Build", StageRetryMode.ALL_ACTIONS);
            world.ruleSucceeds(run, "Alarm");
            world.fails(run, "Compile");
            world.retries(run, "Build", StageRetryMode.ALL_ACTIONS);
            assertThat(world.attempt(run, "Compile").running()).isTrue();
            assertThat(world.ruleHistory()).hasSize(2);
        }
    }

    @Nested
    @DisplayName("on success (6.2)")
    class OnSuccess {
        @Test
        void theStageSucceedsWhenTheConditionHolds() {
            World world = world(onSuccess(condition(Result.FAIL, ALARM)));
            String run = inBuild(world);
            world.succeeds(run, "Compile");
            assertThat(stage(world, run)).isEqualTo(StageExecutionStatus.IN_PROGRESS);
            world.ruleSucceeds(run, "Alarm");
            assertThat(stage(world, run)).isEqualTo(StageExecutionStatus.SUCCEEDED);
            assertThat(world.execution(run).inside("Ship")).isTrue();
        }

        @Test
        void itsRulesSeeWhatTheStageMade() {
            World world = world(onSuccess(condition(Result.FAIL, check("Tests", "#{app.Tests}", "green"))));
            String run = inBuild(world);
            world.succeeds(run, "Compile", Map.of("Tests", "green"));
            assertThat(world.rule(run, "Tests").resolvedConfiguration()).containsEntry("Variable", "green");
            assertThat(world.rule(run, "Tests").configuration()).containsEntry("Variable", "#{app.Tests}");
            assertThat(stage(world, run)).isEqualTo(StageExecutionStatus.SUCCEEDED);
        }

        @Test
        void failFailsTheStageAndLeavesNoRollbackTarget() {
            World world = world(onSuccess(condition(Result.FAIL, ALARM)));
            String run = inBuild(world);
            world.succeeds(run, "Compile");
            world.ruleFails(run, "Alarm", FailureType.JOB_FAILED);
            assertThat(stage(world, run)).isEqualTo(StageExecutionStatus.FAILED);
            assertThat(status(world, run)).isEqualTo(PipelineExecutionStatus.FAILED);
            assertThat(world.stageState("Build").rollbackTargetId()).isNull();
        }

        @Test
        void rollbackLeavesTheStageSucceededAndGoesBackToTheLastGoodExecution() {
            World world = world(onSuccess(condition(Result.ROLLBACK, ALARM)));
            String good = inBuild(world);
            world.succeeds(good, "Compile");
            world.ruleSucceeds(good, "Alarm");
            String bad = inBuild(world);
            world.succeeds(bad, "Compile");
            world.ruleFails(bad, "Alarm", FailureType.JOB_FAILED);
            assertThat(stage(world, bad)).isEqualTo(StageExecutionStatus.SUCCEEDED);
            assertThat(status(world, bad)).isEqualTo(PipelineExecutionStatus.FAILED);
            PipelineExecution rollback = rollback(world);
            assertThat(rollback.rollbackTarget()).isEqualTo(good);
            assertThat(rollback.inside("Build")).isTrue();

            world.succeeds(rollback.id(), "Compile");
            world.ruleFails(rollback.id(), "Alarm", FailureType.JOB_FAILED);
            assertThat(status(world, rollback.id())).isEqualTo(PipelineExecutionStatus.FAILED);
            assertThat(world.executions())
                    .filteredOn(execution -> execution.type() == ExecutionType.ROLLBACK)
                    .hasSize(1);
        }

        @Test
        void withoutATargetRollbackFailsTheStage() {
            World world = world(onSuccess(condition(Result.ROLLBACK, ALARM)));
            String run = inBuild(world);
            world.succeeds(run, "Compile");
            world.ruleFails(run, "Alarm", FailureType.JOB_FAILED);
            assertThat(stage(world, run)).isEqualTo(StageExecutionStatus.FAILED);
            assertThat(status(world, run)).isEqualTo(PipelineExecutionStatus.FAILED);
        }

        @Test
        @DisplayName("an automatic retry follows a failed condition, and evaluates it again (5.3, 6.2)")
        void anAutomaticRetryEvaluatesAgain() {
            World world = world(stage -> onSuccess(condition(Result.FAIL, ALARM))
                    .apply(stage)
                    .onFailure(failure -> failure.result(Result.RETRY)));
            String run = inBuild(world);
            world.succeeds(run, "Compile");
            world.ruleFails(run, "Alarm", FailureType.JOB_FAILED);
            assertThat(stage(world, run)).isEqualTo(StageExecutionStatus.IN_PROGRESS);
            world.succeeds(run, "Compile");
            world.ruleSucceeds(run, "Alarm");
            assertThat(stage(world, run)).isEqualTo(StageExecutionStatus.SUCCEEDED);
            assertThat(world.ruleHistory()).hasSize(2);
        }
    }

    private static PipelineExecution rollback(World world) {
        return world.executions().stream()
                .filter(execution -> execution.type() == ExecutionType.ROLLBACK)
                .findFirst()
                .orElseThrow();
    }

    @Nested
    @DisplayName("on failure (6.2)")
    class OnFailure {

        private static World failing(RuleDeclaration... rules) {
            World world = world(onFailure(condition(Result.ROLLBACK, rules)));
            String good = inBuild(world);
            world.succeeds(good, "Compile");
            String bad = inBuild(world);
            world.fails(bad, "Compile");
            return world;
        }

        private static String bad(World world) {
            return List.copyOf(world.executions()).get(1).id();
        }

        @Test
        void theStageHasFailedAndKeepsItsLockWhileRulesRun() {
            World world = failing(ALARM);
            String bad = bad(world);
            assertThat(stage(world, bad)).isEqualTo(StageExecutionStatus.FAILED);
            assertThat(status(world, bad)).isEqualTo(PipelineExecutionStatus.IN_PROGRESS);
            assertThat(world.execution(inBuild(world)).waitingAt("Build")).isTrue();
            assertThatThrownBy(() -> world.retries(bad, "Build", StageRetryMode.FAILED_ACTIONS))
                    .isInstanceOf(StageNotRetryableException.class);
        }

        @Test
        void whenItIsMetTheStageGoesBackBeforeAnybodyEnters() {
            World world = failing(ALARM);
            String waiting = inBuild(world);
            world.ruleSucceeds(bad(world), "Alarm");
            assertThat(status(world, bad(world))).isEqualTo(PipelineExecutionStatus.FAILED);
            assertThat(rollback(world).inside("Build")).isTrue();
            assertThat(world.execution(waiting).waitingAt("Build")).isTrue();
        }

        @Test
        void whenItIsNotMetTheStageHasJustFailed() {
            World world = failing(ALARM);
            world.ruleFails(bad(world), "Alarm", FailureType.JOB_FAILED);
            assertThat(status(world, bad(world))).isEqualTo(PipelineExecutionStatus.FAILED);
            assertThat(world.executions()).noneMatch(execution -> execution.type() == ExecutionType.ROLLBACK);
        }

        @Test
        @DisplayName("a function meets the criteria by an error (6.3)")
        void aFunctionSaysYesByAnError() {
            World met = failing(ASK);
            met.ruleFails(bad(met), "Ask", FailureType.JOB_FAILED);
            assertThat(met.rule(bad(met), "Ask").status()).isEqualTo(RuleExecutionStatus.SUCCEEDED);
            assertThat(rollback(met).inside("Build")).isTrue();

            World unmet = failing(ASK);
            unmet.ruleSucceeds(bad(unmet), "Ask");
            assertThat(unmet.rule(bad(unmet), "Ask").status()).isEqualTo(RuleExecutionStatus.FAILED);
            assertThat(unmet.executions()).noneMatch(execution -> execution.type() == ExecutionType.ROLLBACK);
        }

        @Test
        void aStopLeavesTheStageFailed() {
            World world = failing(ALARM);
            world.abandons(bad(world));
            assertThat(stage(world, bad(world))).isEqualTo(StageExecutionStatus.FAILED);
            assertThat(status(world, bad(world))).isEqualTo(PipelineExecutionStatus.STOPPED);
            assertThat(world.rule(bad(world), "Alarm").status()).isEqualTo(RuleExecutionStatus.ABANDONED);
        }
    }

    @Nested
    @DisplayName("rules as jobs (6.3)")
    class Rules {
        @Test
        void aRuleIsAJobInTheQueueOfItsType() {
            RuleDeclaration commands = rule("Smoke", "Commands").toBuilder()
                    .commands("curl #{variables.Env}.shop.test")
                    .inputArtifacts(input -> input.name("SourceOut"))
                    .timeoutInMinutes(90)
                    .build();
            World world = world(beforeEntry(condition(Result.FAIL, commands)));
            String run = inBuild(world);
            Job job = world.ruleJob(run, "Smoke");
            assertThat(job.queue()).isEqualTo("server:Rule/AWS/Commands/1");
            assertThat(job.actionType()).isNull();
            assertThat(job.rule())
                    .isEqualTo(new RuleWork(new RuleTypeKey("Commands", "1"), Gate.BEFORE_ENTRY, "eu-west-1"));
            assertThat(job.script())
                    .isEqualTo(new Script(List.of("curl prod.shop.test"), List.of(), List.of(), Map.of()));
            assertThat(job.inputs())
                    .singleElement()
                    .satisfies(input -> assertThat(input.name()).isEqualTo("SourceOut"));
            assertThat(job.deadline()).isEqualTo(world.now().plus(Duration.ofMinutes(55)));
            assertThat(world.rule(run, "Smoke").id()).isEqualTo(job.actionExecutionId());
        }

        @Test
        void aRuleInAnotherRegionNeedsNoArtifactStoreThere() {
            World world = world(beforeEntry(
                    condition(Result.FAIL, ALARM.toBuilder().region("us-west-2").build())));
            String run = inBuild(world);
            assertThat(world.rule(run, "Alarm").region()).isEqualTo("us-west-2");
            assertThat(world.ruleJob(run, "Alarm").region()).isEqualTo("eu-west-1");
        }

        @Test
        void aContinuationArmsTheNextJobOfTheRule() {
            World world = world(beforeEntry(condition(Result.FAIL, ALARM)));
            String run = inBuild(world);
            Job first = world.ruleJob(run, "Alarm");
            world.ruleReports(
                    run,
                    "Alarm",
                    new JobResult.Continuation("t", new Progress(null, null, "OK so far", null, null), null));
            Job second = world.ruleJob(run, "Alarm");
            assertThat(second.id()).isNotEqualTo(first.id());
            assertThat(second.rule()).isEqualTo(first.rule());
            assertThat(world.rule(run, "Alarm").progress().summary()).isEqualTo("OK so far");
            world.ruleSucceeds(run, "Alarm");
            assertThat(world.started(run, "Compile")).isTrue();
        }

        @Test
        void aRuleThatRunsOverItsLimitFails() {
            RuleDeclaration brief = ALARM.toBuilder().timeoutInMinutes(5).build();
            World world = world(beforeEntry(condition(Result.FAIL, brief)));
            String run = inBuild(world);
            world.passes(Duration.ofMinutes(2));
            world.ruleReports(run, "Alarm", new JobResult.Continuation("t", Progress.NONE, null));
            Job job = world.ruleJob(run, "Alarm");
            world.take(new Command.TimeOut(job), run);
            assertThat(world.rule(run, "Alarm").running()).isTrue();
            world.passes(Duration.ofMinutes(3));
            world.take(new Command.TimeOut(job), run);
            assertThat(world.rule(run, "Alarm").errorDetails())
                    .extracting(ErrorDetails::message)
                    .isEqualTo("The rule timed out after 5 minutes.");
            assertThat(entry(world, run)).isEqualTo(ConditionExecutionStatus.FAILED);
        }

        @Test
        @DisplayName("an open window lets pass at once, a closed one holds until it opens")
        void aWindowHoldsUntilItOpens() {
            // The world begins at 10:00 on a Sunday.
            World open = world(beforeEntry(
                    condition(Result.FAIL, rule("Window", "DeploymentWindow", "Cron", "* * 9-17 ? * * *"))));
            assertThat(open.started(inBuild(open), "Compile")).isTrue();

            World closed = world(
                    beforeEntry(condition(Result.FAIL, rule("Window", "DeploymentWindow", "Cron", "* 30 11 ? * * *"))));
            String run = inBuild(closed);
            assertThat(closed.rule(run, "Window").running()).isTrue();
            assertThat(closed.ruleJob(run, "Window").availableAt()).isEqualTo(Instant.parse("2026-11-01T11:30:00Z"));
            closed.passes(Duration.ofMinutes(90));
            closed.ruleSucceeds(run, "Window");
            assertThat(closed.started(run, "Compile")).isTrue();
        }

        @Test
        @DisplayName("nobody was there while it was open: it waits for the next opening")
        void aWindowThatShutBeforeAnybodyLookedWaitsForTheNext() {
            World world = world(
                    beforeEntry(condition(Result.FAIL, rule("Window", "DeploymentWindow", "Cron", "* 30 11 ? * * *"))));
            String run = inBuild(world);
            world.passes(Duration.ofMinutes(100));
            world.ruleSucceeds(run, "Window");
            assertThat(world.started(run, "Compile")).isFalse();
            assertThat(world.rule(run, "Window").running()).isTrue();
            assertThat(world.ruleJob(run, "Window").availableAt()).isEqualTo(Instant.parse("2026-11-02T11:30:00Z"));
        }

        @Test
        @DisplayName("a watch that could only end by the limit cannot be evaluated")
        void anAlarmIsNotWatchedAsLongAsTheLimitOfItsRule() {
            World world = world(onSuccess(condition(
                    Result.FAIL, rule("Alarm", "CloudWatchAlarm", "AlarmName", "errors", "WaitTime", "1440"))));
            String run = inBuild(world);
            world.succeeds(run, "Compile");
            assertThat(world.condition(run, "Build", Gate.ON_SUCCESS).status())
                    .isEqualTo(ConditionExecutionStatus.ERRORED);
        }

        @Test
        void aWindowThatNeverOpensWaitsForItsTimeout() {
            World world = world(beforeEntry(
                    condition(Result.FAIL, rule("Window", "DeploymentWindow", "Cron", "* * * ? * * 2020"))));
            Job job = world.ruleJob(inBuild(world), "Window");
            assertThat(job.availableAt()).isAfter(job.deadline());
        }
    }

    @Nested
    @DisplayName("stop, edit, override (5.2, 2.6, 5.5)")
    class Control {
        @Test
        void aStopWaitsForRulesAndAnAbandonDoesNot() {
            World waiting = world(beforeEntry(condition(Result.FAIL, ALARM)));
            String run = inBuild(waiting);
            waiting.stops(run);
            assertThat(status(waiting, run)).isEqualTo(PipelineExecutionStatus.STOPPING);
            waiting.ruleSucceeds(run, "Alarm");
            assertThat(status(waiting, run)).isEqualTo(PipelineExecutionStatus.STOPPED);
            waiting.retries(run, "Build", StageRetryMode.FAILED_ACTIONS);
            assertThat(waiting.started(run, "Compile")).isTrue();

            World abandoned = world(beforeEntry(condition(Result.FAIL, ALARM)));
            String other = inBuild(abandoned);
            abandoned.abandons(other);
            assertThat(abandoned.rule(other, "Alarm").status()).isEqualTo(RuleExecutionStatus.ABANDONED);
            assertThat(entry(abandoned, other)).isEqualTo(ConditionExecutionStatus.ABANDONED);
            assertThat(abandoned.ruleJob(other, "Alarm").terminal()).isTrue();
            assertThat(stage(abandoned, other)).isEqualTo(StageExecutionStatus.STOPPED);
        }

        @Test
        void anEditCancelsTheConditionAtOnce() {
            World world = world(beforeEntry(condition(Result.FAIL, ALARM)));
            String run = inBuild(world);
            world.edits(draft(beforeEntry(condition(Result.FAIL, ALARM))));
            assertThat(entry(world, run)).isEqualTo(ConditionExecutionStatus.CANCELLED);
            assertThat(status(world, run)).isEqualTo(PipelineExecutionStatus.CANCELLED);
        }

        @Test
        void anOpenConditionIsOverriddenAndItsRunningRulesAreGivenUp() {
            World world = world(beforeEntry(condition(Result.FAIL, ALARM, ASK)));
            String run = inBuild(world);
            world.ruleFails(run, "Ask", FailureType.JOB_FAILED);
            world.overrides(run, "Build", Gate.BEFORE_ENTRY);
            assertThat(entry(world, run)).isEqualTo(ConditionExecutionStatus.OVERRIDDEN);
            assertThat(world.rule(run, "Alarm").status()).isEqualTo(RuleExecutionStatus.ABANDONED);
            assertThat(world.rule(run, "Alarm").updatedBy()).isEqualTo(World.CALLER);
            assertThat(world.rule(run, "Ask").status()).isEqualTo(RuleExecutionStatus.FAILED);
            assertThat(world.started(run, "Compile")).isTrue();
            assertThatThrownBy(() -> world.overrides(run, "Build", Gate.BEFORE_ENTRY))
                    .isInstanceOf(ConditionNotOverridableException.class);
        }

        @Test
        void aStageThatFailedAtItsEntranceResumes() {
            World world = world(beforeEntry(condition(Result.FAIL, ALARM)));
            String run = inBuild(world);
            world.ruleFails(run, "Alarm", FailureType.JOB_FAILED);
            world.overrides(run, "Build", Gate.BEFORE_ENTRY);
            assertThat(status(world, run)).isEqualTo(PipelineExecutionStatus.IN_PROGRESS);
            assertThat(world.started(run, "Compile")).isTrue();
            assertThat(world.eventsOf(run)).contains("pipeline RESUMED", "stage Build RESUMED");
        }

        @Test
        void aStageThatFailedAfterItsActionsSucceeds() {
            World world = world(onSuccess(condition(Result.FAIL, ALARM)));
            String run = inBuild(world);
            world.succeeds(run, "Compile");
            world.ruleFails(run, "Alarm", FailureType.JOB_FAILED);
            world.overrides(run, "Build", Gate.ON_SUCCESS);
            assertThat(stage(world, run)).isEqualTo(StageExecutionStatus.SUCCEEDED);
            assertThat(world.execution(run).inside("Ship")).isTrue();
        }

        @Test
        void aRollbackIsPreventedOnlyWhileTheConditionIsOpen() {
            World world = world(onSuccess(condition(Result.ROLLBACK, ALARM)));
            String run = inBuild(world);
            world.succeeds(run, "Compile");
            world.overrides(run, "Build", Gate.ON_SUCCESS);
            assertThat(stage(world, run)).isEqualTo(StageExecutionStatus.SUCCEEDED);

            String late = inBuild(world);
            world.succeeds(late, "Compile");
            world.ruleFails(late, "Alarm", FailureType.JOB_FAILED);
            assertThatThrownBy(() -> world.overrides(late, "Build", Gate.ON_SUCCESS))
                    .isInstanceOf(NotLatestPipelineExecutionException.class);
        }

        @Test
        void whatIsNotThereOrNotOpenCannotBeOverridden() {
            World world = world(stage -> beforeEntry(condition(Result.FAIL, ALARM))
                    .apply(onFailure(condition(Result.ROLLBACK, ASK)).apply(stage)));
            String run = inBuild(world);
            assertThatThrownBy(() -> world.overrides(run, "Nowhere", Gate.BEFORE_ENTRY))
                    .isInstanceOf(StageNotFoundException.class);
            assertThatThrownBy(() -> world.overrides("nobody", "Build", Gate.BEFORE_ENTRY))
                    .isInstanceOf(ConditionNotOverridableException.class);
            assertThatThrownBy(() -> world.overrides(run, "Build", Gate.ON_SUCCESS))
                    .isInstanceOf(ConditionNotOverridableException.class);
            world.ruleFails(run, "Alarm", FailureType.JOB_FAILED);
            assertThatThrownBy(() -> world.overrides(run, "Build", Gate.ON_FAILURE))
                    .isInstanceOf(ConditionNotOverridableException.class);
            assertThatThrownBy(() -> world.overrides(run, "Build", Gate.BEFORE_ENTRY))
                    .isInstanceOf(ConflictException.class);
            world.ruleFails(run, "Ask", FailureType.PERMISSION_ERROR);
            world.overrides(run, "Build", Gate.BEFORE_ENTRY);
            assertThat(world.started(run, "Compile")).isTrue();
        }

        @Test
        void anOvertakenExecutionCannotBeOverridden() {
            World world = world(beforeEntry(condition(Result.FAIL, ALARM)));
            String first = inBuild(world);
            String second = inBuild(world);
            world.ruleFails(first, "Alarm", FailureType.JOB_FAILED);
            assertThat(world.execution(second).inside("Build")).isTrue();
            assertThatThrownBy(() -> world.overrides(first, "Build", Gate.BEFORE_ENTRY))
                    .isInstanceOf(NotLatestPipelineExecutionException.class);
        }

        @Test
        void parallelExecutionsAreGuardedEachByItself() {
            World world =
                    World.with(draft(beforeEntry(condition(Result.FAIL, ALARM))).mode(ExecutionMode.PARALLEL));
            String first = inBuild(world);
            String second = inBuild(world);
            world.ruleFails(first, "Alarm", FailureType.JOB_FAILED);
            world.ruleSucceeds(second, "Alarm");
            assertThat(world.started(second, "Compile")).isTrue();
            world.overrides(first, "Build", Gate.BEFORE_ENTRY);
            assertThat(world.started(first, "Compile")).isTrue();
        }
    }
}
