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

    nextToken: NextToken
}

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

list TargetFilterList {
    member: TargetFilter
}

/// What `ListDeployActionExecutionTargets` returns.
@output
structure ListDeployActionExecutionTargetsOutput {
    targets: DeployActionExecutionTargetList

    nextToken: NextToken
}

list DeployActionExecutionTargetList {
    member: DeployActionExecutionTarget
}

structure ActionExecutionFilter {
    pipelineExecutionId: PipelineExecutionId

    latestInPipelineExecution: LatestInPipelineExecutionFilter
}

structure LatestInPipelineExecutionFilter {
    @required
    pipelineExecutionId: PipelineExecutionId

    @required
    startTimeRange: StartTimeRange
}

enum StartTimeRange {
    LATEST = "Latest"
    ALL = "All"
}

structure ActionExecutionDetail {
    pipelineExecutionId: PipelineExecutionId

    actionExecutionId: ActionExecutionId

    pipelineVersion: PipelineVersion

    stageName: StageName

    actionName: ActionName

    startTime: Timestamp

    lastUpdateTime: Timestamp

    updatedBy: LastUpdatedBy

    status: ActionExecutionStatus

    input: ActionExecutionInput

    output: ActionExecutionOutput
}

structure ActionExecutionInput {
    actionTypeId: ActionTypeId

    configuration: ActionConfigurationMap

    resolvedConfiguration: ResolvedActionConfigurationMap

    roleArn: RoleArn

    region: AWSRegionName

    inputArtifacts: ArtifactDetailList

    namespace: ActionNamespace
}

map ResolvedActionConfigurationMap {
    key: String
    value: String
}

structure ActionExecutionOutput {
    outputArtifacts: ArtifactDetailList

    executionResult: ActionExecutionResult

    outputVariables: OutputVariablesMap
}

structure ActionExecutionResult {
    externalExecutionId: ExternalExecutionId

    externalExecutionSummary: ExternalExecutionSummary

    externalExecutionUrl: Url

    errorDetails: ErrorDetails

    logStreamARN: LogStreamARN
}

structure ArtifactDetail {
    name: ArtifactName

    s3location: S3Location
}

structure S3Location {
    bucket: S3Bucket

    key: S3Key
}

@length(min: 3, max: 63)
string S3Bucket

@length(min: 1, max: 100)
string S3Key

structure TargetFilter {
    name: TargetFilterName

    values: TargetFilterValueList
}

enum TargetFilterName {
    TARGET_STATUS = "TARGET_STATUS"
}

list TargetFilterValueList {
    member: TargetFilterValue
}

@length(min: 1)
string TargetFilterValue

structure DeployActionExecutionTarget {
    targetId: String

    targetType: String

    status: String

    startTime: Timestamp

    endTime: Timestamp

    events: DeployTargetEventList
}

list DeployTargetEventList {
    member: DeployTargetEvent
}

structure DeployTargetEvent {
    name: String

    status: String

    startTime: Timestamp

    endTime: Timestamp

    context: DeployTargetEventContext
}

structure DeployTargetEventContext {
    ssmCommandId: String

    message: String
}
