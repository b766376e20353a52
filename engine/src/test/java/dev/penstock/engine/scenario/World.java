package dev.penstock.engine.scenario;

import dev.penstock.engine.Command;
import dev.penstock.engine.Decision;
import dev.penstock.engine.Engine;
import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.Given;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.execution.SourceOverride;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/** A pipeline with everything that happens to it. It keeps what the engine decides as the store does. */
public final class World extends Kept {
    public static final String CALLER = "arn:aws:iam::111111111111:user/anna";
    public static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    private final Engine engine = new Engine();
    private final SplittableRandom random = new SplittableRandom(7);
    private final KnownTypes types;
    private Instant now;
    private int ids;

    private World(PipelineDefinition definition, String name, KnownTypes types, Instant start) {
        super(new PipelineRef("0199f0de-6b0f-7a0e-8b0b-0f6f9f4f3a77", "111111111111", "eu-west-1", name), definition);
        this.types = types;
        this.now = start;
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

    public Decision take(Command command, String... executionIds) {
        Decision decision = engine.decide(state(Arrays.asList(executionIds)), command, given());
        apply(decision);
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
        edits(draft.version(version() + 1));
    }

    /** @param next the next version, checked */
    public void edits(PipelineDefinition next) {
        take(new Command.Update(next));
        addVersion(next);
    }

    public void deletes() {
        take(new Command.Delete());
    }

    public void passes(Duration time) {
        now = now.plus(time);
    }

    public Instant now() {
        return now;
    }

    public KnownTypes types() {
        return types;
    }

    public Given given() {
        return new Given(
                now,
                () -> String.format("00000000-0000-4000-8000-%012d", ++ids),
                random,
                EngineSettings.DEFAULTS,
                types);
    }

    private static String named(Decision decision) {
        @Nullable String id = decision.executionId();
        if (id == null) {
            throw new AssertionError("the decision names no execution");
        }
        return id;
    }
}
