$version: "2"

// Custom action types, and the list of all types.
namespace com.amazonaws.codepipeline

/// Creates an action type of owner Custom that the pipelines of this account can use. Jobs of such actions wait until
/// a worker of this account polls for them.
operation CreateCustomActionType {
    input: CreateCustomActionTypeInput
    output: CreateCustomActionTypeOutput
    errors: [
        ValidationException
        LimitExceededException
        TooManyTagsException
        InvalidTagsException
        ConcurrentModificationException
    ]
}

/// What `CreateCustomActionType` takes.
@input
structure CreateCustomActionTypeInput {
    @required
    category: ActionCategory

    @required
    provider: ActionProvider

    @required
    version: Version

    settings: ActionTypeSettings

    configurationProperties: ActionConfigurationPropertyList

    @required
    inputArtifactDetails: ArtifactDetails

    @required
    outputArtifactDetails: ArtifactDetails

    tags: TagList
}

@length(max: 10)
list ActionConfigurationPropertyList {
    member: ActionConfigurationProperty
}

/// What `CreateCustomActionType` returns.
@output
structure CreateCustomActionTypeOutput {
    @required
    actionType: ActionType

    tags: TagList
}

/// Removes a custom action type. Pipelines that still use it fail at that action. The same category, provider and
/// version can be created again only with a higher version.
@idempotent
operation DeleteCustomActionType {
    input: DeleteCustomActionTypeInput
    errors: [
        ValidationException
        ConcurrentModificationException
    ]
}

/// What `DeleteCustomActionType` takes.
@input
structure DeleteCustomActionTypeInput {
    @required
    category: ActionCategory

    @required
    provider: ActionProvider

    @required
    version: Version
}

/// Lists the action types that pipelines of this account can use: built-in, third-party and custom ones.
@paginated(inputToken: "nextToken", outputToken: "nextToken", items: "actionTypes")
@readonly
operation ListActionTypes {
    input: ListActionTypesInput
    output: ListActionTypesOutput
    errors: [
        ValidationException
        InvalidNextTokenException
    ]
}

/// What `ListActionTypes` takes.
@input
structure ListActionTypesInput {
    actionOwnerFilter: ActionOwner

    nextToken: NextToken

    regionFilter: AWSRegionName
}

/// What `ListActionTypes` returns.
@output
structure ListActionTypesOutput {
    @required
    actionTypes: ActionTypeList

    nextToken: NextToken
}

list ActionTypeList {
    member: ActionType
}

structure ActionType {
    @required
    id: ActionTypeId

    settings: ActionTypeSettings

    actionConfigurationProperties: ActionConfigurationPropertyList

    @required
    inputArtifactDetails: ArtifactDetails

    @required
    outputArtifactDetails: ArtifactDetails
}

structure ActionTypeSettings {
    thirdPartyConfigurationUrl: Url

    entityUrlTemplate: UrlTemplate

    executionUrlTemplate: UrlTemplate

    revisionUrlTemplate: UrlTemplate
}

structure ActionConfigurationProperty {
    @required
    name: ActionConfigurationKey

    @required
    required: Boolean

    @required
    key: Boolean

    @required
    secret: Boolean

    queryable: Boolean

    description: Description

    type: ActionConfigurationPropertyType
}

enum ActionConfigurationPropertyType {
    STRING = "String"
    NUMBER = "Number"
    BOOLEAN = "Boolean"
}

structure ArtifactDetails {
    @required
    minimumCount: MinimumArtifactCount

    @required
    maximumCount: MaximumArtifactCount
}

@range(min: 0, max: 5)
integer MinimumArtifactCount

@range(min: 0, max: 5)
integer MaximumArtifactCount
