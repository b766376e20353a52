$version: "2"

// Where a pipeline stands now.
namespace com.amazonaws.codepipeline

/// Returns where every stage and action of a pipeline stands now, including open approvals and closed transitions.
@readonly
operation GetPipelineState {
    input: GetPipelineStateInput
    output: GetPipelineStateOutput
    errors: [
        ValidationException
        PipelineNotFoundException
    ]
}

/// What `GetPipelineState` takes.
@input
structure GetPipelineStateInput {
    @required
    name: PipelineName
}

/// What `GetPipelineState` returns.
@output
structure GetPipelineStateOutput {
    pipelineName: PipelineName

    pipelineVersion: PipelineVersion

    stageStates: StageStateList

    created: Timestamp

    updated: Timestamp
}

list StageStateList {
    member: StageState
}

structure StageState {
    stageName: StageName

    inboundExecution: StageExecution

    inboundExecutions: StageExecutionList

    inboundTransitionState: TransitionState

    actionStates: ActionStateList

    latestExecution: StageExecution

    beforeEntryConditionState: StageConditionState

    onSuccessConditionState: StageConditionState

    onFailureConditionState: StageConditionState

    retryStageMetadata: RetryStageMetadata
}

list StageExecutionList {
    member: StageExecution
}

list ActionStateList {
    member: ActionState
}

structure StageExecution {
    @required
    pipelineExecutionId: PipelineExecutionId

    @required
    status: StageExecutionStatus

    type: ExecutionType
}

enum StageExecutionStatus {
    CANCELLED = "Cancelled"
    IN_PROGRESS = "InProgress"
    FAILED = "Failed"
    STOPPED = "Stopped"
    STOPPING = "Stopping"
    SUCCEEDED = "Succeeded"
    SKIPPED = "Skipped"
}

structure TransitionState {
    enabled: Enabled

    lastChangedBy: LastChangedBy

    lastChangedAt: LastChangedAt

    disabledReason: DisabledReason
}

boolean Enabled

string LastChangedBy

timestamp LastChangedAt

structure ActionState {
    actionName: ActionName

    currentRevision: ActionRevision

    latestExecution: ActionExecution

    entityUrl: Url

    revisionUrl: Url
}

structure ActionRevision {
    @required
    revisionId: Revision

    @required
    revisionChangeId: RevisionChangeIdentifier

    @required
    created: Timestamp
}

structure ActionExecution {
    actionExecutionId: ActionExecutionId

    status: ActionExecutionStatus

    summary: ExecutionSummary

    lastStatusChange: Timestamp

    token: ActionExecutionToken

    lastUpdatedBy: LastUpdatedBy

    externalExecutionId: ExecutionId

    externalExecutionUrl: Url

    percentComplete: Percentage

    errorDetails: ErrorDetails

    logStreamARN: LogStreamARN
}

string ActionExecutionToken

structure ErrorDetails {
    code: Code

    message: Message
}

string Code

structure StageConditionState {
    latestExecution: StageConditionsExecution

    conditionStates: ConditionStateList
}

list ConditionStateList {
    member: ConditionState
}

structure StageConditionsExecution {
    status: ConditionExecutionStatus

    summary: ExecutionSummary
}

enum ConditionExecutionStatus {
    IN_PROGRESS = "InProgress"
    FAILED = "Failed"
    ERRORED = "Errored"
    SUCCEEDED = "Succeeded"
    CANCELLED = "Cancelled"
    ABANDONED = "Abandoned"
    OVERRIDDEN = "Overridden"
}

structure ConditionState {
    latestExecution: ConditionExecution

    ruleStates: RuleStateList
}

list RuleStateList {
    member: RuleState
}

structure ConditionExecution {
    status: ConditionExecutionStatus

    summary: ExecutionSummary

    lastStatusChange: Timestamp
}

structure RuleState {
    ruleName: RuleName

    currentRevision: RuleRevision

    latestExecution: RuleExecution

    entityUrl: Url

    revisionUrl: Url
}

structure RuleRevision {
    @required
    revisionId: Revision

    @required
    revisionChangeId: RevisionChangeIdentifier

    @required
    created: Timestamp
}

structure RuleExecution {
    ruleExecutionId: RuleExecutionId

    status: RuleExecutionStatus

    summary: ExecutionSummary

    lastStatusChange: Timestamp

    token: RuleExecutionToken

    lastUpdatedBy: LastUpdatedBy

    externalExecutionId: ExecutionId

    externalExecutionUrl: Url

    errorDetails: ErrorDetails
}

@length(min: 1, max: 200)
@pattern("[a-zA-Z0-9\\-\\.]+")
string RuleExecutionToken

structure RetryStageMetadata {
    autoStageRetryAttempt: RetryAttempt

    manualStageRetryAttempt: RetryAttempt

    latestRetryTrigger: RetryTrigger
}

@range(min: 1)
integer RetryAttempt

enum RetryTrigger {
    AUTOMATED_STAGE_RETRY = "AutomatedStageRetry"
    MANUAL_STAGE_RETRY = "ManualStageRetry"
}
