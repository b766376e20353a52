package dev.penstock.engine;

import static dev.penstock.engine.scenario.Draft.approval;
import static dev.penstock.engine.scenario.Draft.beforeEntry;
import static dev.penstock.engine.scenario.Draft.build;
import static dev.penstock.engine.scenario.Draft.condition;
import static dev.penstock.engine.scenario.Draft.onFailure;
import static dev.penstock.engine.scenario.Draft.onSuccess;
import static dev.penstock.engine.scenario.Draft.pipeline;
import static dev.penstock.engine.scenario.Draft.rule;
import static dev.penstock.engine.scenario.Draft.s3Source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.Position;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.scenario.Draft;
import dev.penstock.engine.scenario.World;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;

/** Whatever happens to a pipeline, in whatever order: these hold after every step. */
class EngineInvariantsTest {
    private static final Set<PipelineExecutionStatus> FOR_EVER = EnumSet.of(
            PipelineExecutionStatus.SUCCEEDED, PipelineExecutionStatus.SUPERSEDED, PipelineExecutionStatus.CANCELLED);

    private static final Set<PipelineExecutionStatus> GOING =
            EnumSet.of(PipelineExecutionStatus.IN_PROGRESS, PipelineExecutionStatus.STOPPING);

    private static final List<String> STAGES = List.of("Source", "Build", "Approve");

    /**
     * One thing that happens.
     *
     * @param pick chooses among the executions or attempts that it can happen to
     */
    record Happening(Kind kind, int pick) {
        enum Kind {
            START,
            SUCCEED,
            FAIL,
            CONTINUE,
            ANSWER,
            STOP,
            ABANDON,
            RETRY_FAILED,
            RETRY_ALL,
            ROLL_BACK,
            RULE_SUCCEED,
            RULE_FAIL,
            RULE_DENIED,
            RULE_TIME_OUT,
            OVERRIDE,
            PUT_REVISION,
            CLOSE,
            OPEN,
            EDIT
        }
    }

