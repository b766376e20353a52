package dev.penstock.engine.condition;

import dev.penstock.engine.action.JobChain;
import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.execution.RuleExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.rule.DeploymentWindow;
import dev.penstock.engine.rule.RuleTypes;
import dev.penstock.engine.rule.Unevaluable;
import dev.penstock.engine.step.Step;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionStatus;

/** What results make of a running rule, and of its condition when it was the last (spec engine 1.4, 6.2). */
public final class RuleEnd {

    private RuleEnd() {}

    /** A worker's result for the job that carries the rule. */
    public static void report(Step step, Job job, RuleExecution rule, JobResult result) {
        String executionId = job.pipelineExecutionId();
        switch (result) {
            case JobResult.Success success -> {
                Progress progress = success.progress().onto(rule.progress());
                Optional<Instant> opening = opening(step, rule);
                if (opening.isPresent()) {
                    Job next = JobChain.again(step, job, opening.get());
                    step.put(step.execution(executionId), rule.carriedBy(next.id(), progress, step.now()));
                    step.add(next);
                } else if (errorMeetsCriteria(rule)) {
                    fail(
                            step,
                            executionId,
                            rule,
                            progress,
                            error(FailureType.JOB_FAILED, "The function ended without an error."));
                } else {
                    end(step, executionId, rule.ended(RuleExecutionStatus.SUCCEEDED, progress, null, step.now()));
                }
            }
            case JobResult.Continuation more -> {
                Job next = JobChain.next(step, job, more.token());
                Progress progress = more.progress().onto(rule.progress());
                step.put(step.execution(executionId), rule.carriedBy(next.id(), progress, step.now()));
                step.add(next);
            }
            case JobResult.Failure failure -> {
                Progress progress = Progress.NONE
                        .withExternalExecutionId(failure.externalExecutionId())
                        .onto(rule.progress());
                if (errorMeetsCriteria(rule) && failure.type() == FailureType.JOB_FAILED) {
                    Progress said = progress.withSummary(failure.message());
                    end(step, executionId, rule.ended(RuleExecutionStatus.SUCCEEDED, said, null, step.now()));
                } else {
                    fail(step, executionId, rule, progress, error(failure.type(), failure.message()));
                }
            }
        }
        Conditions.settle(step, executionId, rule.stageName(), rule.gate());
    }

    /**
     * When a deployment window opens that is shut again: its job became due as it opened, and nobody was there to take it
     * (spec engine 6.3).
     */
    private static Optional<Instant> opening(Step step, RuleExecution rule) {
        if (!rule.ruleType().provider().equals(RuleTypes.DEPLOYMENT_WINDOW)) {
            return Optional.empty();
        }
        try {
            DeploymentWindow window = DeploymentWindow.of(rule.resolvedConfiguration());
            return window.openAt(step.now())
                    ? Optional.empty()
                    : Optional.of(
                            window.opensAfter(step.now()).orElse(rule.deadline().plus(RuleStart.NEVER)));
        } catch (Unevaluable evaluatedBefore) {
            return Optional.empty();
        }
    }

    /** A function that looks whether a failure is worth a rollback says yes by an error (spec engine 6.3). */
    private static boolean errorMeetsCriteria(RuleExecution rule) {
        return rule.gate() == Gate.ON_FAILURE && rule.ruleType().provider().equals(RuleTypes.LAMBDA_INVOKE);
    }

    /** The rule ran over its limit. */
    public static void timeOut(Step step, String executionId, RuleExecution rule, ErrorDetails error) {
        fail(step, executionId, rule, rule.progress(), error);
        Conditions.settle(step, executionId, rule.stageName(), rule.gate());
    }

    /** The engine knows the answer by itself. */
    static void decide(Step step, String executionId, RuleExecution rule, boolean holds, String text) {
        Progress progress = rule.progress().withSummary(text);
        if (holds) {
            end(step, executionId, rule.ended(RuleExecutionStatus.SUCCEEDED, progress, null, step.now()));
        } else {
            fail(step, executionId, rule, progress, error(FailureType.JOB_FAILED, text));
        }
    }

    /** The rule cannot be asked. */
    static void refuse(Step step, String executionId, RuleExecution rule, String message) {
        fail(step, executionId, rule, Progress.NONE, error(FailureType.CONFIGURATION_ERROR, message));
    }

    static void abandon(Step step, String executionId, RuleExecution rule) {
        end(step, executionId, rule.ended(RuleExecutionStatus.ABANDONED, rule.progress(), null, step.now()));
        step.end(rule.jobId(), JobStatus.FAILED);
    }

    private static void fail(
            Step step, String executionId, RuleExecution rule, Progress progress, @Nullable ErrorDetails error) {
        end(step, executionId, rule.ended(RuleExecutionStatus.FAILED, progress, error, step.now()));
    }

    private static void end(Step step, String executionId, RuleExecution rule) {
        step.put(step.execution(executionId), rule);
    }

    private static ErrorDetails error(FailureType type, String message) {
        return ErrorDetails.builder().code(type.toString()).message(message).build();
    }
}
