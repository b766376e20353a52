package dev.penstock.engine.condition;

import dev.penstock.engine.action.Artifacts;
import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.definition.PipelineRef;
import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.job.RuleWork;
import dev.penstock.engine.job.Script;
import dev.penstock.engine.rule.AlarmCheck;
import dev.penstock.engine.rule.DeploymentWindow;
import dev.penstock.engine.rule.RuleType;
import dev.penstock.engine.rule.RuleTypeKey;
import dev.penstock.engine.rule.RuleTypes;
import dev.penstock.engine.rule.Unevaluable;
import dev.penstock.engine.rule.VariableCheck;
import dev.penstock.engine.step.Step;
import dev.penstock.engine.variable.Variables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionStatus;

/**
 * Starts one rule: variables, inputs, and then its job, unless the engine can decide it at once (spec engine 6.2, 6.3). A
 * rule that cannot be asked is over at once, and nobody gets a job.
 */
final class RuleStart {
    private static final int QUEUED_AT_ONCE = 2;
    static final Duration NEVER = Duration.ofDays(365);

    private final Step step;
    private final PipelineExecution execution;
    private final String stageName;
    private final Gate gate;
    private final RuleDeclaration declaration;
    private final RuleTypeKey key;
    private final String region;

    private RuleStart(
            Step step, PipelineExecution execution, String stageName, Gate gate, RuleDeclaration declaration) {
        this.step = step;
        this.execution = execution;
        this.stageName = stageName;
        this.gate = gate;
        this.declaration = declaration;
        this.key = RuleTypeKey.of(declaration.ruleTypeId());
        this.region = declaration.region() != null
                ? declaration.region()
                : step.pipeline().region();
    }

    static void start(Step step, String executionId, String stageName, Gate gate, RuleDeclaration declaration) {
        new RuleStart(step, step.execution(executionId), stageName, gate, declaration).run();
    }

    private void run() {
        Optional<RuleType> type = RuleTypes.find(key);
        if (type.isEmpty()) {
            refuse(declaration.configuration(), List.of(), "The rule type " + key + " does not exist.");
            return;
        }
        Map<String, String> resolved;
        List<String> commands;
        try {
            Variables variables = new Variables(execution);
            resolved = variables.resolve(declaration.configuration());
            commands = variables.resolve(declaration.commands());
        } catch (Variables.Unresolved unresolved) {
            refuse(
                    declaration.configuration(),
                    List.of(),
                    "Variables of the rule could not be resolved: Rule name=" + declaration.name());
            return;
        }
        List<ArtifactLocation> inputs = new ArrayList<>();
        for (InputArtifact input : declaration.inputArtifacts()) {
            Optional<ArtifactLocation> found = Artifacts.input(execution, input.name());
            if (found.isEmpty()) {
                refuse(
                        resolved,
                        inputs,
                        "The input artifact '" + input.name() + "' of rule '" + declaration.name()
                                + "' was not produced in this execution.");
                return;
            }
            inputs.add(found.get());
        }
        try {
            begin(type.get(), resolved, commands, inputs);
        } catch (Unevaluable unevaluable) {
            refuse(resolved, inputs, String.valueOf(unevaluable.getMessage()));
        }
    }

    private void begin(
            RuleType type, Map<String, String> resolved, List<String> commands, List<ArtifactLocation> inputs)
            throws Unevaluable {
        Instant deadline = step.now().plus(limit(type));
        switch (key.provider()) {
            case RuleTypes.VARIABLE_CHECK -> {
                VariableCheck check = VariableCheck.of(resolved);
                boolean holds = check.holds();
                RuleExecution rule = started(resolved, inputs, null, deadline);
                RuleEnd.decide(step, execution.id(), rule, holds, text(check, holds));
            }
            case RuleTypes.DEPLOYMENT_WINDOW -> {
                DeploymentWindow window = DeploymentWindow.of(resolved);
                if (window.openAt(step.now())) {
                    RuleExecution rule = started(resolved, inputs, null, deadline);
                    RuleEnd.decide(step, execution.id(), rule, true, "The deployment window is open.");
                } else {
                    // Without an opening that is left to come nobody may take the job, not at its last moment either.
                    Instant opening = window.opensAfter(step.now()).orElse(deadline.plus(NEVER));
                    give(resolved, commands, inputs, opening, deadline);
                }
            }
            case RuleTypes.CLOUD_WATCH_ALARM -> {
                // What variables stand for may make no sense, and then nobody needs to look.
                AlarmCheck.of(resolved, gate).within(limit(type));
                give(resolved, commands, inputs, step.now(), deadline);
            }
            default -> give(resolved, commands, inputs, step.now(), deadline);
        }
    }

    private static String text(VariableCheck check, boolean holds) {
        return "The check " + check.operator() + (holds ? " held." : " did not hold.");
    }

    private Duration limit(RuleType type) {
        Duration wanted = declaration.timeoutInMinutes() == null
                ? type.timeout()
                : Duration.ofMinutes(declaration.timeoutInMinutes());
        return wanted.compareTo(type.longest()) > 0 ? type.longest() : wanted;
    }

    private void refuse(Map<String, String> resolved, List<ArtifactLocation> inputs, String message) {
        RuleExecution rule = started(resolved, inputs, null, step.now());
        RuleEnd.refuse(step, execution.id(), rule, message);
    }

    private void give(
            Map<String, String> resolved,
            List<String> commands,
            List<ArtifactLocation> inputs,
            Instant availableAt,
            Instant deadline) {
        RuleExecution rule = started(resolved, inputs, step.newId(), deadline);
        step.add(job(rule, resolved, commands, availableAt));
    }

    private RuleExecution started(
            Map<String, String> resolved, List<ArtifactLocation> inputs, @Nullable String jobId, Instant deadline) {
        RuleExecution rule = new RuleExecution(
                step.newId(),
                stageName,
                gate,
                declaration.name(),
                key,
                RuleExecutionStatus.IN_PROGRESS,
                step.now(),
                step.now(),
                step.now(),
                null,
                declaration.roleArn(),
                region,
                declaration.configuration(),
                resolved,
                inputs,
                Progress.NONE,
                null,
                jobId,
                deadline);
        step.put(step.execution(execution.id()), rule);
        return rule;
    }

    private Job job(RuleExecution rule, Map<String, String> resolved, List<String> commands, Instant availableAt) {
        PipelineRef pipeline = step.pipeline();
        if (rule.jobId() == null) {
            throw new IllegalStateException("rule execution " + rule.id() + " has no job");
        }
        return new Job(
                rule.jobId(),
                key.queue(),
                null,
                pipeline.accountId(),
                pipeline.region(),
                pipeline.id(),
                pipeline.name(),
                execution.version(),
                execution.id(),
                stageName,
                rule.ruleName(),
                rule.id(),
                1,
                JobStatus.QUEUED,
                QUEUED_AT_ONCE,
                null,
                null,
                null,
                step.now(),
                availableAt,
                null,
                null,
                null,
                null,
                rule.deadline(),
                null,
                null,
                null,
                resolved,
                rule.inputs(),
                List.of(),
                List.of(),
                commands.isEmpty() ? null : new Script(commands, List.of(), List.of(), Map.of()),
                new RuleWork(key, gate, region),
                step.definitionOf(execution).artifactStore(pipeline.region()).encryptionKey(),
                null);
    }
}
