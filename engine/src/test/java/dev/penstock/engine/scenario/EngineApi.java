package dev.penstock.engine.scenario;

import dev.penstock.engine.Command;
import dev.penstock.engine.Decision;
import dev.penstock.engine.EngineSettings;
import dev.penstock.engine.actiontype.ActionProperty;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.ArtifactCount;
import dev.penstock.engine.actiontype.Performer;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.control.SourceOverrides;
import dev.penstock.engine.definition.DeclarationRules;
import dev.penstock.engine.definition.PipelineDefinition;
import dev.penstock.engine.definition.PolledSource;
import dev.penstock.engine.execution.Gate;
import dev.penstock.engine.execution.PipelineExecution;
import dev.penstock.engine.execution.SourceOverride;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.engine.job.Job;
import dev.penstock.engine.job.JobProtocol;
import dev.penstock.engine.job.JobProtocol.Acceptance;
import dev.penstock.engine.job.JobResult;
import dev.penstock.engine.job.JobResult.Progress;
import dev.penstock.engine.job.OutputVariables;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobRequest;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobResponse;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionRevision;
import software.amazon.awssdk.services.codepipeline.model.ArtifactDetails;
import software.amazon.awssdk.services.codepipeline.model.ConditionType;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeResponse;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.CurrentRevision;
import software.amazon.awssdk.services.codepipeline.model.DeletePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.DeletePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionResponse;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionResponse;
import software.amazon.awssdk.services.codepipeline.model.ExecutionDetails;
import software.amazon.awssdk.services.codepipeline.model.FailureDetails;
import software.amazon.awssdk.services.codepipeline.model.JobNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.OverrideStageConditionRequest;
import software.amazon.awssdk.services.codepipeline.model.OverrideStageConditionResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsRequest;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsResponse;
import software.amazon.awssdk.services.codepipeline.model.PutActionRevisionRequest;
import software.amazon.awssdk.services.codepipeline.model.PutActionRevisionResponse;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultResponse;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultResponse;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultResponse;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageRequest;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageResponse;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineResponse;

/** The part of the API that scenarios use, answered by the engine in memory. */
final class EngineApi extends EngineReads {
    private static final Duration CUSTOM_LIMIT = Duration.ofHours(24);

    private Decision take(String pipeline, Command command, String... executions) {
        Decision decision = pipeline(pipeline).take(command, executions);
        settle();
        return decision;
    }

    // ---- pipelines

    @Override
    public CreatePipelineResponse createPipeline(CreatePipelineRequest request) {
        PipelineDeclaration declaration =
                DeclarationRules.check(request.pipeline(), "111111111111", "eu-west-1", types, null);
        PipelineDefinition definition = new PipelineDefinition(declaration);
        world = World.of(definition, types, now(), world);
        started.clear();
        polled.clear();
        exists = true;
        if (PolledSource.of(definition).stream().noneMatch(PolledSource::polled)) {
            Decision _ = take(
                    declaration.name(),
                    new Command.Start(
                            new Trigger(TriggerType.CREATE_PIPELINE, World.CALLER), Map.of(), List.of(), null, true));
        } else {
            settle();
        }
        return CreatePipelineResponse.builder().pipeline(declaration).build();
    }

    @Override
    public UpdatePipelineResponse updatePipeline(UpdatePipelineRequest request) {
        World edited = pipeline(request.pipeline().name());
        PipelineDeclaration declaration =
                DeclarationRules.check(request.pipeline(), "111111111111", "eu-west-1", types, edited.definition());
        edited.edits(new PipelineDefinition(declaration));
        settle();
        return UpdatePipelineResponse.builder().pipeline(declaration).build();
    }

    @Override
    public DeletePipelineResponse deletePipeline(DeletePipelineRequest request) {
        if (exists) {
            pipeline(request.name()).deletes();
            exists = false;
        }
        return DeletePipelineResponse.builder().build();
    }

