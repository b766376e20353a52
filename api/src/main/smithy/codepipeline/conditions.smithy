$version: "2"

// Conditions of a stage and the rules they consist of.
namespace com.amazonaws.codepipeline

structure BeforeEntryConditions {
    @required
    conditions: ConditionList
}

@length(min: 1, max: 1)
list ConditionList {
    member: Condition
}

structure SuccessConditions {
    @required
    conditions: ConditionList
}

structure FailureConditions {
    result: Result

    retryConfiguration: RetryConfiguration

    conditions: ConditionList
}

enum Result {
    ROLLBACK = "ROLLBACK"
    FAIL = "FAIL"
    RETRY = "RETRY"
    SKIP = "SKIP"
}

structure RetryConfiguration {
    retryMode: StageRetryMode
}

structure Condition {
    result: Result

    rules: RuleDeclarationList
}

@length(min: 1, max: 5)
list RuleDeclarationList {
    member: RuleDeclaration
}

structure RuleDeclaration {
    @required
    name: RuleName

    @required
    ruleTypeId: RuleTypeId

    configuration: RuleConfigurationMap

    commands: CommandList

    inputArtifacts: InputArtifactList

    roleArn: RoleArn

    region: AWSRegionName

    timeoutInMinutes: RuleTimeout
}

@range(min: 5, max: 86400)
integer RuleTimeout

structure RuleTypeId {
    @required
    category: RuleCategory

    owner: RuleOwner

    @required
    provider: RuleProvider

    version: Version
}

enum RuleCategory {
    RULE = "Rule"
}

@length(min: 1, max: 35)
@pattern("[0-9A-Za-z_-]+")
string RuleProvider
