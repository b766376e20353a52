package dev.penstock.engine.scenario;

import dev.penstock.engine.Command;
import dev.penstock.engine.Decision;
import dev.penstock.engine.Engine;
import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.Given;
import dev.penstock.engine.PipelineState;
import dev.penstock.engine.PipelineState.StageState;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.event.Event;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.ConditionExecution;
import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.engine.execution.SourceOverride;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/**
 * A pipeline with everything that happens to it. It keeps what the engine decides as the store does, and hands the engine
 * no more than the store does: live executions, named ones, and targets of rollbacks.
 */
public final class World {
    public static final String CALLER = "arn:aws:iam::111111111111:user/anna";
    public static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    private final PipelineRef ref;
    private final Engine engine = new Engine();
    private final SplittableRandom random = new SplittableRandom(7);
    private final Map<Integer, PipelineDefinition> definitions = new HashMap<>();
    private final Map<String, StageState> stages = new HashMap<>();
    private final Map<String, PipelineExecution> executions = new LinkedHashMap<>();
    private final Map<String, ActionExecution> history = new LinkedHashMap<>();
    private final Map<String, RuleExecution> rules = new LinkedHashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final KnownTypes types;
    private Instant now;
    private int version = 1;
    private long counter;
    private int ids;

    private World(PipelineDefinition definition, String name, KnownTypes types, Instant start) {
        this.types = types;
        this.now = start;
        ref = new PipelineRef("0199f0de-6b0f-7a0e-8b0b-0f6f9f4f3a77", "111111111111", "eu-west-1", name);
        definitions.put(1, definition);
    }

    public static World with(Draft draft) {
        return new World(draft.version(1), "shop", new KnownTypes(), START);
    }

    /**
     * @param definition version 1 of a pipeline, checked
     * @param former a pipeline before it, whose ids must not come again
     */
    public static World of(PipelineDefinition definition, KnownTypes types, Instant start, @Nullable World former) {
        World world = new World(definition, definition.declaration().name(), types, start);
        world.ids = former == null ? 0 : former.ids;
        return world;
    }

    // ---- what happens

    public Decision take(Command command, String... executionIds) {
        Decision decision = engine.decide(state(Arrays.asList(executionIds)), command, given());
        decision.executions().forEach(execution -> executions.put(execution.id(), execution));
        decision.actions().forEach(change -> {
            history.put(change.action().id(), change.action());
            owners.put(change.action().id(), change.execution().id());
        });
        decision.rules().forEach(change -> {
            rules.put(change.rule().id(), change.rule());
            owners.put(change.rule().id(), change.execution().id());
        });
        stages.putAll(decision.stages());
        decision.jobs().forEach(job -> jobs.put(job.id(), job));
        decision.jobEnds()
                .forEach(end -> jobs.computeIfPresent(
                        end.jobId(), (id, job) -> job.terminal() ? job : job.closed(end.status(), end.at())));
        events.addAll(decision.events());
        counter = decision.counter();
        return decision;
    }

    public String start() {
        return start(Map.of());
    }

    public String start(Map<String, String> variables, SourceOverride... overrides) {
        Command.Start start = new Command.Start(
                new Trigger(TriggerType.START_PIPELINE_EXECUTION, CALLER), variables, List.of(overrides), null, false);
        return named(take(start));
    }

    public String startAutomatically() {
        return named(take(new Command.Start(
                new Trigger(TriggerType.POLL_FOR_SOURCE_CHANGES, "Source"), Map.of(), List.of(), null, true)));
    }

    public void succeeds(String execution, String action) {
        succeeds(execution, action, Map.of());
    }

    public void succeeds(String execution, String action, Map<String, String> variables) {
        reports(execution, action, new JobResult.Success(Progress.NONE, null, variables));
    }

    /** A source succeeds with a revision. */
    public void delivers(String execution, String action, String revision) {
        reports(
                execution,
                action,
                new JobResult.Success(Progress.NONE, new Revision(revision, null, null, null, null), Map.of()));
    }

    public void fails(String execution, String action) {
        reports(execution, action, new JobResult.Failure(FailureType.JOB_FAILED, "it broke", null));
    }

    public Decision reports(String execution, String action, JobResult result) {
        return take(new Command.Report(working(job(execution, action)), result), execution);
    }

    public Decision ruleReports(String execution, String rule, JobResult result) {
        return take(new Command.Report(working(ruleJob(execution, rule)), result), execution);
    }

