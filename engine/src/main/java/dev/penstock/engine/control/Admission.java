package dev.penstock.engine.control;

import dev.penstock.engine.Command;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.Position;
import dev.penstock.engine.stage.Inlets;
import dev.penstock.engine.step.Announcements;
import dev.penstock.engine.step.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;

/** Admits executions (spec engine 5.1, 7.2, 2.3). */
public final class Admission {
    /** Executions in progress or stopping that a QUEUED or PARALLEL pipeline may have at a time (spec engine 2.1). */
    static final int MAX_ACTIVE = 50;

    private Admission() {}

    /**
     * @return id of the new execution; at the limit and without required variables it exists, failed
     * @throws software.amazon.awssdk.services.codepipeline.model.ConcurrentPipelineExecutionsLimitExceededException if
     *     somebody waits for an answer
     */
    public static String start(Step step, Command.Start command) {
        SourceOverrides.check(step.definition(), command.overrides());
        return admit(step, command, Map.of());
    }

    /**
     * Admits an execution whose overrides nobody needs to check.
     *
     * @param revisions revisions that it is bound to from the start, by source action name
     */
    static String admit(Step step, Command.Start command, Map<String, Revision> revisions) {
        PipelineDefinition definition = step.definition();
        if (full(step)) {
            if (!command.automatic()) {
                throw Refusals.tooManyExecutions(step.pipeline());
            }
            return fail(step, make(step, command, null, Map.of()), null);
        }
        List<String> missing = missing(definition, command.variables());
        if (!missing.isEmpty()) {
            return fail(
                    step,
                    make(step, command, null, Map.of()),
                    "Values for required variables haven't been provided: " + String.join(",", missing));
        }
        PipelineExecution execution = make(step, command, bound(definition, command.variables()), revisions);
        Inlets.arrive(step, execution.id(), definition.stages().getFirst().name());
        return execution.id();
    }

    /** True if the pipeline has as many executions as its mode allows. */
    static boolean full(Step step) {
        ExecutionMode mode = step.definition().mode();
        boolean limited = mode == ExecutionMode.QUEUED || mode == ExecutionMode.PARALLEL;
        return limited && step.live().count() >= MAX_ACTIVE;
    }

    private static PipelineExecution make(
            Step step,
            Command.Start command,
            @Nullable Map<String, String> variables,
            Map<String, Revision> revisions) {
        PipelineDefinition definition = step.definition();
        long number = step.nextNumber();
        PipelineExecution execution = new PipelineExecution(
                step.newId(),
                number,
                definition.version(),
                definition.mode(),
                ExecutionType.STANDARD,
                null,
                null,
                PipelineExecutionStatus.IN_PROGRESS,
                null,
                command.trigger(),
                null,
                command.clientRequestToken(),
                1,
                variables,
                List.copyOf(command.overrides()),
                revisions,
                step.now(),
                step.now(),
                new Position(definition.stages().getFirst().name(), false, number, step.now()),
                Map.of());
        step.put(execution);
        Announcements.pipeline(step, execution, "STARTED");
        return execution;
    }

    private static String fail(Step step, PipelineExecution execution, @Nullable String summary) {
        PipelineExecution failed = execution.ended(PipelineExecutionStatus.FAILED, summary, step.now());
        step.put(failed);
        Announcements.pipeline(step, failed, "FAILED");
        return failed.id();
    }

    private static List<String> missing(PipelineDefinition definition, Map<String, String> given) {
        return definition.declaration().variables().stream()
                .filter(variable -> variable.defaultValue() == null)
                .map(PipelineVariableDeclaration::name)
                .filter(name -> !given.containsKey(name))
                .toList();
    }

    /** Bound once and for all; names that the pipeline does not declare are ignored (spec engine 7.2). */
    private static @Nullable Map<String, String> bound(PipelineDefinition definition, Map<String, String> given) {
        if (definition.declaration().variables().isEmpty()) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (PipelineVariableDeclaration variable : definition.declaration().variables()) {
            String override = given.get(variable.name());
            values.put(variable.name(), override != null ? override : variable.defaultValue());
        }
        return values;
    }
}
