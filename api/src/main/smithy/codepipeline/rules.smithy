$version: "2"

// Rule types and the history of rules.
namespace com.amazonaws.codepipeline

/// Lists the rules that stage conditions can use.
@readonly
operation ListRuleTypes {
    input: ListRuleTypesInput
    output: ListRuleTypesOutput
    errors: [
        ValidationException
        InvalidNextTokenException
    ]
}

/// What `ListRuleTypes` takes.
@input
structure ListRuleTypesInput {
    ruleOwnerFilter: RuleOwner

    regionFilter: AWSRegionName
}

/// What `ListRuleTypes` returns.
@output
structure ListRuleTypesOutput {
    @required
    ruleTypes: RuleTypeList
}

list RuleTypeList {
    member: RuleType
}

/// Lists the rule executions of a pipeline's stage conditions, newest first.
@paginated(inputToken: "nextToken", outputToken: "nextToken", items: "ruleExecutionDetails", pageSize: "maxResults")
@readonly
operation ListRuleExecutions {
    input: ListRuleExecutionsInput
    output: ListRuleExecutionsOutput
    errors: [
        ValidationException
        PipelineNotFoundException
        InvalidNextTokenException
        PipelineExecutionNotFoundException
    ]
}

/// What `ListRuleExecutions` takes.
@input
structure ListRuleExecutionsInput {
    @required
    pipelineName: PipelineName

    filter: RuleExecutionFilter

    maxResults: MaxResults

    nextToken: NextToken
}

/// What `ListRuleExecutions` returns.
@output
structure ListRuleExecutionsOutput {
    ruleExecutionDetails: RuleExecutionDetailList

    nextToken: NextToken
}

list RuleExecutionDetailList {
    member: RuleExecutionDetail
}

structure RuleType {
    @required
    id: RuleTypeId

    settings: RuleTypeSettings

    ruleConfigurationProperties: RuleConfigurationPropertyList

    @required
    inputArtifactDetails: ArtifactDetails
}

@length(max: 10)
list RuleConfigurationPropertyList {
    member: RuleConfigurationProperty
}

structure RuleTypeSettings {
    thirdPartyConfigurationUrl: Url

    entityUrlTemplate: UrlTemplate

    executionUrlTemplate: UrlTemplate

    revisionUrlTemplate: UrlTemplate
}

structure RuleConfigurationProperty {
    @required
    name: RuleConfigurationKey

    @required
    required: Boolean

    @required
    key: Boolean

    @required
    secret: Boolean

    queryable: Boolean

    description: Description

    type: RuleConfigurationPropertyType
}

enum RuleConfigurationPropertyType {
    STRING = "String"
    NUMBER = "Number"
    BOOLEAN = "Boolean"
}

structure RuleExecutionFilter {
    pipelineExecutionId: PipelineExecutionId

    latestInPipelineExecution: LatestInPipelineExecutionFilter
}

structure RuleExecutionDetail {
    pipelineExecutionId: PipelineExecutionId

    ruleExecutionId: RuleExecutionId

    pipelineVersion: PipelineVersion

    stageName: StageName

    ruleName: RuleName

    startTime: Timestamp

    lastUpdateTime: Timestamp

    updatedBy: LastUpdatedBy

    status: RuleExecutionStatus

    input: RuleExecutionInput

    output: RuleExecutionOutput
}

structure RuleExecutionInput {
    ruleTypeId: RuleTypeId

    configuration: RuleConfigurationMap

    resolvedConfiguration: ResolvedRuleConfigurationMap

    roleArn: RoleArn

    region: AWSRegionName

    inputArtifacts: ArtifactDetailList
}

map ResolvedRuleConfigurationMap {
    key: String
    value: String
}

structure RuleExecutionOutput {
    executionResult: RuleExecutionResult
}

structure RuleExecutionResult {
    externalExecutionId: ExternalExecutionId

    externalExecutionSummary: ExternalExecutionSummary

    externalExecutionUrl: Url

    errorDetails: ErrorDetails
}
