package dev.penstock.server.simulation.invariant;

import dev.penstock.engine.PipelineState.Transition;
import dev.penstock.engine.execution.ActionExecution;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.job.Job;
import dev.penstock.server.operations.Call;
import dev.penstock.server.simulation.Change;
import dev.penstock.server.simulation.Observation;
import dev.penstock.server.simulation.PipelineView;
import dev.penstock.server.simulation.Told;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobRequest;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobResponse;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeThirdPartyJobRequest;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeThirdPartyJobResponse;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.DeletePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsResponse;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultRequest;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageResponse;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineResponse;

/** What a caller was told agrees with what the store has. */
final class AnswersAreTrue implements Invariant {

    @Override
    public void check(Observation seen) {
        Told told = seen.told();
        if (told != null && told.answer() != null && told.asked() instanceof Told.Asked.Request(var call, var asked)) {
            asked(seen, call, asked, told.answer());
            answered(seen, told.answer());
        }
    }

    private void asked(Observation seen, Call call, CodePipelineRequest asked, CodePipelineResponse answer) {
        switch (asked) {
            case CreatePipelineRequest create ->
                require(
                        seen.ledger().named(create.pipeline().name()).isPresent(),
                        "%s was created, and is not there",
                        create.pipeline().name());
            case UpdatePipelineRequest update ->
                require(
                        view(seen, update.pipeline().name()).state().version()
                                == ((UpdatePipelineResponse) answer).pipeline().version(),
                        "%s was updated, and has another version",
                        update.pipeline().name());
            case DeletePipelineRequest delete ->
                require(seen.ledger().named(delete.name()).isEmpty(), "%s was deleted, and is there", delete.name());
            case EnableStageTransitionRequest enable ->
                transition(seen, enable.pipelineName(), enable.stageName(), enable.transitionType(), true);
            case DisableStageTransitionRequest disable ->
                transition(seen, disable.pipelineName(), disable.stageName(), disable.transitionType(), false);
            case StopPipelineExecutionRequest stop -> {
                PipelineExecution execution =
                        view(seen, stop.pipelineName()).executions().get(stop.pipelineExecutionId());
                require(execution != null && execution.stop() != null, "%s was stopped, and does not know it", stop);
            }
            case RetryStageExecutionRequest retry ->
                require(
                        seen.pipelines().stream()
                                .flatMap(pipeline -> pipeline.executions().stream())
                                .anyMatch(change -> change.id().equals(retry.pipelineExecutionId()) && retried(change)),
                        "%s was retried, and does not know it",
                        retry.pipelineExecutionId());
            case PutApprovalResultRequest approval -> {
                ActionExecution attempt =
                        view(seen, approval.pipelineName()).attempts().get(approval.token());
                require(
                        attempt != null
                                && !attempt.running()
                                && call.caller().principalArn().equals(attempt.updatedBy()),
                        "the approval %s was answered, and does not know it",
                        approval.token());
            }
            case AcknowledgeJobRequest acknowledge ->
                acknowledged(seen, call, acknowledge.jobId(), ((AcknowledgeJobResponse) answer).status());
            case AcknowledgeThirdPartyJobRequest acknowledge ->
                acknowledged(seen, call, acknowledge.jobId(), ((AcknowledgeThirdPartyJobResponse) answer).status());
            default -> {}
        }
    }

    private void answered(Observation seen, CodePipelineResponse answer) {
        switch (answer) {
            case StartPipelineExecutionResponse start -> exists(seen, start.pipelineExecutionId());
            case RollbackStageResponse rollback -> exists(seen, rollback.pipelineExecutionId());
            case GetPipelineExecutionResponse got ->
                require(
                        find(seen, got.pipelineExecution().pipelineExecutionId())
                                .filter(execution -> execution.status()
                                        == got.pipelineExecution().status())
                                .isPresent(),
                        "%s is not %s",
                        got.pipelineExecution().pipelineExecutionId(),
                        got.pipelineExecution().status());
            case PollForJobsResponse poll ->
                poll.jobs().forEach(given -> {
                    Job job = seen.ledger().job(given.id()).orElse(null);
                    require(
                            job != null
                                    && job.status() == JobStatus.DISPATCHED
                                    && given.nonce().equals(job.nonce()),
                            "%s was given with the nonce %s, and is %s",
                            given.id(),
                            given.nonce(),
                            job);
                });
            default -> {}
        }
    }

    private static boolean retried(Change<PipelineExecution> change) {
        return change.before() != null
                && change.after() != null
                && change.after().attempt() > change.before().attempt();
    }

    private void acknowledged(Observation seen, Call call, String jobId, JobStatus told) {
        Job job = seen.ledger().job(jobId).orElse(null);
        require(job != null && job.status() == told, "%s was told that %s is %s", call.source(), job, told);
        require(
                told != JobStatus.IN_PROGRESS || (job != null && call.source().equals(job.acknowledgedBy())),
                "%s was told that %s is his, and it is not",
                call.source(),
                jobId);
    }

    private void transition(
            Observation seen, String pipeline, String stage, StageTransitionType side, boolean enabled) {
        var state = view(seen, pipeline).state().stage(stage);
        Transition gate = side == StageTransitionType.INBOUND ? state.inbound() : state.outbound();
        require(gate.enabled() == enabled, "%s of %s was set, and is not so", stage, pipeline);
    }

    private PipelineView view(Observation seen, String name) {
        Optional<PipelineView> view = seen.ledger().named(name);
        require(view.isPresent(), "%s is not there", name);
        return view.orElseThrow();
    }

    private void exists(Observation seen, String executionId) {
        require(find(seen, executionId).isPresent(), "%s does not exist", executionId);
    }

    private static Optional<PipelineExecution> find(Observation seen, String executionId) {
        return seen.ledger().pipelines().values().stream()
                .flatMap(view -> Optional.ofNullable(view.executions().get(executionId)).stream())
                .findFirst();
    }
}