    @Override
    public CreateCustomActionTypeResponse createCustomActionType(CreateCustomActionTypeRequest request) {
        types.add(new ActionType(
                new ActionTypeKey(request.category(), ActionOwner.CUSTOM, request.provider(), request.version()),
                "111111111111",
                "eu-west-1",
                null,
                new Performer.CustomWorkers(),
                request.configurationProperties().stream()
                        .map(property ->
                                new ActionProperty(property.name(), false, false, false, false, null, property.type()))
                        .toList(),
                count(request.inputArtifactDetails()),
                count(request.outputArtifactDetails()),
                ActionType.Urls.NONE,
                CUSTOM_LIMIT,
                List.of(),
                false));
        return CreateCustomActionTypeResponse.builder().build();
    }

    private static ArtifactCount count(ArtifactDetails details) {
        return new ArtifactCount(details.minimumCount(), details.maximumCount());
    }

    // ---- executions

    @Override
    public StartPipelineExecutionResponse startPipelineExecution(StartPipelineExecutionRequest request) {
        World pipeline = pipeline(
                request.name(), "Pipeline with name " + request.name() + " does not exist in account 111111111111.");
        Map<String, String> variables = new LinkedHashMap<>();
        for (PipelineVariable variable : request.variables()) {
            if (variables.put(variable.name(), variable.value()) != null) {
                throw dev.penstock.api.error.ApiException.validation(
                        "Variable names must be unique. The following variable name is already in use: "
                                + variable.name());
            }
        }
        List<SourceOverride> overrides = request.sourceRevisions().stream()
                .map(asked -> new SourceOverride(asked.actionName(), asked.revisionType(), asked.revisionValue()))
                .toList();
        SourceOverrides.check(pipeline.definition(), overrides);
        String token = request.clientRequestToken();
        String before = token == null ? null : started.get(token);
        String id = before != null
                ? before
                : named(take(
                        request.name(),
                        new Command.Start(
                                new Trigger(TriggerType.START_PIPELINE_EXECUTION, World.CALLER),
                                variables,
                                overrides,
                                token,
                                false)));
        if (token != null) {
            started.put(token, id);
        }
        return StartPipelineExecutionResponse.builder().pipelineExecutionId(id).build();
    }

    private static String named(Decision decision) {
        return Optional.ofNullable(decision.executionId()).orElseThrow();
    }

    @Override
    public StopPipelineExecutionResponse stopPipelineExecution(StopPipelineExecutionRequest request) {
        String id = request.pipelineExecutionId();
        Decision _ = take(
                request.pipelineName(),
                new Command.Stop(id, Boolean.TRUE.equals(request.abandon()), request.reason()),
                id);
        return StopPipelineExecutionResponse.builder().pipelineExecutionId(id).build();
    }

    @Override
    public RetryStageExecutionResponse retryStageExecution(RetryStageExecutionRequest request) {
        String id = request.pipelineExecutionId();
        Decision _ = take(request.pipelineName(), new Command.Retry(id, request.stageName(), request.retryMode()), id);
        return RetryStageExecutionResponse.builder().pipelineExecutionId(id).build();
    }

    @Override
    public RollbackStageResponse rollbackStage(RollbackStageRequest request) {
        String target = request.targetPipelineExecutionId();
        return RollbackStageResponse.builder()
                .pipelineExecutionId(named(take(
                        request.pipelineName(),
                        new Command.Rollback(request.stageName(), target, World.CALLER),
                        target)))
                .build();
    }

    @Override
    public OverrideStageConditionResponse overrideStageCondition(OverrideStageConditionRequest request) {
        String id = request.pipelineExecutionId();
        Gate gate = request.conditionType() == ConditionType.BEFORE_ENTRY ? Gate.BEFORE_ENTRY : Gate.ON_SUCCESS;
        Decision _ =
                take(request.pipelineName(), new Command.Override(request.stageName(), id, gate, World.CALLER), id);
        return OverrideStageConditionResponse.builder().build();
    }

    @Override
    public EnableStageTransitionResponse enableStageTransition(EnableStageTransitionRequest request) {
        Decision _ = take(
                request.pipelineName(),
                new Command.SetTransition(request.stageName(), request.transitionType(), true, null, World.CALLER));
        return EnableStageTransitionResponse.builder().build();
    }

    @Override
    public DisableStageTransitionResponse disableStageTransition(DisableStageTransitionRequest request) {
        Decision _ = take(
                request.pipelineName(),
                new Command.SetTransition(
                        request.stageName(), request.transitionType(), false, request.reason(), World.CALLER));
        return DisableStageTransitionResponse.builder().build();
    }

