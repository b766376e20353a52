$version: "2"

// What a pipeline is declared with: stages, artifact stores, variables.
namespace com.amazonaws.codepipeline

structure PipelineDeclaration {
    @required
    name: PipelineName

    @required
    roleArn: RoleArn

    artifactStore: ArtifactStore

    artifactStores: ArtifactStoreMap

    @required
    stages: PipelineStageDeclarationList

    version: PipelineVersion

    executionMode: ExecutionMode

    pipelineType: PipelineType

    variables: PipelineVariableDeclarationList

    triggers: PipelineTriggerDeclarationList
}

map ArtifactStoreMap {
    key: AWSRegionName
    value: ArtifactStore
}

list PipelineStageDeclarationList {
    member: StageDeclaration
}

@length(max: 50)
list PipelineVariableDeclarationList {
    member: PipelineVariableDeclaration
}

@length(max: 50)
list PipelineTriggerDeclarationList {
    member: PipelineTriggerDeclaration
}

structure ArtifactStore {
    @required
    type: ArtifactStoreType

    @required
    location: ArtifactStoreLocation

    encryptionKey: EncryptionKey
}

enum ArtifactStoreType {
    S3 = "S3"
}

@length(min: 3, max: 63)
@pattern("[a-zA-Z0-9\\-\\.]+")
string ArtifactStoreLocation

structure EncryptionKey {
    @required
    id: EncryptionKeyId

    @required
    type: EncryptionKeyType
}

@length(min: 1, max: 400)
string EncryptionKeyId

enum EncryptionKeyType {
    KMS = "KMS"
}

structure StageDeclaration {
    @required
    name: StageName

    blockers: StageBlockerDeclarationList

    @required
    actions: StageActionDeclarationList

    onFailure: FailureConditions

    onSuccess: SuccessConditions

    beforeEntry: BeforeEntryConditions
}

list StageBlockerDeclarationList {
    member: BlockerDeclaration
}

list StageActionDeclarationList {
    member: ActionDeclaration
}

structure BlockerDeclaration {
    @required
    name: BlockerName

    @required
    type: BlockerType
}

@length(min: 1, max: 100)
string BlockerName

enum BlockerType {
    SCHEDULE = "Schedule"
}

structure PipelineVariableDeclaration {
    @required
    name: PipelineVariableName

    defaultValue: PipelineVariableValue

    description: PipelineVariableDescription
}

@length(min: 0, max: 200)
@pattern(".*")
string PipelineVariableDescription