    public void ruleSucceeds(String execution, String rule) {
        ruleReports(execution, rule, new JobResult.Success(Progress.NONE, null, Map.of()));
    }

    public void ruleFails(String execution, String rule, FailureType type) {
        ruleReports(execution, rule, new JobResult.Failure(type, "it is not so", null));
    }

    public void overrides(String execution, String stage, Gate gate) {
        take(new Command.Override(stage, execution, gate, CALLER), execution);
    }

    /** The same job as a worker holds it. */
    public static Job working(Job job) {
        return new Job(
                job.id(),
                job.queue(),
                job.actionType(),
                job.accountId(),
                job.region(),
                job.pipelineId(),
                job.pipelineName(),
                job.pipelineVersion(),
                job.pipelineExecutionId(),
                job.stageName(),
                job.actionName(),
                job.actionExecutionId(),
                job.sequence(),
                JobStatus.IN_PROGRESS,
                job.revisionCounter() + 2,
                "3",
                job.queryValue(),
                job.clientId(),
                job.createdAt(),
                job.availableAt(),
                job.availableAt(),
                null,
                job.availableAt(),
                "worker",
                job.deadline(),
                job.jobDeadline(),
                null,
                job.continuationToken(),
                job.configuration(),
                job.inputs(),
                job.outputs(),
                job.sourceOverrides(),
                job.script(),
                job.rule(),
                job.encryptionKey(),
                "fingerprint");
    }

    public void timesOut(String execution, String action) {
        Job job = job(execution, action);
        now = job.deadline();
        take(new Command.TimeOut(job), execution);
    }

    public void approves(String execution, String action) {
        answers(execution, action, ApprovalStatus.APPROVED, "fine");
    }

    public void answers(String execution, String action, ApprovalStatus status, String summary) {
        ActionExecution attempt = attempt(execution, action);
        answersToken(attempt.stageName(), action, attempt.id(), status, summary, execution);
    }

    public void answersToken(
            String stage, String action, String token, ApprovalStatus status, String summary, String... loaded) {
        take(new Command.Approve(stage, action, token, status, summary, CALLER), loaded);
    }

    public void stops(String execution) {
        take(new Command.Stop(execution, false, null), execution);
    }

    public void abandons(String execution) {
        take(new Command.Stop(execution, true, null), execution);
    }

    public void retries(String execution, String stage, StageRetryMode mode) {
        take(new Command.Retry(execution, stage, mode), execution);
    }

    public String rollsBack(String stage, String target) {
        return named(take(new Command.Rollback(stage, target, CALLER), target));
    }

    public void disables(String stage, StageTransitionType type) {
        take(new Command.SetTransition(stage, type, false, "not now", CALLER));
    }

    public void enables(String stage, StageTransitionType type) {
        take(new Command.SetTransition(stage, type, true, null, CALLER));
    }

    public void edits(Draft draft) {
        edits(draft.version(version + 1));
    }

    /** @param next the next version, checked */
    public void edits(PipelineDefinition next) {
        take(new Command.Update(next));
        version++;
        definitions.put(version, next);
    }

    public void deletes() {
        take(new Command.Delete());
    }

    public void passes(Duration time) {
        now = now.plus(time);
    }

    // ---- what is seen

    /** The state as a read would load it, with the named executions. */
    public PipelineState seen(String... named) {
        return state(Arrays.asList(named));
    }

    public Instant now() {
        return now;
    }

    public KnownTypes types() {
        return types;
    }

    public Optional<PipelineExecution> find(String id) {
        return Optional.ofNullable(executions.get(id));
    }

    public PipelineExecution execution(String id) {
        return Optional.ofNullable(executions.get(id)).orElseThrow();
    }

    public Collection<PipelineExecution> executions() {
        return List.copyOf(executions.values());
    }

    public StageExecution stage(String execution, String stage) {
        return execution(execution).stage(stage).orElseThrow();
    }

    /** The newest attempt at an action. */
    public ActionExecution attempt(String execution, String action) {
        return execution(execution).stages().values().stream()
                .flatMap(stage -> stage.action(action).stream())
                .findFirst()
                .orElseThrow(() -> new AssertionError(action + " has no attempt in " + execution(execution)));
    }

    public boolean started(String execution, String action) {
        return execution(execution).stages().values().stream()
                .anyMatch(stage -> stage.action(action).isPresent());
    }

