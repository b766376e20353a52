$version: "2"

// Pipeline executions: start, stop, read, list.
namespace com.amazonaws.codepipeline

/// Starts an execution with the newest source revisions, or with those given.
operation StartPipelineExecution {
    input: StartPipelineExecutionInput
    output: StartPipelineExecutionOutput
    errors: [
        ValidationException
        ConflictException
        PipelineNotFoundException
        ConcurrentPipelineExecutionsLimitExceededException
    ]
}

/// What `StartPipelineExecution` takes.
@input
structure StartPipelineExecutionInput {
    @required
    name: PipelineName

    variables: PipelineVariableList

    @idempotencyToken
    clientRequestToken: ClientRequestToken

    sourceRevisions: SourceRevisionOverrideList
}

// The published model asks for one variable; the live service takes an empty list (spec corrections 5).
@length(min: 0, max: 50)
list PipelineVariableList {
    member: PipelineVariable
}

@length(min: 1, max: 128)
@pattern("^[a-zA-Z0-9-]+$")
string ClientRequestToken

@length(min: 0, max: 50)
list SourceRevisionOverrideList {
    member: SourceRevisionOverride
}

/// What `StartPipelineExecution` returns.
@output
structure StartPipelineExecutionOutput {
    pipelineExecutionId: PipelineExecutionId
}

/// Stops an execution: after the running actions have ended, or at once, abandoning them.
operation StopPipelineExecution {
    input: StopPipelineExecutionInput
    output: StopPipelineExecutionOutput
    errors: [
        ValidationException
        ConflictException
        PipelineNotFoundException
        PipelineExecutionNotStoppableException
        DuplicatedStopRequestException
    ]
}

/// What `StopPipelineExecution` takes.
@input
structure StopPipelineExecutionInput {
    @required
    pipelineName: PipelineName

    @required
    pipelineExecutionId: PipelineExecutionId

    abandon: Boolean

    reason: StopPipelineExecutionReason
}

@length(max: 200)
string StopPipelineExecutionReason

/// What `StopPipelineExecution` returns.
@output
structure StopPipelineExecutionOutput {
    pipelineExecutionId: PipelineExecutionId
}

/// Returns one execution of a pipeline: status, source revisions, resolved variables, what started it.
@readonly
operation GetPipelineExecution {
    input: GetPipelineExecutionInput
    output: GetPipelineExecutionOutput
    errors: [
        ValidationException
        PipelineNotFoundException
        PipelineExecutionNotFoundException
    ]
}

/// What `GetPipelineExecution` takes.
@input
structure GetPipelineExecutionInput {
    @required
    pipelineName: PipelineName

    @required
    pipelineExecutionId: PipelineExecutionId
}

/// What `GetPipelineExecution` returns.
@output
structure GetPipelineExecutionOutput {
    pipelineExecution: PipelineExecution
}

/// Lists the executions of a pipeline, newest first.
@paginated(inputToken: "nextToken", outputToken: "nextToken", items: "pipelineExecutionSummaries", pageSize: "maxResults")
@readonly
operation ListPipelineExecutions {
    input: ListPipelineExecutionsInput
    output: ListPipelineExecutionsOutput
    errors: [
        ValidationException
        PipelineNotFoundException
        InvalidNextTokenException
    ]
}

/// What `ListPipelineExecutions` takes.
@input
structure ListPipelineExecutionsInput {
    @required
    pipelineName: PipelineName

    maxResults: MaxResults

    filter: PipelineExecutionFilter

    nextToken: NextToken
}

/// What `ListPipelineExecutions` returns.
@output
structure ListPipelineExecutionsOutput {
    pipelineExecutionSummaries: PipelineExecutionSummaryList

    nextToken: NextToken
}

list PipelineExecutionSummaryList {
    member: PipelineExecutionSummary
}

structure PipelineVariable {
    @required
    name: PipelineVariableName

    @required
    value: PipelineVariableValue
}

structure SourceRevisionOverride {
    @required
    actionName: ActionName

    @required
    revisionType: SourceRevisionType

    @required
    revisionValue: Revision
}

enum SourceRevisionType {
    COMMIT_ID = "COMMIT_ID"
    IMAGE_DIGEST = "IMAGE_DIGEST"
    S3_OBJECT_VERSION_ID = "S3_OBJECT_VERSION_ID"
    S3_OBJECT_KEY = "S3_OBJECT_KEY"
}

structure PipelineExecution {
    pipelineName: PipelineName

    pipelineVersion: PipelineVersion

    pipelineExecutionId: PipelineExecutionId

    status: PipelineExecutionStatus

    statusSummary: PipelineExecutionStatusSummary

    artifactRevisions: ArtifactRevisionList

    variables: ResolvedPipelineVariableList

    trigger: ExecutionTrigger

    executionMode: ExecutionMode

    executionType: ExecutionType

    rollbackMetadata: PipelineRollbackMetadata
}

enum PipelineExecutionStatus {
    CANCELLED = "Cancelled"
    IN_PROGRESS = "InProgress"
    STOPPED = "Stopped"
    STOPPING = "Stopping"
    SUCCEEDED = "Succeeded"
    SUPERSEDED = "Superseded"
    FAILED = "Failed"
}

string PipelineExecutionStatusSummary

list ArtifactRevisionList {
    member: ArtifactRevision
}

list ResolvedPipelineVariableList {
    member: ResolvedPipelineVariable
}

structure ArtifactRevision {
    name: ArtifactName

    revisionId: Revision

    revisionChangeIdentifier: RevisionChangeIdentifier

    revisionSummary: RevisionSummary

    created: Timestamp

    revisionUrl: Url
}

structure ResolvedPipelineVariable {
    name: String

    resolvedValue: String
}

structure ExecutionTrigger {
    triggerType: TriggerType

    triggerDetail: TriggerDetail
}

enum TriggerType {
    CREATE_PIPELINE = "CreatePipeline"
    START_PIPELINE_EXECUTION = "StartPipelineExecution"
    POLL_FOR_SOURCE_CHANGES = "PollForSourceChanges"
    WEBHOOK = "Webhook"
    CLOUD_WATCH_EVENT = "CloudWatchEvent"
    PUT_ACTION_REVISION = "PutActionRevision"
    WEBHOOK_V2 = "WebhookV2"
    MANUAL_ROLLBACK = "ManualRollback"
    AUTOMATED_ROLLBACK = "AutomatedRollback"
}

@length(min: 0, max: 1024)
string TriggerDetail

structure PipelineRollbackMetadata {
    rollbackTargetPipelineExecutionId: PipelineExecutionId
}

structure PipelineExecutionFilter {
    succeededInStage: SucceededInStageFilter
}

structure SucceededInStageFilter {
    stageName: StageName
}

structure PipelineExecutionSummary {
    pipelineExecutionId: PipelineExecutionId

    status: PipelineExecutionStatus

    statusSummary: PipelineExecutionStatusSummary

    startTime: Timestamp

    lastUpdateTime: Timestamp

    sourceRevisions: SourceRevisionList

    trigger: ExecutionTrigger

    stopTrigger: StopExecutionTrigger

    executionMode: ExecutionMode

    executionType: ExecutionType

    rollbackMetadata: PipelineRollbackMetadata
}

list SourceRevisionList {
    member: SourceRevision
}

structure SourceRevision {
    @required
    actionName: ActionName

    revisionId: Revision

    revisionSummary: RevisionSummary

    revisionUrl: Url
}

structure StopExecutionTrigger {
    reason: StopPipelineExecutionReason
}
