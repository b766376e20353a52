package dev.penstock.engine;

import dev.penstock.engine.control.Admission;
import dev.penstock.engine.control.Approval;
import dev.penstock.engine.control.ConditionOverride;
import dev.penstock.engine.control.JobReports;
import dev.penstock.engine.control.PipelineEdits;
import dev.penstock.engine.control.RevisionReport;
import dev.penstock.engine.control.RollbackRequest;
import dev.penstock.engine.control.StageRetryRequest;
import dev.penstock.engine.control.StopExecution;
import dev.penstock.engine.control.Transitions;
import dev.penstock.engine.step.Step;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens next in a pipeline. Pure: the same state, command and givens make the same decision; nothing is
 * read or changed outside. Thread-safe, since it has no state.
 *
 * <p>A command that the rules refuse ends in the API's own exception (spec engine 5), and nothing changes.
 */
public final class Engine {

    public Decision decide(PipelineState state, Command command, Given given) {
        Step step = command instanceof Command.Update update
                ? new Step(state.edited(update.definition()), given)
                : new Step(state, given);
        return step.decision(take(step, command));
    }

    /** @return the execution that the command made or concerned */
    private static @Nullable String take(Step step, Command command) {
        switch (command) {
            case Command.Start start -> {
                return Admission.start(step, start);
            }
            case Command.PutRevision put -> {
                return RevisionReport.put(step, put);
            }
            case Command.Stop stop -> {
                StopExecution.stop(step, stop);
                return stop.executionId();
            }
            case Command.Retry retry -> {
                StageRetryRequest.retry(step, retry);
                return retry.executionId();
            }
            case Command.Override override -> {
                ConditionOverride.override(step, override);
                return override.executionId();
            }
            case Command.Rollback rollback -> {
                return RollbackRequest.rollBack(step, rollback);
            }
            case Command.Approve approve -> {
                return Approval.answer(step, approve);
            }
            case Command.Report report -> {
                JobReports.report(step, report);
                return report.job().pipelineExecutionId();
            }
            case Command.SourceFound found -> {
                JobReports.found(step, found);
                return found.job().pipelineExecutionId();
            }
            case Command.TimeOut timeOut -> {
                JobReports.timeOut(step, timeOut);
                return timeOut.job().pipelineExecutionId();
            }
            case Command.SetTransition transition -> Transitions.set(step, transition);
            case Command.Update update -> PipelineEdits.update(step);
            case Command.Delete delete -> PipelineEdits.delete(step);
        }
        return null;
    }
}
