package dev.penstock.engine;

import dev.penstock.engine.event.Event;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.engine.job.Job;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/**
 * What a step changes, all of it: the store writes a decision in one transaction and signals afterwards.
 *
 * @param executionId the execution that the command made or concerned; what most operations answer; null if none
 * @param executions new values of executions that changed, in the order of change
 * @param actions new values of action executions that changed, with the execution that they belong to
 * @param rules new values of rule executions that changed, with the execution that they belong to
 * @param stages new values of stage states that changed, by stage name
 * @param jobs new jobs, and the job that a result or its limit ended
 * @param jobEnds ends of jobs that the step knows by id only; without effect on a job that is over already
 * @param events state changes in the order in which they happened
 * @param counter the new {@link PipelineState#counter()}
 */
public record Decision(
        @Nullable String executionId,
        List<PipelineExecution> executions,
        List<ActionChange> actions,
        List<RuleChange> rules,
        Map<String, PipelineState.StageState> stages,
        List<Job> jobs,
        List<JobEnd> jobEnds,
        List<Event> events,
        long counter) {

    /** An action execution that is new or changed. */
    public record ActionChange(PipelineExecution execution, ActionExecution action) {}

    /** A rule execution that is new or changed. */
    public record RuleChange(PipelineExecution execution, RuleExecution rule) {}

    /**
     * The end of a job by somebody else than its taker: an approver's answer, an abandoned action, an edited or deleted
     * pipeline. Counts as one transition of the job (spec jobs 3.3).
     *
     * @param status SUCCEEDED or FAILED
     */
    public record JobEnd(String jobId, JobStatus status, Instant at) {}
}
