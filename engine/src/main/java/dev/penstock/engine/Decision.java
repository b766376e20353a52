package dev.penstock.engine;

import dev.penstock.engine.event.Event;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.job.Job;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step changes, all of it: the store writes a decision in one transaction and signals afterwards.
 *
 * @param executionId the execution that the command made or concerned; what most operations answer; null if none
 * @param executions new values of executions that changed, in the order of change
 * @param actions new values of action executions that changed, with the execution that they belong to
 * @param stages new values of stage states that changed, by stage name
 * @param jobs new jobs, and jobs that the engine closed or that a result ended
 * @param events state changes in the order in which they happened
 * @param counter the new {@link PipelineState#counter()}
 */
public record Decision(
        @Nullable String executionId,
        List<PipelineExecution> executions,
        List<ActionChange> actions,
        Map<String, PipelineState.StageState> stages,
        List<Job> jobs,
        List<Event> events,
        long counter) {

    /** An action execution that is new or changed. */
    public record ActionChange(PipelineExecution execution, ActionExecution action) {}
}
