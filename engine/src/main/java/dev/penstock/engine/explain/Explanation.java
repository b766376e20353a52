package dev.penstock.engine.explain;

import dev.penstock.engine.PipelineState;
import dev.penstock.engine.PipelineState.Transition;
import dev.penstock.engine.action.ActionEnd;
import dev.penstock.engine.action.ApprovalNotice;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.ConditionExecution;
import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.Position;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.engine.execution.StageExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.rule.DeploymentWindow;
import dev.penstock.engine.rule.Unevaluable;
import dev.penstock.engine.stage.StageRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.ConditionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;

/**
 * Says why an execution of a pipeline waits, or how it ended. Pure and complete: an execution that lives has at least one
 * finding for the place where it stands.
 */
public final class Explanation {
    private final PipelineState state;
    private final Known known;
    private final PipelineExecution execution;
    private final List<Finding> findings = new ArrayList<>();

    private Explanation(PipelineState state, Known known, PipelineExecution execution) {
        this.state = state;
        this.known = known;
        this.execution = execution;
    }

    /** @param execution one of the state's executions */
    public static List<Finding> of(PipelineState state, Known known, PipelineExecution execution) {
        return new Explanation(state, known, execution).explain();
    }

    /** Ids of the jobs that an explanation of the execution speaks of. */
    public static List<String> jobIds(PipelineExecution execution) {
        return execution.stages().values().stream()
                .flatMap(stage -> stage.actions().values().stream())
                .filter(ActionExecution::running)
                .flatMap(action -> Optional.ofNullable(action.jobId()).stream())
                .toList();
    }

    private List<Finding> explain() {
        Position position = execution.position();
        if (position == null) {
            ended();
        } else if (position.entered()) {
            inside(position, execution.stage(position.stageName()).orElseThrow());
        } else {
            waiting(position);
        }
        if (findings.isEmpty()) {
            add(
                    position == null ? null : position.stageName(),
                    null,
                    new Cause.GoesOn(position == null ? null : position.since()));
        }
        return List.copyOf(findings);
    }

    private void add(@Nullable String stage, @Nullable String action, Cause cause) {
        findings.add(new Finding(execution.id(), stage, action, cause));
    }

    private void waiting(Position position) {
        String stage = position.stageName();
        PipelineDefinition definition = state.definition(execution.version());
        int index = definition.indexOf(stage);
        if (index > 0) {
            String before = definition.stages().get(index - 1).name();
            closed(
                    stage,
                    before,
                    StageTransitionType.OUTBOUND,
                    state.stage(before).outbound());
        }
        closed(stage, stage, StageTransitionType.INBOUND, state.stage(stage).inbound());
        if (!execution.locking()) {
            return;
        }
        state.executions().values().stream()
                .filter(other -> other.locking() && other.inside(stage))
                .findFirst()
                .ifPresent(holder -> add(stage, null, new Cause.StageOccupied(stage, holder.id(), since(holder))));
        List<PipelineExecution> queue = state.executions().values().stream()
                .filter(other -> other.locking() && other.waitingAt(stage))
                .sorted(Comparator.comparingLong(Explanation::arrival))
                .toList();
        int place = queue.indexOf(execution);
        if (place > 0) {
            add(
                    stage,
                    null,
                    new Cause.BehindOthers(
                            stage, place + 1, queue.size(), queue.get(place - 1).id(), position.since()));
        }
    }

    private void closed(String stage, String closed, StageTransitionType type, Transition transition) {
        if (!transition.enabled()) {
            add(
                    stage,
                    null,
                    new Cause.TransitionDisabled(
                            closed, type, transition.changedBy(), transition.reason(), transition.changedAt()));
        }
    }

    private static long arrival(PipelineExecution execution) {
        return execution.position() == null ? 0 : execution.position().arrival();
    }

    private static Instant since(PipelineExecution execution) {
        return execution.position() == null
                ? execution.lastUpdate()
                : execution.position().since();
    }