    @Override
    public PutActionRevisionResponse putActionRevision(PutActionRevisionRequest request) {
        ActionRevision reported = request.actionRevision();
        Decision decision = take(
                request.pipelineName(),
                new Command.PutRevision(
                        request.stageName(),
                        request.actionName(),
                        new Revision(
                                reported.revisionId(), reported.revisionChangeId(), reported.created(), null, null),
                        World.CALLER));
        return PutActionRevisionResponse.builder()
                .newRevision(!decision.executions().isEmpty())
                .pipelineExecutionId(decision.executionId())
                .build();
    }

    @Override
    public PutApprovalResultResponse putApprovalResult(PutApprovalResultRequest request) {
        String[] concerned = pipeline(request.pipelineName()).executions().stream()
                .filter(execution -> execution.newestAttempt(request.token()).isPresent())
                .map(PipelineExecution::id)
                .toArray(String[]::new);
        Decision _ = take(
                request.pipelineName(),
                new Command.Approve(
                        request.stageName(),
                        request.actionName(),
                        request.token(),
                        request.result().status(),
                        request.result().summary(),
                        World.CALLER),
                concerned);
        return PutApprovalResultResponse.builder().approvedAt(now()).build();
    }

    // ---- jobs

    @Override
    public PollForJobsResponse pollForJobs(PollForJobsRequest request) {
        return PollForJobsResponse.builder()
                .jobs(world().jobs().stream()
                        .filter(job -> job.actionType() != null
                                && job.actionType().equals(ActionTypeKey.of(request.actionTypeId()))
                                && JobProtocol.dispatchable(job, now()))
                        .min(Comparator.comparing(Job::availableAt))
                        .map(job -> JobProtocol.dispatch(job, now(), EngineSettings.DEFAULTS.ackWindow()))
                        .map(job -> {
                            world().keep(job);
                            return List.of(EngineViews.job(job));
                        })
                        .orElse(List.of()))
                .build();
    }

    @Override
    public AcknowledgeJobResponse acknowledgeJob(AcknowledgeJobRequest request) {
        JobProtocol.Acknowledgement answer = JobProtocol.acknowledge(
                job(request.jobId()), request.nonce(), "worker", now(), null, EngineSettings.DEFAULTS);
        world().keep(answer.job());
        return AcknowledgeJobResponse.builder().status(answer.status()).build();
    }

    @Override
    public PutJobSuccessResultResponse putJobSuccessResult(PutJobSuccessResultRequest request) {
        OutputVariables.check(request.outputVariables());
        ExecutionDetails details = request.executionDetails();
        Progress progress = details == null
                ? Progress.NONE
                : new Progress(details.externalExecutionId(), null, details.summary(), details.percentComplete(), null);
        CurrentRevision current = request.currentRevision();
        Revision revision =
                current == null ? null : new Revision(current.revision(), current.changeIdentifier(), null, null, null);
        report(
                request.jobId(),
                request.continuationToken() == null
                        ? new JobResult.Success(progress, revision, Map.copyOf(request.outputVariables()))
                        : new JobResult.Continuation(request.continuationToken(), progress, revision));
        return PutJobSuccessResultResponse.builder().build();
    }

    @Override
    public PutJobFailureResultResponse putJobFailureResult(PutJobFailureResultRequest request) {
        FailureDetails details = request.failureDetails();
        report(request.jobId(), new JobResult.Failure(details.type(), details.message(), null));
        return PutJobFailureResultResponse.builder().build();
    }

    private void report(String jobId, JobResult result) {
        switch (JobProtocol.accept(job(jobId), result, now(), EngineSettings.DEFAULTS)) {
            case Acceptance.Accepted accepted
            when exists -> {
                Decision _ = world().take(
                                new Command.Report(accepted.job(), result),
                                accepted.job().pipelineExecutionId());
                settle();
            }
            case Acceptance.Accepted _, Acceptance.Ignored _ -> {
                // nothing comes of it
            }
        }
    }

    private Job job(String id) {
        return world().findJob(id)
                .orElseThrow(() -> JobNotFoundException.builder()
                        .message("Job with id '" + id + "' does not exist")
                        .build());
    }
}
