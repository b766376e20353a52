$version: "2"

// Action types registered with an executor (the newer model).
namespace com.amazonaws.codepipeline

/// Returns the declaration of an action type that was registered with an executor (owner ThirdParty or AWS).
@readonly
operation GetActionType {
    input: GetActionTypeInput
    output: GetActionTypeOutput
    errors: [
        ActionTypeNotFoundException
        ValidationException
    ]
}

/// What `GetActionType` takes.
@input
structure GetActionTypeInput {
    @required
    category: ActionCategory

    @required
    owner: ActionTypeOwner

    @required
    provider: ActionProvider

    @required
    version: Version
}

/// Who provides the action type: `AWS` or `ThirdParty`.
@pattern("AWS|ThirdParty")
string ActionTypeOwner

/// What `GetActionType` returns.
@output
structure GetActionTypeOutput {
    /// The declaration.
    actionType: ActionTypeDeclaration
}

/// Replaces the declaration of an action type that was registered with an executor. Category, owner, provider and
/// version stay as they are.
operation UpdateActionType {
    input: UpdateActionTypeInput
    errors: [
        RequestFailedException
        ValidationException
        ActionTypeNotFoundException
    ]
}

/// What `UpdateActionType` takes.
@input
structure UpdateActionTypeInput {
    /// The declaration.
    @required
    actionType: ActionTypeDeclaration
}

/// An action type with the executor that does its work.
structure ActionTypeDeclaration {
    description: ActionTypeDescription

    @required
    executor: ActionTypeExecutor

    @required
    id: ActionTypeIdentifier

    /// How many artifacts actions take.
    @required
    inputArtifactDetails: ActionTypeArtifactDetails

    /// How many artifacts actions make.
    @required
    outputArtifactDetails: ActionTypeArtifactDetails

    /// Without it only the owner's account may use the type.
    permissions: ActionTypePermissions

    properties: ActionTypeProperties

    urls: ActionTypeUrls
}

/// What actions of this type do.
@length(min: 1, max: 1024)
string ActionTypeDescription

/// Properties that an action of this type can be configured with.
@length(max: 10)
list ActionTypeProperties {
    member: ActionTypeProperty
}

/// Names an action type.
structure ActionTypeIdentifier {
    @required
    category: ActionCategory

    @required
    owner: ActionTypeOwner

    @required
    provider: ActionProvider

    @required
    version: Version
}

/// Who does the work of this type's actions.
structure ActionTypeExecutor {
    @required
    configuration: ExecutorConfiguration

    @required
    type: ExecutorType

    policyStatementsTemplate: PolicyStatementsTemplate

    jobTimeout: JobTimeout
}

/// Kind of executor.
enum ExecutorType {
    /// A worker that polls for jobs.
    JOB_WORKER = "JobWorker"

    /// A function that is called with each job.
    LAMBDA = "Lambda"
}

/// IAM policy statements that a customer's role needs for this type.
@length(min: 1, max: 2048)
string PolicyStatementsTemplate

/// After how many seconds a job is given up.
@range(min: 60, max: 43200)
integer JobTimeout

/// Settings of the executor: those of its kind and no others.
structure ExecutorConfiguration {
    lambdaExecutorConfiguration: LambdaExecutorConfiguration

    jobWorkerExecutorConfiguration: JobWorkerExecutorConfiguration
}

/// Settings of an executor of kind Lambda.
structure LambdaExecutorConfiguration {
    @required
    lambdaFunctionArn: LambdaFunctionArn
}

/// ARN of the function.
@length(min: 1, max: 140)
@pattern("arn:aws(-[\\w]+)*:lambda:.+:[0-9]{12}:function:.+")
string LambdaFunctionArn

/// Who may poll for the jobs.
structure JobWorkerExecutorConfiguration {
    pollingAccounts: PollingAccountList

    pollingServicePrincipals: PollingServicePrincipalList
}

/// Accounts whose workers may poll.
@length(min: 1, max: 1000)
list PollingAccountList {
    member: AccountId
}

/// Service principals that may poll.
@length(min: 1, max: 10)
list PollingServicePrincipalList {
    member: ServicePrincipal
}

/// Name of a service principal.
@length(min: 1, max: 128)
string ServicePrincipal

/// How many artifacts an action of this type takes or makes.
structure ActionTypeArtifactDetails {
    @required
    minimumCount: MinimumActionTypeArtifactCount

    @required
    maximumCount: MaximumActionTypeArtifactCount
}

/// The fewest artifacts allowed.
@range(min: 0, max: 10)
integer MinimumActionTypeArtifactCount

/// The most artifacts allowed.
@range(min: 0, max: 10)
integer MaximumActionTypeArtifactCount

/// Which accounts may use the type.
structure ActionTypePermissions {
    @required
    allowedAccounts: AllowedAccounts
}

/// Accounts that may use the type in their pipelines.
@length(min: 1, max: 1000)
list AllowedAccounts {
    member: AllowedAccount
}

/// An account, or `*` for all.
@pattern("[0-9]{12}|\\*")
string AllowedAccount

/// A property that an action of this type can be configured with.
structure ActionTypeProperty {
    @required
    name: ActionConfigurationKey

    /// Whether an action may leave it out.
    @required
    optional: Boolean

    /// Whether its value belongs to what tells one configuration from another.
    @required
    key: Boolean

    /// Whether its value is kept encrypted and shown as `****`.
    @required
    noEcho: Boolean

    /// Whether polls may select jobs by its value. One property of a type at most, required and not secret.
    queryable: Boolean

    description: PropertyDescription
}

/// What the property is for.
@length(min: 1, max: 250)
string PropertyDescription

/// Web addresses that the pipeline's view links to.
structure ActionTypeUrls {
    /// Where a customer signs up with the partner and configures the action.
    configurationUrl: Url

    /// Where to look at what the action works with.
    entityUrlTemplate: UrlTemplate

    /// Where to look at one run in the outside system.
    executionUrlTemplate: UrlTemplate

    /// Where to look at a revision.
    revisionUrlTemplate: UrlTemplate
}
