package dev.penstock.engine.control;

import dev.penstock.engine.Command;
import dev.penstock.engine.action.ActionEnd;
import dev.penstock.engine.action.ApprovalNotice;
import dev.penstock.engine.condition.RuleEnd;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.stage.StageRun;
import dev.penstock.engine.step.Step;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/**
 * Takes what workers report about jobs, and the end of their time (spec jobs 7 to 10). A report about a job that does not
 * carry its attempt any more ends the job and changes nothing else (spec corrections 1).
 */
public final class JobReports {
    /** {@code errorDetails.code} of an action that ran over its limit (spec jobs 10.2). */
    static final String TIMED_OUT = "TimedOut";

    private JobReports() {}

    public static void report(Step step, Command.Report command) {
        Job job = command.job();
        if (job.terminal()) {
            return;
        }
        boolean failed = command.result() instanceof JobResult.Failure;
        step.add(job.closed(failed ? JobStatus.FAILED : JobStatus.SUCCEEDED, step.now()));
        String executionId = job.pipelineExecutionId();
        Optional<RuleExecution> rule = rule(step, job);
        if (rule.isPresent()) {
            RuleEnd.report(step, job, rule.get(), command.result());
            StageRun.advance(step, executionId);
            return;
        }
        Optional<ActionExecution> carried = attempt(step, job);
        if (carried.isEmpty()) {
            return;
        }
        ActionExecution attempt = carried.get();
        switch (command.result()) {
            case JobResult.Success success
            when ApprovalNotice.is(job) -> ApprovalNotice.delivered(step, executionId, attempt, job);
            case JobResult.Success success -> ActionEnd.succeed(step, executionId, attempt, success);
            case JobResult.Continuation more -> ActionEnd.proceed(step, executionId, attempt, job, more);
            case JobResult.Failure failure -> ActionEnd.fail(step, executionId, attempt, failure);
        }
        StageRun.advance(step, executionId);
    }

    public static void found(Step step, Command.SourceFound command) {
        attempt(step, command.job())
                .ifPresent(attempt ->
                        ActionEnd.found(step, command.job().pipelineExecutionId(), attempt, command.revision()));
    }

    /** Without effect if the job is over or has time left: whoever looks for overdue jobs may look too early. */
    public static void timeOut(Step step, Command.TimeOut command) {
        Job job = command.job();
        Optional<Duration> limit = exceeded(step, job);
        if (job.terminal() || limit.isEmpty()) {
            return;
        }
        step.add(job.closed(JobStatus.TIMED_OUT, step.now()));
        attempt(step, job).ifPresent(attempt -> {
            ActionEnd.fail(
                    step, job.pipelineExecutionId(), attempt, attempt.progress(), overrun("action", limit.get()));
            StageRun.advance(step, job.pipelineExecutionId());
        });
        rule(step, job).ifPresent(rule -> {
            RuleEnd.timeOut(step, job.pipelineExecutionId(), rule, overrun("rule", limit.get()));
            StageRun.advance(step, job.pipelineExecutionId());
        });
    }

    private static ErrorDetails overrun(String what, Duration limit) {
        return ErrorDetails.builder()
                .code(TIMED_OUT)
                .message("The " + what + " timed out after " + words(limit) + ".")
                .build();
    }

    static boolean timedOut(ActionExecution attempt) {
        return attempt.errorDetails() != null
                && TIMED_OUT.equals(attempt.errorDetails().code());
    }

    /** The running attempt that this job carries; empty if it was abandoned, ended or deleted meanwhile. */
    private static Optional<ActionExecution> attempt(Step step, Job job) {
        return step.find(job.pipelineExecutionId())
                .filter(PipelineExecution::live)
                .flatMap(execution -> execution.newestAttempt(job.actionExecutionId()))
                .filter(attempt -> attempt.running() && job.id().equals(attempt.jobId()));
    }

    /** The running rule that this job carries; empty if it was given up, ended or deleted meanwhile. */
    private static Optional<RuleExecution> rule(Step step, Job job) {
        return step.find(job.pipelineExecutionId())
                .filter(PipelineExecution::live)
                .flatMap(execution -> execution.rule(job.actionExecutionId()))
                .filter(rule -> rule.running() && job.id().equals(rule.jobId()));
    }

    /** The limit that has passed: the job's own, or that of its whole action. */
    private static Optional<Duration> exceeded(Step step, Job job) {
        if (job.jobDeadline() != null
                && job.acknowledgedAt() != null
                && !step.now().isBefore(job.jobDeadline())) {
            return Optional.of(Duration.between(job.acknowledgedAt(), job.jobDeadline()));
        }
        if (step.now().isBefore(job.deadline())) {
            return Optional.empty();
        }
        return Optional.of(attempt(step, job)
                .map(ActionExecution::startTime)
                .or(() -> rule(step, job).map(RuleExecution::startTime))
                .map(start -> Duration.between(start, job.deadline()))
                .orElseGet(() -> Duration.between(job.createdAt(), job.deadline())));
    }

    /** In the largest unit that divides it, as the API's texts count: {@code 24 hours}, {@code 90 minutes}. */
    private static String words(Duration limit) {
        long seconds = limit.toSeconds();
        if (seconds % 86_400 == 0 && seconds > 86_400) {
            return count(seconds / 86_400, "day");
        }
        if (seconds % 3_600 == 0) {
            return count(seconds / 3_600, "hour");
        }
        return seconds % 60 == 0 ? count(seconds / 60, "minute") : count(seconds, "second");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
