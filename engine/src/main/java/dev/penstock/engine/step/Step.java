package dev.penstock.engine.step;

import dev.penstock.engine.Decision;
import dev.penstock.engine.Decision.ActionChange;
import dev.penstock.engine.Decision.JobEnd;
import dev.penstock.engine.Decision.RuleChange;
import dev.penstock.engine.Given;
import dev.penstock.engine.PipelineState;
import dev.penstock.engine.PipelineState.StageState;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.event.Event;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.ConditionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.engine.job.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/**
 * The workspace of one step. Rules read the state as it is now, changes made so far included, and put changes here;
 * {@link #decision} hands all of them over. Belongs to one call of the engine and to one thread.
 */
public final class Step {
    private final PipelineState state;
    private final Given given;
    private final Map<String, PipelineExecution> executions;
    private final SequencedSet<String> changedExecutions = new LinkedHashSet<>();
    private final SequencedMap<String, AttemptOf> attempts = new LinkedHashMap<>();
    private final SequencedMap<String, RuleOf> rules = new LinkedHashMap<>();
    private final SequencedMap<String, StageState> stages = new LinkedHashMap<>();
    private final List<Job> jobs = new ArrayList<>();
    private final List<JobEnd> jobEnds = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private long counter;

    private record RuleOf(String executionId, RuleExecution rule) {}

    private record AttemptOf(String executionId, ActionExecution action) {}

    public Step(PipelineState state, Given given) {
        this.state = state;
        this.given = given;
        this.executions = new LinkedHashMap<>(state.executions());
        this.counter = state.counter();
    }

    public PipelineRef pipeline() {
        return state.pipeline();
    }

    public PipelineDefinition definition() {
        return state.definition();
    }

    public PipelineDefinition definitionOf(PipelineExecution execution) {
        return state.definition(execution.version());
    }

    /** True if an edit has overtaken the execution: nothing of it starts any more (spec engine 2.6). */
    public boolean outdated(PipelineExecution execution) {
        return execution.locking() && execution.version() != state.version();
    }

    public Given given() {
        return given;
    }

    public Instant now() {
        return given.now();
    }

    public String newId() {
        return given.ids().get();
    }

    /** A number that is larger than all given out before in this pipeline. */
    public long nextNumber() {
        return ++counter;
    }

    public PipelineExecution execution(String id) {
        PipelineExecution execution = executions.get(id);
        if (execution == null) {
            throw new IllegalStateException(
                    "execution " + id + " of " + pipeline().name() + " was not loaded");
        }
        return execution;
    }

    public Optional<PipelineExecution> find(String executionId) {
        return Optional.ofNullable(executions.get(executionId));
    }

    /** A snapshot of all executions that the step knows. */
    public List<PipelineExecution> executions() {
        return List.copyOf(executions.values());
    }

    /** Executions that hold a place now, in the order in which they took it. */
    public Stream<PipelineExecution> live() {
        return executions().stream().filter(PipelineExecution::live).sorted(Comparator.comparingLong(Step::arrival));
    }

    private static long arrival(PipelineExecution execution) {
        return execution.position() == null ? 0 : execution.position().arrival();
    }

    public StageState stageState(String stageName) {
        StageState changed = stages.get(stageName);
        return changed != null ? changed : state.stage(stageName);
    }

    public void put(PipelineExecution execution) {
        executions.put(execution.id(), execution);
        changedExecutions.add(execution.id());
    }

    public void put(String stageName, StageState next) {
        stages.put(stageName, next);
    }

    /** Puts an attempt into its stage and into the history. */
    public void put(PipelineExecution execution, ActionExecution action) {
        StageExecution stage = execution
                .stage(action.stageName())
                .orElseThrow(() -> new IllegalStateException(action.stageName() + " was not entered"));
        put(execution.with(stage.with(action)));
        attempts.put(action.id(), new AttemptOf(execution.id(), action));
    }

    /** Puts a rule execution into the condition that it belongs to and into the history. */
    public void put(PipelineExecution execution, RuleExecution rule) {
        StageExecution stage = execution
                .stage(rule.stageName())
                .orElseThrow(() -> new IllegalStateException(rule.stageName() + " was not entered"));
        ConditionExecution condition = stage.condition(rule.gate())
                .orElseThrow(() -> new IllegalStateException(rule.gate() + " was not taken up"));
        put(execution.with(stage.with(condition.with(rule))));
        rules.put(rule.id(), new RuleOf(execution.id(), rule));
    }

    public void add(Job job) {
        jobs.add(job);
    }

    public void end(@Nullable String jobId, JobStatus status) {
        if (jobId != null) {
            jobEnds.add(new JobEnd(jobId, status, now()));
        }
    }

    public void tell(Event event) {
        events.add(event);
    }

    /** Everything that was put, with its last value. */
    public Decision decision(@Nullable String executionId) {
        return new Decision(
                executionId,
                changedExecutions.stream().map(this::execution).toList(),
                attempts.values().stream()
                        .map(attempt -> new ActionChange(execution(attempt.executionId()), attempt.action()))
                        .toList(),
                rules.values().stream()
                        .map(rule -> new RuleChange(execution(rule.executionId()), rule.rule()))
                        .toList(),
                stages,
                List.copyOf(jobs),
                List.copyOf(jobEnds),
                List.copyOf(events),
                counter);
    }
}