    private void inside(Position position, StageExecution stage) {
        String name = stage.stageName();
        List<String> running = running(stage);
        if (execution.status() == PipelineExecutionStatus.STOPPING) {
            String reason = execution.stop() == null ? null : execution.stop().reason();
            add(name, null, new Cause.Stopping(running, reason, execution.lastUpdate()));
        } else if (execution.locking() && execution.version() != state.version()) {
            add(name, null, new Cause.Outdated(execution.version(), state.version(), running, position.since()));
        } else {
            slots(stage);
        }
        stage.conditions()
                .values()
                .forEach(condition -> condition.rules().values().stream()
                        .filter(RuleExecution::running)
                        .forEach(rule -> add(name, null, pending(rule))));
        stage.actions().values().stream()
                .filter(ActionExecution::running)
                .forEach(action -> add(name, action.actionName(), running(action)));
        if (stage.status() == StageExecutionStatus.FAILED) {
            failures(stage);
        }
        StageExecution.Retries retries = stage.retries();
        if (retries != null && stage.retriedAutomatically()) {
            add(
                    name,
                    null,
                    new Cause.AutomaticRetryUsed(
                            name, retries.mode().toString(), retries.latestIsAutomatic() ? retries.latestAt() : null));
        }
    }

    private static List<String> running(StageExecution stage) {
        List<String> running = new ArrayList<>();
        stage.actions().values().stream()
                .filter(ActionExecution::running)
                .forEach(action -> running.add("action '" + action.actionName() + "'"));
        stage.conditions().values().stream()
                .flatMap(condition -> condition.rules().values().stream())
                .filter(RuleExecution::running)
                .forEach(rule -> running.add("rule '" + rule.ruleName() + "'"));
        return running;
    }

    /** The members of a running group that have no place among those that may run side by side. */
    private void slots(StageExecution stage) {
        if (execution.mode() != ExecutionMode.PARALLEL) {
            return;
        }
        PipelineDefinition definition = state.definition(execution.version());
        definition.stage(stage.stageName()).stream()
                .flatMap(declared -> definition.groups(declared).values().stream())
                .filter(group -> group.stream().anyMatch(action -> runs(stage, action)))
                .findFirst()
                .map(group -> group.stream()
                        .map(ActionDeclaration::name)
                        .filter(stage::toStart)
                        .toList())
                .filter(waiting -> !waiting.isEmpty())
                .ifPresent(waiting -> add(
                        stage.stageName(),
                        null,
                        new Cause.NoFreeSlot(stage.stageName(), StageRun.PARALLEL_SLOTS, waiting, null)));
    }

    private static boolean runs(StageExecution stage, ActionDeclaration action) {
        return stage.action(action.name()).filter(ActionExecution::running).isPresent();
    }

    private Cause pending(RuleExecution rule) {
        return new Cause.RulePending(
                rule.gate(),
                rule.ruleName(),
                rule.ruleType().provider(),
                rule.ruleType().provider().equals("DeploymentWindow") ? window(rule) : null,
                rule.startTime(),
                rule.deadline());
    }

    private @Nullable String window(RuleExecution rule) {
        String cron = rule.resolvedConfiguration().get("Cron");
        try {
            return DeploymentWindow.of(rule.resolvedConfiguration())
                    .opensAfter(known.now())
                    .map(opens -> "whose window '" + cron + "' opens at " + opens)
                    .orElse("whose window '" + cron + "' does not open any more");
        } catch (Unevaluable e) {
            return null;
        }
    }

