package dev.penstock.engine.action;

import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.Performer;
import dev.penstock.engine.actiontype.Secrets;
import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.job.Script;
import dev.penstock.engine.step.Announcements;
import dev.penstock.engine.step.Step;
import dev.penstock.engine.variable.Variables;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;

/**
 * Starts one attempt at an action, in the order of spec engine 4.2: variables, inputs, outputs, attempt, job. When one of
 * the first fails the attempt is made and fails at once, and nobody gets a job.
 */
public final class ActionStart {
    private static final int MAX_RESOLVED_BYTES = 100 * 1024;

    private final Step step;
    private final PipelineExecution execution;
    private final String stageName;
    private final ActionDeclaration declaration;
    private final ActionTypeKey key;
    private final String region;

    private ActionStart(Step step, PipelineExecution execution, String stageName, ActionDeclaration declaration) {
        this.step = step;
        this.execution = execution;
        this.stageName = stageName;
        this.declaration = declaration;
        this.key = ActionTypeKey.of(declaration.actionTypeId());
        this.region = declaration.region() != null
                ? declaration.region()
                : step.pipeline().region();
    }

    /** Starts the action in the stage that the execution is in. */
    public static void start(Step step, String executionId, String stageName, ActionDeclaration declaration) {
        new ActionStart(step, step.execution(executionId), stageName, declaration).run();
    }

    /** The text by which an execution tells that variables of one of its actions stayed open (spec engine 1.5). */
    public static String unresolvedText(String actionName) {
        return "An action in this pipeline failed because one or more variables could not be resolved: Action name="
                + actionName;
    }

    private void run() {
        Optional<ActionType> type = step.given()
                .types()
                .find(key, step.pipeline().accountId(), step.pipeline().region())
                .filter(found -> !found.deleted());
        if (type.isEmpty()) {
            fail(null, declaration.configuration(), List.of(), key.notAvailable(declaration.name(), region));
            return;
        }
        if (type.get().performer() instanceof Performer.Nobody) {
            fail(type.get(), declaration.configuration(), List.of(), notPerformed());
            return;
        }
        Map<String, String> resolved;
        @Nullable Script script;
        try {
            Variables variables = new Variables(execution);
            resolved = variables.resolve(declaration.configuration());
            script = Scripts.of(declaration, variables);
        } catch (Variables.Unresolved unresolved) {
            fail(type.get(), declaration.configuration(), List.of(), unresolvedText(declaration.name()));
            return;
        }
        if (bytes(resolved) > MAX_RESOLVED_BYTES) {
            fail(
                    type.get(),
                    declaration.configuration(),
                    List.of(),
                    "The resolved configuration of action '" + declaration.name() + "' is larger than "
                            + MAX_RESOLVED_BYTES + " bytes. Shorten the variables that it refers to.");
            return;
        }
        List<ArtifactLocation> inputs = new ArrayList<>();
        for (InputArtifact input : declaration.inputArtifacts()) {
            Optional<ArtifactLocation> found = Artifacts.input(execution, input.name());
            if (found.isEmpty()) {
                fail(
                        type.get(),
                        resolved,
                        inputs,
                        "The input artifact '" + input.name() + "' of action '" + declaration.name()
                                + "' was not produced in this execution.");
                return;
            }
            inputs.add(found.get());
        }
        begin(type.get(), resolved, script, inputs);
    }

    private String notPerformed() {
        String instead = key.owner() == ActionOwner.THIRD_PARTY
                ? "Have this action type registered as a partner's, whose job workers take its jobs, or use a custom one."
                : "Replace it by an action of a custom action type, and run a job worker that polls for its jobs.";
        return "The provider " + key.provider() + " of action '" + declaration.name() + "' (" + key
                + ") is not performed by this server. " + instead;
    }

    private void begin(
            ActionType type, Map<String, String> resolved, @Nullable Script script, List<ArtifactLocation> inputs) {
        List<ArtifactLocation> outputs = Artifacts.outputs(step, execution, declaration, region, resolved);
        String id = step.newId();
        boolean approval = type.performer() instanceof Performer.Approver;
        // An approval of a PARALLEL execution has no place in the pipeline's state, so its token is found here (2.4).
        Progress progress = approval && execution.mode() == ExecutionMode.PARALLEL
                ? Progress.NONE.withExternalExecutionId(id)
                : Progress.NONE;
        Instant deadline = step.now().plus(limit(type, approval));
        String jobId = step.newId();
        ActionExecution attempt = attempt(
                id, type, resolved, inputs, outputs, progress, ActionExecutionStatus.IN_PROGRESS, jobId, deadline);
        Job job = JobChain.first(step, execution, attempt, type, resolved, script, declaration);
        step.put(execution, attempt);
        step.add(job);
        Announcements.action(step, step.execution(execution.id()), attempt, "STARTED");
    }

    private Duration limit(ActionType type, boolean approval) {
        return approval && declaration.timeoutInMinutes() != null
                ? Duration.ofMinutes(declaration.timeoutInMinutes())
                : type.timeout();
    }

    private void fail(
            @Nullable ActionType type, Map<String, String> resolved, List<ArtifactLocation> inputs, String message) {
        ActionExecution started = attempt(
                step.newId(),
                type,
                resolved,
                inputs,
                List.of(),
                Progress.NONE,
                ActionExecutionStatus.IN_PROGRESS,
                null,
                step.now());
        step.put(execution, started);
        Announcements.action(step, step.execution(execution.id()), started, "STARTED");
        ErrorDetails error = ErrorDetails.builder()
                .code(FailureType.CONFIGURATION_ERROR.toString())
                .message(message)
                .build();
        ActionEnd.fail(step, execution.id(), started, Progress.NONE, error);
    }

    private ActionExecution attempt(
            String id,
            @Nullable ActionType type,
            Map<String, String> resolved,
            List<ArtifactLocation> inputs,
            List<ArtifactLocation> outputs,
            Progress progress,
            ActionExecutionStatus status,
            @Nullable String jobId,
            Instant deadline) {
        Optional<ActionExecution> earlier =
                execution.stage(stageName).flatMap(stage -> stage.action(declaration.name()));
        return new ActionExecution(
                id,
                stageName,
                declaration.name(),
                key,
                earlier.map(ActionExecution::attempt).orElse(0) + 1,
                status,
                step.now(),
                step.now(),
                step.now(),
                null,
                declaration.roleArn(),
                region,
                declaration.namespace(),
                shown(type, declaration.configuration()),
                shown(type, resolved),
                inputs,
                outputs,
                Map.of(),
                progress,
                earlier.flatMap(this::bound).orElse(null),
                null,
                jobId,
                deadline);
    }

    /** A source that is retried stays with the revision that it had decided for (spec engine 5.3). */
    private Optional<Revision> bound(ActionExecution earlier) {
        return PipelineDefinition.isSource(declaration)
                ? Optional.ofNullable(earlier.currentRevision())
                : Optional.empty();
    }

    /** What of a configuration may be shown: of an unknown type nothing, since nobody knows which values are secret. */
    private static Map<String, String> shown(@Nullable ActionType type, Map<String, String> configuration) {
        return type != null
                ? Secrets.masked(type, configuration)
                : configuration.keySet().stream().collect(Collectors.toMap(name -> name, name -> Secrets.MASK));
    }

    private static int bytes(Map<String, String> configuration) {
        return configuration.entrySet().stream()
                .mapToInt(entry -> entry.getKey().getBytes(StandardCharsets.UTF_8).length
                        + entry.getValue().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
