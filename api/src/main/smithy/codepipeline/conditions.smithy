$version: "2"

// Conditions of a stage and the rules they consist of.
namespace com.amazonaws.codepipeline

/// Conditions that are checked before an execution enters the stage.
structure BeforeEntryConditions {
    @required
    conditions: ConditionList
}

/// Conditions of a stage; exactly one.
@length(min: 1, max: 1)
list ConditionList {
    member: Condition
}

/// Conditions that are checked after all actions of the stage succeeded.
structure SuccessConditions {
    @required
    conditions: ConditionList
}

/// What to do when the stage fails.
structure FailureConditions {
    /// What to do without looking at conditions.
    result: Result

    /// How to retry when the result is RETRY.
    retryConfiguration: RetryConfiguration

    /// Rules that decide whether the result is applied.
    conditions: ConditionList
}

/// What happens when the rules of a condition do not hold.
enum Result {
    /// The stage is rolled back to the last execution that succeeded there.
    ROLLBACK = "ROLLBACK"

    /// The stage fails.
    FAIL = "FAIL"

    /// The stage runs again.
    RETRY = "RETRY"

    /// The execution passes the stage without running it.
    SKIP = "SKIP"
}

/// How a failed stage is retried by itself.
structure RetryConfiguration {
    retryMode: StageRetryMode
}

/// Rules, and what happens when they do not hold.
structure Condition {
    result: Result

    rules: RuleDeclarationList
}

/// Rules of a condition.
@length(min: 1, max: 5)
list RuleDeclarationList {
    member: RuleDeclaration
}

/// One use of a rule type in a condition.
structure RuleDeclaration {
    @required
    name: RuleName

    /// Category, owner, provider and version of the rule type.
    @required
    ruleTypeId: RuleTypeId

    configuration: RuleConfigurationMap

    commands: CommandList

    inputArtifacts: InputArtifactList

    /// A role for this rule in place of the pipeline's.
    roleArn: RoleArn

    /// Where the rule runs; the pipeline's region when absent.
    region: AWSRegionName

    timeoutInMinutes: RuleTimeout
}

/// After how many minutes a rule is given up.
@range(min: 5, max: 86400)
integer RuleTimeout

/// Names a rule type.
structure RuleTypeId {
    @required
    category: RuleCategory

    owner: RuleOwner

    @required
    provider: RuleProvider

    version: Version
}

/// Category of rule types.
enum RuleCategory {
    /// The only category there is.
    RULE = "Rule"
}

/// Name of the provider of a rule type, for example `DeploymentWindow`.
@length(min: 1, max: 35)
@pattern("[0-9A-Za-z_-]+")
string RuleProvider
