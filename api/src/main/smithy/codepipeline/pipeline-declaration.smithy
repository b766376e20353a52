$version: "2"

// What a pipeline is declared with: stages, artifact stores, variables.
namespace com.amazonaws.codepipeline

/// A pipeline as its owner declares it.
structure PipelineDeclaration {
    @required
    name: PipelineName

    /// The role that the pipeline's actions run under.
    @required
    roleArn: RoleArn

    /// Where artifacts are kept. Either this or `artifactStores`.
    artifactStore: ArtifactStore

    /// Where artifacts are kept, by region. Needed when actions run in several regions.
    artifactStores: ArtifactStoreMap

    /// The stages in the order an execution passes them. The first has source actions only.
    @required
    stages: PipelineStageDeclarationList

    /// Set by the service; what a caller sends is ignored.
    version: PipelineVersion

    /// SUPERSEDED when absent.
    executionMode: ExecutionMode

    /// When absent V2 if the declaration uses something that V1 has not, else V1.
    pipelineType: PipelineType

    /// Variables that an execution can be started with.
    variables: PipelineVariableDeclarationList

    /// Which changes of which source start an execution.
    triggers: PipelineTriggerDeclarationList
}

/// Artifact stores by region.
map ArtifactStoreMap {
    key: AWSRegionName
    value: ArtifactStore
}

/// Stages in order.
list PipelineStageDeclarationList {
    member: StageDeclaration
}

/// Declarations of variables.
@length(max: 50)
list PipelineVariableDeclarationList {
    member: PipelineVariableDeclaration
}

/// Declarations of triggers.
@length(max: 50)
list PipelineTriggerDeclarationList {
    member: PipelineTriggerDeclaration
}

/// The bucket that artifacts are kept in.
structure ArtifactStore {
    @required
    type: ArtifactStoreType

    @required
    location: ArtifactStoreLocation

    /// Key to encrypt output artifacts with.
    encryptionKey: EncryptionKey
}

/// Kind of artifact store.
enum ArtifactStoreType {
    /// An S3 bucket, the only kind there is.
    S3 = "S3"
}

/// Name of the bucket.
@length(min: 3, max: 63)
@pattern("[a-zA-Z0-9\\-\\.]+")
string ArtifactStoreLocation

/// The key that artifacts are encrypted with. The bucket's own default when absent.
structure EncryptionKey {
    @required
    id: EncryptionKeyId

    @required
    type: EncryptionKeyType
}

/// Id, ARN or alias of the key.
@length(min: 1, max: 400)
string EncryptionKeyId

/// Kind of key.
enum EncryptionKeyType {
    /// A KMS key, the only kind there is.
    KMS = "KMS"
}

/// A stage: actions that run together before an execution goes on.
structure StageDeclaration {
    @required
    name: StageName

    /// Reserved: leave it out.
    blockers: StageBlockerDeclarationList

    /// The actions. Those of one `runOrder` run side by side, lower numbers first.
    @required
    actions: StageActionDeclarationList

    /// What to do when the stage fails.
    onFailure: FailureConditions

    /// What must hold after the actions succeeded.
    onSuccess: SuccessConditions

    /// What must hold before an execution enters.
    beforeEntry: BeforeEntryConditions
}

/// Blockers of a stage.
list StageBlockerDeclarationList {
    member: BlockerDeclaration
}

/// Actions of a stage.
list StageActionDeclarationList {
    member: ActionDeclaration
}

/// Reserved: a stage with blockers is refused.
structure BlockerDeclaration {
    @required
    name: BlockerName

    @required
    type: BlockerType
}

/// Name of a blocker.
@length(min: 1, max: 100)
string BlockerName

/// Kind of blocker.
enum BlockerType {
    /// Reserved.
    SCHEDULE = "Schedule"
}

/// A variable of the pipeline, referred to as `#{variables.name}`.
structure PipelineVariableDeclaration {
    @required
    name: PipelineVariableName

    /// Used when an execution is started without a value. Without a default the value must be given.
    defaultValue: PipelineVariableValue

    description: PipelineVariableDescription
}

/// What the variable is for.
@length(min: 0, max: 200)
@pattern(".*")
string PipelineVariableDescription
