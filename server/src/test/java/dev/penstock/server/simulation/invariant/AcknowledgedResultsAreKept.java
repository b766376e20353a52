package dev.penstock.server.simulation.invariant;

import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobProtocol;
import dev.penstock.engine.job.JobResult;
import dev.penstock.server.simulation.Change;
import dev.penstock.server.simulation.Observation;
import dev.penstock.server.simulation.Told;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobSuccessResultRequest;

/**
 * A result whose sender was told that it arrived has ended its job for ever, and the action shows it: it is over, or the
 * job with the sender's continuation token exists. Only a job that the engine had closed before keeps its end.
 */
final class AcknowledgedResultsAreKept implements Invariant {

    /** What was reported: how the job ends, and the token of the job that follows. */
    private record Reported(String jobId, JobStatus end, Optional<String> token) {}

    private final Map<String, JobStatus> ends = new HashMap<>();

    @Override
    public void check(Observation seen) {
        for (Change<Job> change : seen.jobs()) {
            JobStatus end = ends.get(change.id());
            require(
                    end == null || change.after() == null || change.after().status() == end,
                    "%s had ended %s",
                    change.after(),
                    end);
        }
        if (seen.told() != null && seen.told().well()) {
            reported(seen.told()).ifPresent(result -> received(seen, result));
        }
    }

    private void received(Observation seen, Reported result) {
        Optional<Job> found = seen.ledger().job(result.jobId());
        require(found.isPresent(), "the result of %s was welcome, and the job is unknown", result.jobId());
        Job job = found.orElseThrow();
        require(job.terminal(), "the result of %s was welcome, and the job is %s", job.id(), job.status());
        ends.put(job.id(), job.status());
        if (job.resultFingerprint() == null) {
            return;
        }
        require(job.status() == result.end(), "%s was told %s, and is %s", job.id(), result.end(), job.status());
        boolean ended = seen.jobs().stream().anyMatch(change -> change.id().equals(job.id()));
        if (ended && job.rule() == null) {
            shows(seen, job, result);
        }
    }

    private void shows(Observation seen, Job job, Reported result) {
        ActionExecution attempt = seen.ledger()
                .pipeline(job.pipelineId())
                .map(view -> view.attempts().get(job.actionExecutionId()))
                .orElse(null);
        require(attempt != null, "the result of %s was welcome, and its action is unknown", job);
        if (attempt == null) {
            return;
        }
        if (result.token().isPresent()) {
            Optional<Job> next = Optional.ofNullable(attempt.jobId()).flatMap(seen.ledger()::job);
            require(
                    next.filter(each -> result.token().equals(Optional.ofNullable(each.continuationToken())))
                            .isPresent(),
                    "%s wants to go on, and its next job is %s",
                    job,
                    next);
        } else {
            boolean success = result.end() == JobStatus.SUCCEEDED;
            require(
                    success ? attempt.succeeded() : !attempt.running() && !attempt.succeeded(),
                    "%s ended %s, and its action is %s",
                    job,
                    result.end(),
                    attempt.status());
        }
    }

    private static Optional<Reported> reported(Told told) {
        return switch (told.asked()) {
            case Told.Asked.Result(Job claimed, JobResult result) ->
                Optional.of(new Reported(
                        claimed.id(),
                        JobProtocol.endOf(result),
                        result instanceof JobResult.Continuation more ? Optional.of(more.token()) : Optional.empty()));
            case Told.Asked.Request(var call, var request) ->
                switch (request) {
                    case PutJobSuccessResultRequest success ->
                        Optional.of(success(success.jobId(), success.continuationToken()));
                    case PutThirdPartyJobSuccessResultRequest success ->
                        Optional.of(success(success.jobId(), success.continuationToken()));
                    case PutJobFailureResultRequest failure -> Optional.of(failure(failure.jobId()));
                    case PutThirdPartyJobFailureResultRequest failure -> Optional.of(failure(failure.jobId()));
                    default -> Optional.empty();
                };
            case Told.Asked.Chore(var name) -> Optional.empty();
        };
    }

    private static Reported success(String jobId, @Nullable String token) {
        return new Reported(jobId, JobStatus.SUCCEEDED, Optional.ofNullable(token));
    }

    private static Reported failure(String jobId) {
        return new Reported(jobId, JobStatus.FAILED, Optional.empty());
    }
}
