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

@pattern("AWS|ThirdParty")
string ActionTypeOwner

/// What `GetActionType` returns.
@output
structure GetActionTypeOutput {
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
    @required
    actionType: ActionTypeDeclaration
}

structure ActionTypeDeclaration {
    description: ActionTypeDescription

    @required
    executor: ActionTypeExecutor

    @required
    id: ActionTypeIdentifier

    @required
    inputArtifactDetails: ActionTypeArtifactDetails

    @required
    outputArtifactDetails: ActionTypeArtifactDetails

    permissions: ActionTypePermissions

    properties: ActionTypeProperties

    urls: ActionTypeUrls
}

@length(min: 1, max: 1024)
string ActionTypeDescription

@length(max: 10)
list ActionTypeProperties {
    member: ActionTypeProperty
}

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

structure ActionTypeExecutor {
    @required
    configuration: ExecutorConfiguration

    @required
    type: ExecutorType

    policyStatementsTemplate: PolicyStatementsTemplate

    jobTimeout: JobTimeout
}

enum ExecutorType {
    JOB_WORKER = "JobWorker"
    LAMBDA = "Lambda"
}

@length(min: 1, max: 2048)
string PolicyStatementsTemplate

@range(min: 60, max: 43200)
integer JobTimeout

structure ExecutorConfiguration {
    lambdaExecutorConfiguration: LambdaExecutorConfiguration

    jobWorkerExecutorConfiguration: JobWorkerExecutorConfiguration
}

structure LambdaExecutorConfiguration {
    @required
    lambdaFunctionArn: LambdaFunctionArn
}

@length(min: 1, max: 140)
@pattern("arn:aws(-[\\w]+)*:lambda:.+:[0-9]{12}:function:.+")
string LambdaFunctionArn

structure JobWorkerExecutorConfiguration {
    pollingAccounts: PollingAccountList

    pollingServicePrincipals: PollingServicePrincipalList
}

@length(min: 1, max: 1000)
list PollingAccountList {
    member: AccountId
}

@length(min: 1, max: 10)
list PollingServicePrincipalList {
    member: ServicePrincipal
}

@length(min: 1, max: 128)
string ServicePrincipal

structure ActionTypeArtifactDetails {
    @required
    minimumCount: MinimumActionTypeArtifactCount

    @required
    maximumCount: MaximumActionTypeArtifactCount
}

@range(min: 0, max: 10)
integer MinimumActionTypeArtifactCount

@range(min: 0, max: 10)
integer MaximumActionTypeArtifactCount

structure ActionTypePermissions {
    @required
    allowedAccounts: AllowedAccounts
}

@length(min: 1, max: 1000)
list AllowedAccounts {
    member: AllowedAccount
}

@pattern("[0-9]{12}|\\*")
string AllowedAccount

structure ActionTypeProperty {
    @required
    name: ActionConfigurationKey

    @required
    optional: Boolean

    @required
    key: Boolean

    @required
    noEcho: Boolean

    queryable: Boolean

    description: PropertyDescription
}

@length(min: 1, max: 250)
string PropertyDescription

structure ActionTypeUrls {
    configurationUrl: Url

    entityUrlTemplate: UrlTemplate

    executionUrlTemplate: UrlTemplate

    revisionUrlTemplate: UrlTemplate
}
