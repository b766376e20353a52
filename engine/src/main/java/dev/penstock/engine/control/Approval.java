package dev.penstock.engine.control;

import dev.penstock.engine.Command;
import dev.penstock.engine.action.ActionEnd;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.stage.StageRun;
import dev.penstock.engine.step.Step;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.ApprovalAlreadyCompletedException;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.InvalidApprovalTokenException;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/** Takes the answer of an approver (spec engine 5.7). */
public final class Approval {

    private Approval() {}

    /**
     * @return id of the execution that waited for the answer
     * @throws InvalidApprovalTokenException if no open approval has that token, or the answer lacks a required summary
     * @throws ApprovalAlreadyCompletedException if it was answered before
     */
    public static String answer(Step step, Command.Approve command) {
        PipelineExecution execution = step.executions().stream()
                .filter(candidate -> attempt(candidate, command).isPresent())
                .findFirst()
                .orElseThrow(() -> unknown(step, command));
        ActionExecution attempt = attempt(execution, command).orElseThrow();
        requireOpen(step, execution, attempt);
        requireSummary(attempt, command);
        settle(step, execution, attempt, command);
        StageRun.advance(step, execution.id());
        return execution.id();
    }

    private static Optional<ActionExecution> attempt(PipelineExecution execution, Command.Approve command) {
        return execution
                .stage(command.stageName())
                .flatMap(stage -> stage.action(command.actionName()))
                .filter(action -> action.id().equals(command.token()));
    }

    private static void requireOpen(Step step, PipelineExecution execution, ActionExecution attempt) {
        if (step.outdated(execution) || attempt.status() == ActionExecutionStatus.ABANDONED) {
            throw InvalidApprovalTokenException.builder()
                    .message("The pipeline " + step.pipeline().name()
                            + " has been updated, and the approval request you responded to is now out of date.")
                    .build();
        }
        if (attempt.running()) {
            return;
        }
        if (JobReports.timedOut(attempt)) {
            throw InvalidApprovalTokenException.builder()
                    .message("The approval request for action '" + attempt.actionName() + "' in stage '"
                            + attempt.stageName() + "' has expired.")
                    .build();
        }
        throw ApprovalAlreadyCompletedException.builder()
                .message("The approval action '" + attempt.actionName() + "' in stage '" + attempt.stageName()
                        + "' has already been completed.")
                .build();
    }

    private static void requireSummary(ActionExecution attempt, Command.Approve command) {
        boolean required = "true".equals(attempt.resolvedConfiguration().get("IsSummaryRequired"));
        if (required && command.summary().isBlank()) {
            throw InvalidApprovalTokenException.builder()
                    .message("Action '" + attempt.actionName() + "' in stage '" + attempt.stageName()
                            + "' requires a summary. Provide a summary in the approval result and try again.")
                    .build();
        }
    }

    private static void settle(
            Step step, PipelineExecution execution, ActionExecution attempt, Command.Approve command) {
        boolean approved = command.status() == ApprovalStatus.APPROVED;
        String summary = command.summary().isEmpty()
                ? (approved ? "Approved by " : "Rejected by ") + command.callerArn()
                : command.summary();
        Progress progress = Progress.NONE.withExternalExecutionId(attempt.id()).withSummary(summary);
        ActionExecution decided = attempt.decidedBy(command.callerArn());
        if (approved) {
            ActionEnd.succeed(step, execution.id(), decided, new JobResult.Success(progress, null, Map.of()));
        } else {
            ActionEnd.fail(step, execution.id(), decided, progress, null);
        }
        step.end(attempt.jobId(), approved ? JobStatus.SUCCEEDED : JobStatus.FAILED);
    }

    private static RuntimeException unknown(Step step, Command.Approve command) {
        if (step.definition().indexOf(command.stageName()) < 0) {
            return Refusals.stageNotFound(step.pipeline(), command.stageName());
        }
        if (step.definition().action(command.stageName(), command.actionName()).isEmpty()) {
            return Refusals.actionNotFound(step.pipeline(), command.stageName(), command.actionName());
        }
        return InvalidApprovalTokenException.builder()
                .message("The approval token is not valid for action '" + command.actionName() + "' in stage '"
                        + command.stageName() + "' of pipeline '"
                        + step.pipeline().name() + "'.")
                .build();
    }
}
