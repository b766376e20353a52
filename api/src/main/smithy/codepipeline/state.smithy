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

    /// The newest version of the declaration.
    pipelineVersion: PipelineVersion

    stageStates: StageStateList

    /// When it was created.
    created: Timestamp

    /// When it was changed last.
    updated: Timestamp
}

/// Stages in the order of the declaration.
list StageStateList {
    member: StageState
}

/// Where a stage stands.
structure StageState {
    stageName: StageName

    /// The execution that waits to enter, the newest if there are several.
    inboundExecution: StageExecution

    /// All executions that wait to enter.
    inboundExecutions: StageExecutionList

    /// Whether executions may enter.
    inboundTransitionState: TransitionState

    actionStates: ActionStateList

    /// The execution that entered last.
    latestExecution: StageExecution

    /// Where the condition before the actions stands.
    beforeEntryConditionState: StageConditionState

    /// Where the condition after the actions stands.
    onSuccessConditionState: StageConditionState

    /// Where the condition on failure stands.
    onFailureConditionState: StageConditionState

    retryStageMetadata: RetryStageMetadata
}

/// Executions at a stage.
list StageExecutionList {
    member: StageExecution
}

/// Actions of a stage.
list ActionStateList {
    member: ActionState
}

/// An execution at a stage.
structure StageExecution {
    @required
    pipelineExecutionId: PipelineExecutionId

    @required
    status: StageExecutionStatus

    type: ExecutionType
}

/// How far an execution is in a stage.
enum StageExecutionStatus {
    /// Ended because the declaration changed.
    CANCELLED = "Cancelled"

    /// Its actions run or wait.
    IN_PROGRESS = "InProgress"

    /// An action or a condition failed.
    FAILED = "Failed"

    /// Ended because somebody stopped the execution.
    STOPPED = "Stopped"

    /// Ends as soon as its running actions have ended.
    STOPPING = "Stopping"

    /// All actions succeeded.
    SUCCEEDED = "Succeeded"

    /// A condition let the execution pass without running the stage.
    SKIPPED = "Skipped"
}

/// Whether a transition is open, and who closed it.
structure TransitionState {
    enabled: Enabled

    lastChangedBy: LastChangedBy

    lastChangedAt: LastChangedAt

    disabledReason: DisabledReason
}

/// True for an open transition.
boolean Enabled

/// ARN of who opened or closed the transition last.
string LastChangedBy

/// When the transition was opened or closed last.
timestamp LastChangedAt

/// Where an action stands.
structure ActionState {
    actionName: ActionName

    /// The newest revision that a source action knows.
    currentRevision: ActionRevision

    /// The last run of the action.
    latestExecution: ActionExecution

    /// Where to look at what the action works with.
    entityUrl: Url

    /// Where to look at the revision.
    revisionUrl: Url
}

/// A revision at its source.
structure ActionRevision {
    @required
    revisionId: Revision

    @required
    revisionChangeId: RevisionChangeIdentifier

    /// When the revision was made.
    @required
    created: Timestamp
}

/// A run of an action, as the state shows it.
structure ActionExecution {
    actionExecutionId: ActionExecutionId

    /// How far it is.
    status: ActionExecutionStatus

    summary: ExecutionSummary

    /// When the status changed last.
    lastStatusChange: Timestamp

    token: ActionExecutionToken

    lastUpdatedBy: LastUpdatedBy

    externalExecutionId: ExecutionId

    /// Where to look at the run in the outside system.
    externalExecutionUrl: Url

    percentComplete: Percentage

    /// Why it failed.
    errorDetails: ErrorDetails

    logStreamARN: LogStreamARN
}

/// The token to answer an open approval with. Only while the approval is open.
string ActionExecutionToken

/// Why a run failed.
structure ErrorDetails {
    code: Code

    /// What went wrong, for human readers.
    message: Message
}

/// Kind of error, for programs.
string Code

/// Where the conditions of a stage stand.
structure StageConditionState {
    latestExecution: StageConditionsExecution

    conditionStates: ConditionStateList
}

/// Conditions of a stage.
list ConditionStateList {
    member: ConditionState
}

/// Last check of all conditions of one kind.
structure StageConditionsExecution {
    /// How far it is.
    status: ConditionExecutionStatus

    summary: ExecutionSummary
}

/// How far a check of a condition is.
enum ConditionExecutionStatus {
    /// Its rules run.
    IN_PROGRESS = "InProgress"

    /// A rule does not hold.
    FAILED = "Failed"

    /// A rule could not be evaluated.
    ERRORED = "Errored"

    /// All rules hold.
    SUCCEEDED = "Succeeded"

    /// Ended because the declaration changed.
    CANCELLED = "Cancelled"

    /// Given up by a stop.
    ABANDONED = "Abandoned"

    /// Somebody let the execution pass.
    OVERRIDDEN = "Overridden"
}

/// Where a condition stands.
structure ConditionState {
    latestExecution: ConditionExecution

    ruleStates: RuleStateList
}

/// Rules of a condition.
list RuleStateList {
    member: RuleState
}

/// Last check of a condition.
structure ConditionExecution {
    /// How far it is.
    status: ConditionExecutionStatus

    summary: ExecutionSummary

    /// When the status changed last.
    lastStatusChange: Timestamp
}

/// Where a rule stands.
structure RuleState {
    ruleName: RuleName

    currentRevision: RuleRevision

    latestExecution: RuleExecution

    /// Where to look at what it works with.
    entityUrl: Url

    /// Where to look at the revision.
    revisionUrl: Url
}

/// A revision that a rule works with.
structure RuleRevision {
    @required
    revisionId: Revision

    @required
    revisionChangeId: RevisionChangeIdentifier

    /// When the revision was made.
    @required
    created: Timestamp
}

/// A run of a rule, as the state shows it.
structure RuleExecution {
    ruleExecutionId: RuleExecutionId

    /// How far it is.
    status: RuleExecutionStatus

    summary: ExecutionSummary

    /// When the status changed last.
    lastStatusChange: Timestamp

    token: RuleExecutionToken

    lastUpdatedBy: LastUpdatedBy

    externalExecutionId: ExecutionId

    /// Where to look at the run in the outside system.
    externalExecutionUrl: Url

    /// Why it failed.
    errorDetails: ErrorDetails
}

/// Token of a run of a rule.
@length(min: 1, max: 200)
@pattern("[a-zA-Z0-9\\-\\.]+")
string RuleExecutionToken

/// How often a stage was retried in its latest execution.
structure RetryStageMetadata {
    /// Retries that the stage's failure settings made.
    autoStageRetryAttempt: RetryAttempt

    /// Retries that somebody asked for.
    manualStageRetryAttempt: RetryAttempt

    latestRetryTrigger: RetryTrigger
}

/// Number of a retry.
@range(min: 1)
integer RetryAttempt

/// Who made a retry.
enum RetryTrigger {
    /// The stage's failure settings.
    AUTOMATED_STAGE_RETRY = "AutomatedStageRetry"

    /// Somebody who called RetryStageExecution.
    MANUAL_STAGE_RETRY = "ManualStageRetry"
}
