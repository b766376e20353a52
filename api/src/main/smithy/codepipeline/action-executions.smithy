$version: "2"

// History of actions, and the targets of deploy actions.
namespace com.amazonaws.codepipeline

/// Lists the action executions of a pipeline, newest first.
@paginated(inputToken: "nextToken", outputToken: "nextToken", items: "actionExecutionDetails", pageSize: "maxResults")
@readonly
operation ListActionExecutions {
    input: ListActionExecutionsInput
    output: ListActionExecutionsOutput
    errors: [
        ValidationException
        PipelineNotFoundException
        InvalidNextTokenException
        PipelineExecutionNotFoundException
    ]
}

/// What `ListActionExecutions` takes.
@input
structure ListActionExecutionsInput {
    @required
    pipelineName: PipelineName

    filter: ActionExecutionFilter

    maxResults: MaxResults

    nextToken: NextToken
}

/// What `ListActionExecutions` returns.
@output
structure ListActionExecutionsOutput {
    actionExecutionDetails: ActionExecutionDetailList

    /// Where the list goes on; absent at its end.
    nextToken: NextToken
}

/// Runs of actions, newest first.
list ActionExecutionDetailList {
    member: ActionExecutionDetail
}

/// Lists the targets, such as instances, that a deploy action worked on, with the events of each.
@paginated(inputToken: "nextToken", outputToken: "nextToken", items: "targets", pageSize: "maxResults")
@readonly
operation ListDeployActionExecutionTargets {
    input: ListDeployActionExecutionTargetsInput
    output: ListDeployActionExecutionTargetsOutput
    errors: [
        ValidationException
        PipelineNotFoundException
        InvalidNextTokenException
        ActionExecutionNotFoundException
    ]
}

/// What `ListDeployActionExecutionTargets` takes.
@input
structure ListDeployActionExecutionTargetsInput {
    pipelineName: PipelineName

    @required
    actionExecutionId: ActionExecutionId

    filters: TargetFilterList

    maxResults: MaxResults

    nextToken: NextToken
}

/// Filters; all must match.
list TargetFilterList {
    member: TargetFilter
}

/// What `ListDeployActionExecutionTargets` returns.
@output
structure ListDeployActionExecutionTargetsOutput {
    targets: DeployActionExecutionTargetList

    /// Where the list goes on; absent at its end.
    nextToken: NextToken
}

/// Targets of a deploy action.
list DeployActionExecutionTargetList {
    member: DeployActionExecutionTarget
}

/// Which runs to list: of one execution, or the latest ones of it.
structure ActionExecutionFilter {
    pipelineExecutionId: PipelineExecutionId

    latestInPipelineExecution: LatestInPipelineExecutionFilter
}

/// Runs of one execution: the newest of each action, or all.
structure LatestInPipelineExecutionFilter {
    @required
    pipelineExecutionId: PipelineExecutionId

    @required
    startTimeRange: StartTimeRange
}

/// How far back to look.
enum StartTimeRange {
    /// The newest run of each action.
    LATEST = "Latest"

    /// Every run.
    ALL = "All"
}

/// One run of an action, with what it took and what it gave.
structure ActionExecutionDetail {
    pipelineExecutionId: PipelineExecutionId

    actionExecutionId: ActionExecutionId

    pipelineVersion: PipelineVersion

    stageName: StageName

    actionName: ActionName

    /// When it began.
    startTime: Timestamp

    /// When it changed last.
    lastUpdateTime: Timestamp

    /// ARN of who changed it last.
    updatedBy: LastUpdatedBy

    /// How far it is.
    status: ActionExecutionStatus

    input: ActionExecutionInput

    output: ActionExecutionOutput
}

/// What a run of an action took.
structure ActionExecutionInput {
    /// Category, owner, provider and version of the action type.
    actionTypeId: ActionTypeId

    /// The configuration as declared.
    configuration: ActionConfigurationMap

    /// The configuration with variables filled in.
    resolvedConfiguration: ResolvedActionConfigurationMap

    roleArn: RoleArn

    region: AWSRegionName

    inputArtifacts: ArtifactDetailList

    namespace: ActionNamespace
}

/// Configuration with variables filled in.
map ResolvedActionConfigurationMap {
    key: String
    value: String
}

/// What a run of an action gave.
structure ActionExecutionOutput {
    outputArtifacts: ArtifactDetailList

    executionResult: ActionExecutionResult

    outputVariables: OutputVariablesMap
}

/// How the outside system's run ended.
structure ActionExecutionResult {
    externalExecutionId: ExternalExecutionId

    externalExecutionSummary: ExternalExecutionSummary

    /// Where to look at the run in the outside system.
    externalExecutionUrl: Url

    /// Why it failed.
    errorDetails: ErrorDetails

    logStreamARN: LogStreamARN
}

/// An artifact and where it lies.
structure ArtifactDetail {
    name: ArtifactName

    s3location: S3Location
}

/// An object in a bucket.
structure S3Location {
    bucket: S3Bucket

    key: S3Key
}

/// Name of a bucket.
@length(min: 3, max: 63)
string S3Bucket

/// Key of an object.
@length(min: 1, max: 100)
string S3Key

/// Only targets with one of these values.
structure TargetFilter {
    name: TargetFilterName

    values: TargetFilterValueList
}

/// What to filter by.
enum TargetFilterName {
    /// Status of the target.
    TARGET_STATUS = "TARGET_STATUS"
}

/// Values of which one must match.
list TargetFilterValueList {
    member: TargetFilterValue
}

/// A value to match.
@length(min: 1)
string TargetFilterValue

/// Something that a deploy action deployed to.
structure DeployActionExecutionTarget {
    /// Id of the target, such as an instance id.
    targetId: String

    /// Kind of the target.
    targetType: String

    /// How far the target is.
    status: String

    /// When it began.
    startTime: Timestamp

    /// When it ended.
    endTime: Timestamp

    /// Kinds of events that match; all when absent.
    events: DeployTargetEventList
}

/// What happened on a target, in order.
list DeployTargetEventList {
    member: DeployTargetEvent
}

/// A step of the deployment on one target.
structure DeployTargetEvent {
    /// Name of the step.
    name: String

    /// How the step ended.
    status: String

    /// When it began.
    startTime: Timestamp

    /// When it ended.
    endTime: Timestamp

    context: DeployTargetEventContext
}

/// Where to look for more.
structure DeployTargetEventContext {
    /// Id of the command that did the step.
    ssmCommandId: String

    /// What the step said.
    message: String
}