    @Provide
    Arbitrary<List<Happening>> happenings() {
        Arbitrary<Happening.Kind> kinds = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(Happening.Kind.START)),
                Tuple.of(6, Arbitraries.just(Happening.Kind.SUCCEED)),
                Tuple.of(4, Arbitraries.just(Happening.Kind.RULE_SUCCEED)),
                Tuple.of(8, Arbitraries.of(Happening.Kind.class)));
        return Combinators.combine(kinds, Arbitraries.integers().between(0, 1000))
                .as(Happening::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<ExecutionMode> modes() {
        return Arbitraries.of(ExecutionMode.SUPERSEDED, ExecutionMode.QUEUED, ExecutionMode.PARALLEL);
    }

    @Property(tries = 300)
    @Label("the invariants hold after every step, in every mode")
    void invariantsHold(
            @ForAll("modes") ExecutionMode mode,
            @ForAll OnFailure onFailure,
            @ForAll Entry entry,
            @ForAll Success success,
            @ForAll("happenings") List<Happening> happenings) {
        Draft draft = draft(mode, onFailure, entry, success);
        World world = World.with(draft);
        for (Happening happening : happenings) {
            Map<String, PipelineExecution> before = byId(world);
            Map<String, ActionExecution> attemptsBefore = attempts(world);
            Map<String, RuleExecution> rulesBefore = rules(world);
            int jobsBefore = world.jobs().size();
            try {
                happen(world, draft, happening);
            } catch (CodePipelineException refused) {
                assertThat(byId(world)).isEqualTo(before);
                assertThat(world.jobs()).hasSize(jobsBefore);
            }
            oneInAStage(world);
            firstInFirstOut(world, before);
            terminalIsTerminal(world, before, attemptsBefore);
            finishedRulesStayFinished(world, rulesBefore);
            guardsAreKept(world);
            nobodyIsForgotten(world);
            eventsAgree(world);
        }
    }

    /** What a stage does when it fails. */
    enum OnFailure {
        NOTHING,
        RETRY,
        ROLL_BACK,
        ASK
    }

    /** What guards its entrance. */
    enum Entry {
        OPEN,
        FAIL,
        SKIP
    }

    /** What guards its success. */
    enum Success {
        OPEN,
        FAIL,
        ROLL_BACK
    }

    private static Draft draft(ExecutionMode mode, OnFailure onFailure, Entry entry, Success success) {
        boolean rollback = mode != ExecutionMode.PARALLEL;
        UnaryOperator<StageDeclaration.Builder> failing = switch (onFailure) {
            case NOTHING -> stage -> stage;
            case RETRY -> stage -> stage.onFailure(failure -> failure.result(Result.RETRY));
            case ROLL_BACK -> stage -> rollback ? stage.onFailure(failure -> failure.result(Result.ROLLBACK)) : stage;
            case ASK ->
                stage -> rollback ? onFailure(asking(Result.ROLLBACK, "f")).apply(stage) : stage;
        };
        UnaryOperator<StageDeclaration.Builder> entering = switch (entry) {
            case OPEN -> stage -> stage;
            case FAIL -> beforeEntry(asking(Result.FAIL, "e"));
            case SKIP -> beforeEntry(asking(Result.SKIP, "e"));
        };
        UnaryOperator<StageDeclaration.Builder> succeeding = switch (success) {
            case OPEN -> stage -> stage;
            case FAIL -> onSuccess(asking(Result.FAIL, "s"));
            case ROLL_BACK -> onSuccess(asking(rollback ? Result.ROLLBACK : Result.FAIL, "s"));
        };
        return pipeline("shop")
                .mode(mode)
                .stage("Source", s3Source("Source"))
                .guardedStage(
                        "Build",
                        stage -> succeeding.apply(entering.apply(failing.apply(stage))),
                        build("Lint"),
                        build("Compile").in("SourceOut").out("App"),
                        build("Package").in("App").order(2))
                .stage("Approve", approval("Ask"));
    }

    private static Condition asking(Result result, String prefix) {
        return condition(
                result,
                rule(prefix + "1", "LambdaInvoke", "FunctionName", "f"),
                rule(prefix + "2", "LambdaInvoke", "FunctionName", "g"));
    }

    private static void happen(World world, Draft draft, Happening happening) {
        int pick = happening.pick();
        switch (happening.kind()) {
            case START -> world.start();
            case SUCCEED -> report(world, pick, new JobResult.Success(Progress.NONE, null, Map.of()));
            case FAIL -> report(world, pick, new JobResult.Failure(FailureType.JOB_FAILED, "no", null));
            case CONTINUE -> report(world, pick, new JobResult.Continuation("token", Progress.NONE, null));
            case ANSWER -> answer(world, pick);
            case STOP -> any(world, pick).ifPresent(execution -> world.stops(execution.id()));
            case ABANDON -> any(world, pick).ifPresent(execution -> world.abandons(execution.id()));
            case RETRY_FAILED -> retry(world, pick, StageRetryMode.FAILED_ACTIONS);
            case RETRY_ALL -> retry(world, pick, StageRetryMode.ALL_ACTIONS);
            case ROLL_BACK -> any(world, pick).ifPresent(execution -> world.rollsBack("Build", execution.id()));
            case RULE_SUCCEED -> ruleReports(world, pick, new JobResult.Success(Progress.NONE, null, Map.of()));
            case RULE_FAIL -> ruleReports(world, pick, new JobResult.Failure(FailureType.JOB_FAILED, "no", null));
            case RULE_DENIED ->
                ruleReports(world, pick, new JobResult.Failure(FailureType.PERMISSION_ERROR, "no", null));
            case RULE_TIME_OUT ->
                openRule(world, pick).map(world::jobOf).ifPresent(job -> {
                    world.passes(Duration.between(world.now(), job.deadline()));
                    world.take(new Command.TimeOut(job), job.pipelineExecutionId());
                });
            case OVERRIDE ->
                any(world, pick)
                        .ifPresent(execution -> world.overrides(
                                execution.id(), "Build", pick % 2 == 0 ? Gate.BEFORE_ENTRY : Gate.ON_SUCCESS));
            case PUT_REVISION ->
                world.take(new Command.PutRevision(
                        "Source", "Source", new Revision("v" + pick % 5, null, null, null, null), World.CALLER));
            case CLOSE -> world.disables(STAGES.get(pick % 3), StageTransitionType.INBOUND);
            case OPEN -> world.enables(STAGES.get(pick % 3), StageTransitionType.INBOUND);
            case EDIT -> {
                // Rarely: an edit ends nearly everything.
                if (pick % 4 == 0) {
                    world.edits(draft);
                }
            }
        }
    }

    private static Optional<RuleExecution> openRule(World world, int pick) {
        List<RuleExecution> open =
                world.ruleHistory().stream().filter(RuleExecution::running).toList();
        return open.isEmpty() ? Optional.empty() : Optional.of(open.get(pick % open.size()));
    }

    private static void ruleReports(World world, int pick, JobResult result) {
        openRule(world, pick)
                .map(world::jobOf)
                .ifPresent(
                        job -> world.take(new Command.Report(World.working(job), result), job.pipelineExecutionId()));
    }

    private static void report(World world, int pick, JobResult result) {
        List<ActionExecution> open = world.history().stream()
                .filter(attempt -> attempt.running() && !attempt.actionName().equals("Ask"))
                .toList();
        if (!open.isEmpty()) {
            ActionExecution attempt = open.get(pick % open.size());
            world.take(
                    new Command.Report(World.working(world.jobOf(attempt)), result),
                    world.jobOf(attempt).pipelineExecutionId());
        }
    }

    private static void answer(World world, int pick) {
        List<ActionExecution> asked = world.history().stream()
                .filter(attempt -> attempt.actionName().equals("Ask"))
                .toList();
        if (!asked.isEmpty()) {
            ActionExecution attempt = asked.get(pick % asked.size());
            world.answersToken(
                    "Approve",
                    "Ask",
                    attempt.id(),
                    pick % 2 == 0 ? ApprovalStatus.APPROVED : ApprovalStatus.REJECTED,
                    "",
                    world.jobOf(attempt).pipelineExecutionId());
        }
    }

    private static void retry(World world, int pick, StageRetryMode mode) {
        any(world, pick).ifPresent(execution -> world.retries(execution.id(), STAGES.get(pick % 3), mode));
    }

    private static Optional<PipelineExecution> any(World world, int pick) {
        List<PipelineExecution> all = List.copyOf(world.executions());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(pick % all.size()));
    }

    /** In a mode with stage locks one execution at a time is in a stage, and SUPERSEDED has one waiter at an inlet. */
    private static void oneInAStage(World world) {
        for (String stage : STAGES) {
            assertThat(world.executions())
                    .filteredOn(execution -> execution.locking() && execution.inside(stage))
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(world.waitingAt(stage))
                    .filteredOn(execution -> execution.mode() == ExecutionMode.SUPERSEDED)
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    /** Whoever entered from an inlet had been there longest. */
    private static void firstInFirstOut(World world, Map<String, PipelineExecution> before) {
        for (String stage : STAGES) {
            List<Long> stillWaiting = world.waitingAt(stage).stream()
                    .filter(PipelineExecution::locking)
                    .map(EngineInvariantsTest::arrival)
                    .toList();
            world.executions().stream()
                    .filter(execution -> execution.locking() && execution.inside(stage))
                    .filter(execution -> Optional.ofNullable(before.get(execution.id()))
                            .filter(earlier -> earlier.waitingAt(stage))
                            .isPresent())
                    .forEach(entered -> assertThat(stillWaiting).allMatch(other -> other > arrival(entered)));
        }
    }

    private static long arrival(PipelineExecution execution) {
        return Optional.ofNullable(execution.position()).map(Position::arrival).orElse(0L);
    }

    private static void terminalIsTerminal(
            World world, Map<String, PipelineExecution> before, Map<String, ActionExecution> attemptsBefore) {
        before.values().stream()
                .filter(execution -> FOR_EVER.contains(execution.status()))
                .forEach(
                        execution -> assertThat(world.execution(execution.id())).isEqualTo(execution));
        Map<String, ActionExecution> attempts = attempts(world);
        attemptsBefore.values().stream()
                .filter(attempt -> !attempt.running())
                .forEach(attempt -> assertThat(attempts).containsEntry(attempt.id(), attempt));
    }

    /** A live execution has something that will move it: an open job, a held lock before it, or a closed gate. */
    private static void nobodyIsForgotten(World world) {
        for (PipelineExecution execution : world.executions()) {
            assertThat(execution.live()).isEqualTo(GOING.contains(execution.status()));
            Position position = execution.position();
            if (position == null) {
                assertThat(execution.stages().values()).noneMatch(stage -> stage.running());
            } else if (position.entered()) {
                StageExecution stage = world.stage(execution.id(), position.stageName());
                assertThat(stage.running()).isTrue();
                assertThat(stage.actions().values())
                        .filteredOn(ActionExecution::running)
                        .allSatisfy(attempt ->
                                assertThat(world.jobOf(attempt).terminal()).isFalse());
                assertThat(stage.conditions().values())
                        .flatExtracting(condition -> condition.rules().values())
                        .filteredOn(RuleExecution::running)
                        .allSatisfy(
                                rule -> assertThat(world.jobOf(rule).terminal()).isFalse());
            } else {
                boolean closed =
                        !world.stageState(position.stageName()).inbound().enabled();
                boolean held = world.executions().stream()
                        .anyMatch(other -> other.locking() && other.inside(position.stageName()));
                assertThat(closed || (execution.locking() && held)).isTrue();
            }
        }
        assertThat(world.jobs())
                .filteredOn(job -> !job.terminal() && job.rule() == null)
                .allSatisfy(job -> assertThat(attempts(world).get(job.actionExecutionId()))
                        .isNotNull()
                        .satisfies(attempt -> assertThat(attempt.running()).isTrue()));
    }

    private static void finishedRulesStayFinished(World world, Map<String, RuleExecution> before) {
        Map<String, RuleExecution> now = rules(world);
        before.values().stream()
                .filter(rule -> !rule.running())
                .forEach(rule -> assertThat(now).containsEntry(rule.id(), rule));
        assertThat(world.jobs())
                .filteredOn(job -> !job.terminal() && job.rule() != null)
                .allSatisfy(job -> assertThat(now.get(job.actionExecutionId()))
                        .isNotNull()
                        .satisfies(rule -> assertThat(rule.running()).isTrue()));
    }

    /** Nothing runs behind a gate that is not open, and a condition is open as long as one of its rules runs. */
    private static void guardsAreKept(World world) {
        for (PipelineExecution execution : world.executions()) {
            for (StageExecution stage : execution.stages().values()) {
                stage.condition(Gate.BEFORE_ENTRY)
                        .filter(entry -> !entry.passed())
                        .ifPresent(entry -> assertThat(stage.actions().values()).noneMatch(ActionExecution::running));
                stage.condition(Gate.ON_SUCCESS)
                        .ifPresent(
                                success -> assertThat(stage.actions().values()).allMatch(ActionExecution::succeeded));
                assertThat(stage.conditions().values())
                        .allSatisfy(
                                condition -> assertThat(condition.inProgress()).isEqualTo(condition.running()));
                if (stage.status() == StageExecutionStatus.SKIPPED) {
                    assertThat(stage.actions()).isEmpty();
                }
            }
        }
    }

    /** The last event about an execution says its status; every story begins with STARTED. */
    private static void eventsAgree(World world) {
        for (PipelineExecution execution : world.executions()) {
            List<String> told = world.eventsOf(execution.id()).stream()
                    .filter(event -> event.startsWith("pipeline "))
                    .toList();
            assertThat(told).first().isEqualTo("pipeline STARTED");
            String last = told.getLast();
            switch (execution.status()) {
                case IN_PROGRESS -> assertThat(last).isIn("pipeline STARTED", "pipeline RESUMED");
                case STOPPING -> assertThat(last).isEqualTo("pipeline STOPPING");
                case STOPPED -> assertThat(last).isEqualTo("pipeline STOPPED");
                case SUCCEEDED -> assertThat(last).isEqualTo("pipeline SUCCEEDED");
                case FAILED -> assertThat(last).isEqualTo("pipeline FAILED");
                case SUPERSEDED -> assertThat(last).isEqualTo("pipeline SUPERSEDED");
                case CANCELLED -> assertThat(last).isEqualTo("pipeline CANCELED");
                case UNKNOWN_TO_SDK_VERSION -> throw new AssertionError(execution);
            }
        }
    }

    private static Map<String, PipelineExecution> byId(World world) {
        Map<String, PipelineExecution> all = new HashMap<>();
        world.executions().forEach(execution -> all.put(execution.id(), execution));
        return all;
    }

    private static Map<String, ActionExecution> attempts(World world) {
        Map<String, ActionExecution> all = new HashMap<>();
        world.history().forEach(attempt -> all.put(attempt.id(), attempt));
        return all;
    }

    private static Map<String, RuleExecution> rules(World world) {
        Map<String, RuleExecution> all = new HashMap<>();
        world.ruleHistory().forEach(rule -> all.put(rule.id(), rule));
        return all;
    }
}
