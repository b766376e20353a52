package dev.penstock.engine.scenario;

import dev.penstock.engine.Decision;
import dev.penstock.engine.PipelineState;
import dev.penstock.engine.PipelineState.StageState;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.event.Event;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.ConditionExecution;
import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.engine.job.Job;
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

/**
 * What a store would keep of a pipeline, and looks at it. It hands the engine no more than the store does: live executions,
 * named ones, and targets of rollbacks.
 */
public abstract class Kept {
    private final PipelineRef ref;
    private final Map<Integer, PipelineDefinition> definitions = new HashMap<>();
    private final Map<String, StageState> stages = new HashMap<>();
    private final Map<String, PipelineExecution> executions = new LinkedHashMap<>();
    private final Map<String, ActionExecution> history = new LinkedHashMap<>();
    private final Map<String, RuleExecution> rules = new LinkedHashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private int version = 1;
    private long counter;

    Kept(PipelineRef ref, PipelineDefinition first) {
        this.ref = ref;
        definitions.put(version, first);
    }

    /** Keeps what the engine decided. */
    final void apply(Decision decision) {
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
    }

    /** Keeps a new version, which counts from now on. */
    final void addVersion(PipelineDefinition next) {
        version++;
        definitions.put(version, next);
    }

    final int version() {
        return version;
    }

    /** The state as a read would load it, with the named executions. */
    public PipelineState seen(String... named) {
        return state(Arrays.asList(named));
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
                .map(Kept::told)
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
                .sorted(Comparator.comparingLong(Kept::arrival))
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

    final PipelineState state(List<String> named) {
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
}