    private Cause running(ActionExecution action) {
        String name = action.actionName();
        Job job = action.jobId() == null ? null : known.jobs().get(action.jobId());
        if (ActionEnd.isApproval(action)) {
            return job != null && ApprovalNotice.is(job)
                    ? new Cause.TopicBeingTold(name, action.id(), action.startTime(), action.deadline())
                    : new Cause.ApprovalWanted(name, action.id(), action.startTime(), action.deadline());
        }
        if (job == null) {
            return new Cause.GoesOn(action.startTime());
        }
        if (job.queue().startsWith("server:")) {
            return new Cause.ServerWorks(name, action.actionType().toString(), action.startTime(), action.deadline());
        }
        if (job.acknowledgedAt() != null) {
            return new Cause.JobTaken(
                    name,
                    worker(job.acknowledgedBy()),
                    action.progress().percentComplete(),
                    action.progress().summary(),
                    job.acknowledgedAt(),
                    earlier(job.deadline(), job.jobDeadline()));
        }
        Instant window = job.ackDeadline();
        if (window != null && window.isAfter(known.now())) {
            return new Cause.JobOffered(name, job.dispatchedAt(), window);
        }
        if (job.availableAt().isAfter(known.now())) {
            return new Cause.JobDelayed(name, job.createdAt(), job.availableAt());
        }
        return new Cause.JobQueued(
                name,
                action.actionType().toString(),
                job.availableAt(),
                known.lastPolls().get(job.queue()),
                job.deadline());
    }

    /** The access key before the slash, and whose it is. What stands behind it only tells calls apart. */
    private String worker(@Nullable String acknowledgedBy) {
        if (acknowledgedBy == null) {
            return "a worker";
        }
        String key = acknowledgedBy.split("/", 2)[0];
        String principal = known.principals().get(key);
        return principal == null ? "access key " + key : principal + " (access key " + key + ")";
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other != null && other.isBefore(one) ? other : one;
    }

    private void ended() {
        if (execution.status() == PipelineExecutionStatus.FAILED
                || execution.status() == PipelineExecutionStatus.STOPPED) {
            execution.stages().values().forEach(this::failures);
        }
        add(null, null, new Cause.Ended(execution.status(), execution.statusSummary(), execution.lastUpdate()));
    }

    private void failures(StageExecution stage) {
        stage.actions().values().stream()
                .filter(action -> action.status() == ActionExecutionStatus.FAILED)
                .forEach(action -> add(stage.stageName(), action.actionName(), failed(action)));
        stage.conditions().values().stream()
                .filter(condition -> condition.status() == ConditionExecutionStatus.FAILED
                        || condition.status() == ConditionExecutionStatus.ERRORED)
                .forEach(condition -> add(
                        stage.stageName(),
                        null,
                        new Cause.ConditionFailed(
                                condition.gate(),
                                why(condition),
                                condition.lastStatusChange(),
                                stage.status() == StageExecutionStatus.FAILED,
                                overridable(stage, condition.gate()))));
    }

    /** Only a condition that failed its stage by its own result is (spec engine 6.2). */
    private boolean overridable(StageExecution stage, Gate gate) {
        return stage.status() == StageExecutionStatus.FAILED
                && gate != Gate.ON_FAILURE
                && execution.version() == state.version()
                && state.definition(execution.version())
                                .stage(stage.stageName())
                                .flatMap(gate::declaredBy)
                                .map(Condition::result)
                                .orElse(Result.FAIL)
                        == Result.FAIL;
    }

    private static Cause failed(ActionExecution action) {
        ErrorDetails error = action.errorDetails();
        String message = error == null ? action.progress().summary() : error.message();
        return new Cause.ActionFailed(
                action.actionName(), error == null ? null : error.code(), message, action.lastStatusChange());
    }

    /** The first rule that did not hold, with what it compared. */
    private static @Nullable String why(ConditionExecution condition) {
        return condition.rules().values().stream()
                .filter(rule -> rule.status() == RuleExecutionStatus.FAILED)
                .findFirst()
                .map(Explanation::compared)
                .orElse(condition.summary());
    }

    private static String compared(RuleExecution rule) {
        Map<String, String> configuration = rule.resolvedConfiguration();
        if (rule.ruleType().provider().equals("VariableCheck")) {
            return "rule '" + rule.ruleName() + "' asks for '" + configuration.getOrDefault("Variable", "") + "' "
                    + configuration.getOrDefault("Operator", "") + " '" + configuration.getOrDefault("Value", "") + "'";
        }
        ErrorDetails error = rule.errorDetails();
        String message = error == null ? rule.progress().summary() : error.message();
        return "rule '" + rule.ruleName() + "'" + (message == null ? "" : ": " + message);
    }
}
