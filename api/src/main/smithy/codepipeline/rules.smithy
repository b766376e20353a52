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
    /// Only rules of this owner.
    ruleOwnerFilter: RuleOwner

    /// Only rules that can be used in this region.
    regionFilter: AWSRegionName
}

/// What `ListRuleTypes` returns.
@output
structure ListRuleTypesOutput {
    @required
    ruleTypes: RuleTypeList
}

/// Rule types.
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

    /// Where the list goes on; absent at its end.
    nextToken: NextToken
}

/// Runs of rules, newest first.
list RuleExecutionDetailList {
    member: RuleExecutionDetail
}

/// A rule that conditions can use.
structure RuleType {
    @required
    id: RuleTypeId

    settings: RuleTypeSettings

    ruleConfigurationProperties: RuleConfigurationPropertyList

    /// How many artifacts rules take.
    @required
    inputArtifactDetails: ArtifactDetails
}

/// Properties that a rule of this type can be configured with.
@length(max: 10)
list RuleConfigurationPropertyList {
    member: RuleConfigurationProperty
}

/// Web addresses that the pipeline's view links to.
structure RuleTypeSettings {
    /// Where a customer signs up with the partner and configures the action.
    thirdPartyConfigurationUrl: Url

    /// Where to look at what the action works with.
    entityUrlTemplate: UrlTemplate

    /// Where to look at one run in the outside system.
    executionUrlTemplate: UrlTemplate

    /// Where to look at a revision.
    revisionUrlTemplate: UrlTemplate
}

/// A property that a rule of this type can be configured with.
structure RuleConfigurationProperty {
    @required
    name: RuleConfigurationKey

    /// Whether every action must set it.
    @required
    required: Boolean

    /// Whether its value belongs to what tells one configuration from another.
    @required
    key: Boolean

    /// Whether its value is kept encrypted and shown as `****`.
    @required
    secret: Boolean

    /// Whether polls may select jobs by its value. One property of a type at most, required and not secret.
    queryable: Boolean

    description: Description

    type: RuleConfigurationPropertyType
}

/// Type of the value of a property.
enum RuleConfigurationPropertyType {
    /// Text.
    STRING = "String"

    /// A number.
    NUMBER = "Number"

    /// `true` or `false`.
    BOOLEAN = "Boolean"
}

/// Which runs to list: of one execution, or the latest ones of it.
structure RuleExecutionFilter {
    pipelineExecutionId: PipelineExecutionId

    latestInPipelineExecution: LatestInPipelineExecutionFilter
}

/// One run of a rule, with what it took and what it gave.
structure RuleExecutionDetail {
    pipelineExecutionId: PipelineExecutionId

    ruleExecutionId: RuleExecutionId

    pipelineVersion: PipelineVersion

    stageName: StageName

    ruleName: RuleName

    /// When it began.
    startTime: Timestamp

    /// When it changed last.
    lastUpdateTime: Timestamp

    /// ARN of who changed it last.
    updatedBy: LastUpdatedBy

    /// How far it is.
    status: RuleExecutionStatus

    input: RuleExecutionInput

    output: RuleExecutionOutput
}

/// What a run of a rule took.
structure RuleExecutionInput {
    /// Category, owner, provider and version of the rule type.
    ruleTypeId: RuleTypeId

    /// The configuration as declared.
    configuration: RuleConfigurationMap

    /// The configuration with variables filled in.
    resolvedConfiguration: ResolvedRuleConfigurationMap

    roleArn: RoleArn

    region: AWSRegionName

    inputArtifacts: ArtifactDetailList
}

/// Configuration with variables filled in.
map ResolvedRuleConfigurationMap {
    key: String
    value: String
}

/// What a run of a rule gave.
structure RuleExecutionOutput {
    executionResult: RuleExecutionResult
}

/// How the outside system's run ended.
structure RuleExecutionResult {
    externalExecutionId: ExternalExecutionId

    externalExecutionSummary: ExternalExecutionSummary

    /// Where to look at the run in the outside system.
    externalExecutionUrl: Url

    /// Why it failed.
    errorDetails: ErrorDetails
}
