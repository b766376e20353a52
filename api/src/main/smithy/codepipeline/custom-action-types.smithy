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
    /// What kind of work actions of this type do.
    @required
    category: ActionCategory

    @required
    provider: ActionProvider

    /// Must be new for this category and provider.
    @required
    version: Version

    /// Links for the pipeline's view.
    settings: ActionTypeSettings

    configurationProperties: ActionConfigurationPropertyList

    /// How many artifacts actions take.
    @required
    inputArtifactDetails: ArtifactDetails

    /// How many artifacts actions make.
    @required
    outputArtifactDetails: ArtifactDetails

    tags: TagList
}

/// Properties that an action of this type can be configured with.
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

/// Removes a custom action type: pipelines cannot be declared with it any more, and those that use it fail at that
/// action. Creating the same definition with the same version again brings the type back; another definition needs a
/// version that was never used.
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
    /// Only types of this owner.
    actionOwnerFilter: ActionOwner

    nextToken: NextToken

    /// Only types that can be used in this region.
    regionFilter: AWSRegionName
}

/// What `ListActionTypes` returns.
@output
structure ListActionTypesOutput {
    @required
    actionTypes: ActionTypeList

    /// Where the list goes on; absent at its end.
    nextToken: NextToken
}

/// Action types.
list ActionTypeList {
    member: ActionType
}

/// An action type that pipelines can use.
structure ActionType {
    @required
    id: ActionTypeId

    /// Links for the pipeline's view.
    settings: ActionTypeSettings

    actionConfigurationProperties: ActionConfigurationPropertyList

    /// How many artifacts actions take.
    @required
    inputArtifactDetails: ArtifactDetails

    /// How many artifacts actions make.
    @required
    outputArtifactDetails: ArtifactDetails
}

/// Web addresses that the pipeline's view links to.
structure ActionTypeSettings {
    /// Where a customer signs up with the partner and configures the action.
    thirdPartyConfigurationUrl: Url

    /// Where to look at what the action works with.
    entityUrlTemplate: UrlTemplate

    /// Where to look at one run in the outside system.
    executionUrlTemplate: UrlTemplate

    /// Where to look at a revision.
    revisionUrlTemplate: UrlTemplate
}

/// A property that an action of this type can be configured with.
structure ActionConfigurationProperty {
    @required
    name: ActionConfigurationKey

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

    /// Type of the value; only told, not checked.
    type: ActionConfigurationPropertyType
}

/// Type of the value of a property.
enum ActionConfigurationPropertyType {
    /// Text.
    STRING = "String"

    /// A number.
    NUMBER = "Number"

    /// `true` or `false`.
    BOOLEAN = "Boolean"
}

/// How many artifacts an action of this type takes or makes.
structure ArtifactDetails {
    @required
    minimumCount: MinimumArtifactCount

    @required
    maximumCount: MaximumArtifactCount
}

/// The fewest artifacts allowed.
@range(min: 0, max: 5)
integer MinimumArtifactCount

/// The most artifacts allowed.
@range(min: 0, max: 5)
integer MaximumArtifactCount
