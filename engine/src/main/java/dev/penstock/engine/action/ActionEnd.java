package dev.penstock.engine.action;

import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.UrlTemplate;
import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.step.Announcements;
import dev.penstock.engine.step.Step;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/** What results make of a running attempt (spec jobs 7 to 9). What that means for the stage is decided by its caller. */
public final class ActionEnd {

    /** Why an approval is over that nobody answered (spec engine 2.6, 5.2). */
    public static final String APPROVAL_CANCELED = "The approval action has been canceled.";

    private ActionEnd() {}

    /** The attempt succeeds with what its last job reported. */
    public static void succeed(Step step, String executionId, ActionExecution attempt, JobResult.Success result) {
        Progress progress = progress(step, attempt, result.progress());
        Revision revision = reported(step, executionId, attempt, result.currentRevision());
        List<ArtifactLocation> written = attempt.outputs();
        if (isSource(attempt) && revision != null) {
            written = written.stream()
                    .map(output -> output.withRevision(revision.id()))
                    .toList();
        }
        ActionExecution done = attempt.succeeded(progress, revision, written, result.outputVariables(), step.now());
        step.put(step.execution(executionId), done);
        Announcements.action(step, step.execution(executionId), done, "SUCCEEDED");
    }

    /** The job is done, the action is not: arms the next job (spec jobs 9). */
    public static void proceed(
            Step step, String executionId, ActionExecution attempt, Job job, JobResult.Continuation result) {
        Job next = JobChain.next(step, job, result.token());
        Progress progress = progress(step, attempt, result.progress());
        Revision revision = reported(step, executionId, attempt, result.currentRevision());
        step.put(step.execution(executionId), attempt.continued(next.id(), progress, revision, step.now()));
        step.add(next);
    }

    /** @param error null only for a rejected approval */
    public static void fail(
            Step step, String executionId, ActionExecution attempt, Progress progress, @Nullable ErrorDetails error) {
        ActionExecution done = attempt.failed(progress, error, step.now());
        step.put(step.execution(executionId), done);
        Announcements.action(step, step.execution(executionId), done, "FAILED");
    }

    /** The worker said why. */
    public static void fail(Step step, String executionId, ActionExecution attempt, JobResult.Failure result) {
        Progress reported = Progress.NONE.withExternalExecutionId(result.externalExecutionId());
        ErrorDetails error = ErrorDetails.builder()
                .code(result.type().toString())
                .message(result.message())
                .build();
        fail(step, executionId, attempt, progress(step, attempt, reported), error);
    }

    /** The attempt is given up; what the provider does about it is not our concern any more (spec engine 1.3). */
    public static void abandon(Step step, String executionId, ActionExecution attempt) {
        Progress progress =
                isApproval(attempt) ? attempt.progress().withSummary(APPROVAL_CANCELED) : attempt.progress();
        ActionExecution done = attempt.abandoned(progress, step.now());
        step.put(step.execution(executionId), done);
        step.end(attempt.jobId(), JobStatus.FAILED);
        Announcements.action(step, step.execution(executionId), done, "ABANDONED");
    }

    /** An edit of the pipeline makes the open approval pointless (spec engine 2.6). */
    public static void cancelApproval(Step step, String executionId, ActionExecution attempt) {
        ActionExecution done = attempt.failed(attempt.progress().withSummary(APPROVAL_CANCELED), null, step.now());
        step.put(step.execution(executionId), done);
        step.end(attempt.jobId(), JobStatus.FAILED);
        Announcements.action(step, step.execution(executionId), done, "CANCELED");
    }

    /** A source knows what it will deliver, before it delivers it (spec engine 4.4). */
    public static void found(Step step, String executionId, ActionExecution attempt, Revision revision) {
        Revision known = reported(step, executionId, attempt, revision);
        if (known != null) {
            step.put(step.execution(executionId), attempt.withRevision(known, step.now()));
        }
    }

    public static boolean isApproval(ActionExecution attempt) {
        return attempt.actionType().category() == ActionCategory.APPROVAL;
    }

    private static boolean isSource(ActionExecution attempt) {
        return attempt.actionType().category() == ActionCategory.SOURCE;
    }

    /** Absent members keep what was reported before; the link follows the external id (spec jobs 7.6, 13). */
    private static Progress progress(Step step, ActionExecution attempt, Progress reported) {
        Progress merged = reported.onto(attempt.progress());
        if (reported.externalExecutionUrl() != null) {
            return merged;
        }
        Optional<String> link = type(step, attempt)
                .flatMap(type ->
                        UrlTemplate.executionUrl(type, attempt.resolvedConfiguration(), merged.externalExecutionId()));
        return link.isPresent() ? merged.withExternalExecutionUrl(link.get()) : merged;
    }

    /** The revision to show from now on; a source's becomes the execution's. */
    private static @Nullable Revision reported(
            Step step, String executionId, ActionExecution attempt, @Nullable Revision reported) {
        if (reported == null) {
            return attempt.currentRevision();
        }
        Revision revision = completed(step, attempt, reported);
        if (isSource(attempt)) {
            PipelineExecution execution = step.execution(executionId);
            step.put(execution.withRevision(attempt.actionName(), revision));
        }
        return revision;
    }

    /** A worker's report gets its time of receipt and the link of its type, where it has none of its own (spec jobs 7). */
    private static Revision completed(Step step, ActionExecution attempt, Revision revision) {
        boolean byWorker = attempt.actionType().owner() != ActionOwner.AWS;
        String url = revision.url() != null
                ? revision.url()
                : type(step, attempt)
                        .flatMap(type -> UrlTemplate.revisionUrl(type, attempt.resolvedConfiguration(), revision.id()))
                        .orElse(null);
        return new Revision(
                revision.id(),
                revision.changeIdentifier(),
                revision.created() == null && byWorker ? step.now() : revision.created(),
                revision.summary(),
                url);
    }

    private static Optional<ActionType> type(Step step, ActionExecution attempt) {
        return step.given()
                .types()
                .find(
                        attempt.actionType(),
                        step.pipeline().accountId(),
                        step.pipeline().region());
    }
}