    /** The job that carries the newest attempt now, or carried it last. */
    public Job job(String execution, String action) {
        return jobOf(attempt(execution, action));
    }

    public Job jobOf(ActionExecution attempt) {
        return Optional.ofNullable(attempt.jobId()).map(jobs::get).orElseThrow();
    }

    /** Keeps what the job protocol made of a job. */
    public void keep(Job job) {
        jobs.put(job.id(), job);
    }

    public Optional<Job> findJob(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    public Collection<Job> jobs() {
        return List.copyOf(jobs.values());
    }

    public ConditionExecution condition(String execution, String stage, Gate gate) {
        return stage(execution, stage).condition(gate).orElseThrow();
    }

    /** The latest run of a rule, whose name is unique in the pipeline. */
    public RuleExecution rule(String execution, String rule) {
        return execution(execution).stages().values().stream()
                .flatMap(stage -> stage.conditions().values().stream())
                .flatMap(condition -> Optional.ofNullable(condition.rules().get(rule)).stream())
                .findFirst()
                .orElseThrow(() -> new AssertionError(rule + " has not run in " + execution(execution)));
    }

    public Job ruleJob(String execution, String rule) {
        return jobOf(rule(execution, rule));
    }

    public Job jobOf(RuleExecution rule) {
        return Optional.ofNullable(rule.jobId()).map(jobs::get).orElseThrow();
    }

    /** Every run of a rule ever made, in order. */
    public List<RuleExecution> ruleHistory() {
        return List.copyOf(rules.values());
    }

    /** Every attempt ever made, in order. */
    public List<ActionExecution> history() {
        return List.copyOf(history.values());
    }

    public List<ActionExecution> historyOf(String execution) {
        return history.values().stream()
                .filter(action -> execution.equals(owners.get(action.id())))
                .toList();
    }

    public List<RuleExecution> rulesOf(String execution) {
        return rules.values().stream()
                .filter(rule -> execution.equals(owners.get(rule.id())))
                .toList();
    }

    public StageState stageState(String stage) {
        return stages.getOrDefault(stage, StageState.UNTOUCHED);
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    /** What happened to an execution, in order, as {@link #told} tells it. */
    public List<String> eventsOf(String execution) {
        return events.stream()
                .filter(event -> event.subject().executionId().equals(execution))
                .map(World::told)
                .toList();
    }

    /** {@code "pipeline STARTED"}, {@code "stage Build FAILED"}, {@code "action Compile SUCCEEDED"}. */
    public static String told(Event event) {
        return switch (event) {
            case Event.PipelineChanged pipeline -> "pipeline " + pipeline.state();
            case Event.StageChanged stage -> "stage " + stage.stage() + " " + stage.state();
            case Event.ActionChanged action -> "action " + action.action() + " " + action.state();
        };
    }

    public List<PipelineExecution> waitingAt(String stage) {
        return executions.values().stream()
                .filter(execution -> execution.waitingAt(stage))
                .sorted(Comparator.comparingLong(World::arrival))
                .toList();
    }

    private static long arrival(PipelineExecution execution) {
        return execution.position() == null ? 0 : execution.position().arrival();
    }

    public PipelineDefinition definition() {
        return Optional.ofNullable(definitions.get(version)).orElseThrow();
    }

    public PipelineDefinition definition(int wanted) {
        return Optional.ofNullable(definitions.get(wanted)).orElseThrow();
    }

    public PipelineRef ref() {
        return ref;
    }

    public Given given() {
        return new Given(
                now,
                () -> String.format("00000000-0000-4000-8000-%012d", ++ids),
                random,
                EngineSettings.DEFAULTS,
                types);
    }

    private PipelineState state(List<String> named) {
        Set<String> wanted = new HashSet<>(named);
        wanted.addAll(PipelineState.rollbackTargets(definition(), stages));
        Map<String, PipelineExecution> loaded = new LinkedHashMap<>();
        executions.forEach((id, execution) -> {
            if (execution.live() || wanted.contains(id)) {
                loaded.put(id, execution);
            }
        });
        return new PipelineState(ref, version, definitions, Map.copyOf(stages), loaded, counter);
    }

    private static String named(Decision decision) {
        @Nullable String id = decision.executionId();
        if (id == null) {
            throw new AssertionError("the decision names no execution");
        }
        return id;
    }
}
