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
/// Values of pipeline variables.
@length(min: 0, max: 50)
list PipelineVariableList {
    member: PipelineVariable
}

/// Makes a start repeatable: the same token again returns the execution that it started.
@length(min: 1, max: 128)
@pattern("^[a-zA-Z0-9-]+$")
string ClientRequestToken

/// Revisions to use in place of the newest.
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

    /// True stops at once and gives running actions up; false lets them end first.
    abandon: Boolean

    reason: StopPipelineExecutionReason
}

/// Why the execution was stopped, for human readers.
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

    /// Where the list goes on; absent at its end.
    nextToken: NextToken
}

/// Executions, newest first.
list PipelineExecutionSummaryList {
    member: PipelineExecutionSummary
}

/// A value for a variable of the pipeline.
structure PipelineVariable {
    @required
    name: PipelineVariableName

    @required
    value: PipelineVariableValue
}

/// The revision that a source action takes in this execution.
structure SourceRevisionOverride {
    @required
    actionName: ActionName

    @required
    revisionType: SourceRevisionType

    @required
    revisionValue: Revision
}

/// Kind of revision.
enum SourceRevisionType {
    /// A commit of a repository.
    COMMIT_ID = "COMMIT_ID"

    /// A digest of a container image.
    IMAGE_DIGEST = "IMAGE_DIGEST"

    /// A version of an object in S3.
    S3_OBJECT_VERSION_ID = "S3_OBJECT_VERSION_ID"

    /// Another object in the bucket.
    S3_OBJECT_KEY = "S3_OBJECT_KEY"
}

/// One way of a change through a pipeline.
structure PipelineExecution {
    pipelineName: PipelineName

    pipelineVersion: PipelineVersion

    pipelineExecutionId: PipelineExecutionId

    status: PipelineExecutionStatus

    statusSummary: PipelineExecutionStatusSummary

    artifactRevisions: ArtifactRevisionList

    variables: ResolvedPipelineVariableList

    /// What started it.
    trigger: ExecutionTrigger

    executionMode: ExecutionMode

    executionType: ExecutionType

    /// Only for a rollback: what it goes back to.
    rollbackMetadata: PipelineRollbackMetadata
}

/// How far an execution is.
enum PipelineExecutionStatus {
    /// Ended because the pipeline's declaration changed.
    CANCELLED = "Cancelled"

    /// Runs or waits.
    IN_PROGRESS = "InProgress"

    /// Ended because somebody stopped it.
    STOPPED = "Stopped"

    /// Ends as soon as its running actions have ended.
    STOPPING = "Stopping"

    /// Passed all stages.
    SUCCEEDED = "Succeeded"

    /// A newer execution overtook it.
    SUPERSEDED = "Superseded"

    /// A stage failed.
    FAILED = "Failed"
}

/// Why the execution has its status.
string PipelineExecutionStatusSummary

/// Source revisions as artifacts.
list ArtifactRevisionList {
    member: ArtifactRevision
}

/// Variables with the values that this execution uses.
list ResolvedPipelineVariableList {
    member: ResolvedPipelineVariable
}

/// A source revision and the artifact that holds it.
structure ArtifactRevision {
    name: ArtifactName

    revisionId: Revision

    revisionChangeIdentifier: RevisionChangeIdentifier

    revisionSummary: RevisionSummary

    /// When the revision was made.
    created: Timestamp

    /// Where to look at the revision.
    revisionUrl: Url
}

/// A variable and the value that this execution uses.
structure ResolvedPipelineVariable {
    /// Name of the variable.
    name: String

    /// The value used, given or default.
    resolvedValue: String
}

/// What started an execution.
structure ExecutionTrigger {
    triggerType: TriggerType

    triggerDetail: TriggerDetail
}

/// What started an execution.
enum TriggerType {
    /// The pipeline was created.
    CREATE_PIPELINE = "CreatePipeline"

    /// Somebody called StartPipelineExecution.
    START_PIPELINE_EXECUTION = "StartPipelineExecution"

    /// Polling found a new revision.
    POLL_FOR_SOURCE_CHANGES = "PollForSourceChanges"

    /// A webhook was called.
    WEBHOOK = "Webhook"

    /// An event matched a rule.
    CLOUD_WATCH_EVENT = "CloudWatchEvent"

    /// Somebody told of a new revision.
    PUT_ACTION_REVISION = "PutActionRevision"

    /// A git trigger with filters matched.
    WEBHOOK_V2 = "WebhookV2"

    /// Somebody rolled a stage back.
    MANUAL_ROLLBACK = "ManualRollback"

    /// A condition rolled a stage back.
    AUTOMATED_ROLLBACK = "AutomatedRollback"
}

/// Who or what exactly: an ARN, a webhook, an action, a target execution.
@length(min: 0, max: 1024)
string TriggerDetail

/// What a rollback goes back to.
structure PipelineRollbackMetadata {
    /// The execution whose artifacts and variables are used.
    rollbackTargetPipelineExecutionId: PipelineExecutionId
}

/// Which executions to list.
structure PipelineExecutionFilter {
    succeededInStage: SucceededInStageFilter
}

/// Only executions that succeeded in this stage.
structure SucceededInStageFilter {
    stageName: StageName
}

/// An execution in a list.
structure PipelineExecutionSummary {
    pipelineExecutionId: PipelineExecutionId

    status: PipelineExecutionStatus

    statusSummary: PipelineExecutionStatusSummary

    /// When it began.
    startTime: Timestamp

    /// When it changed last.
    lastUpdateTime: Timestamp

    sourceRevisions: SourceRevisionList

    /// What started it.
    trigger: ExecutionTrigger

    stopTrigger: StopExecutionTrigger

    executionMode: ExecutionMode

    executionType: ExecutionType

    /// Only for a rollback: what it goes back to.
    rollbackMetadata: PipelineRollbackMetadata
}

/// The revisions that an execution runs with.
list SourceRevisionList {
    member: SourceRevision
}

/// The revision that a source action brought.
structure SourceRevision {
    @required
    actionName: ActionName

    revisionId: Revision

    revisionSummary: RevisionSummary

    /// Where to look at the revision.
    revisionUrl: Url
}

/// Why an execution was stopped.
structure StopExecutionTrigger {
    reason: StopPipelineExecutionReason
}
