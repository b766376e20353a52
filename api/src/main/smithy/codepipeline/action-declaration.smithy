$version: "2"

// What an action of a stage is declared with.
namespace com.amazonaws.codepipeline

structure ActionDeclaration {
    @required
    name: ActionName

    @required
    actionTypeId: ActionTypeId

    runOrder: ActionRunOrder

    configuration: ActionConfigurationMap

    commands: CommandList

    outputArtifacts: OutputArtifactList

    inputArtifacts: InputArtifactList

    outputVariables: OutputVariableList

    roleArn: RoleArn

    region: AWSRegionName

    namespace: ActionNamespace

    timeoutInMinutes: ActionTimeout

    environmentVariables: EnvironmentVariableList
}

@range(min: 1, max: 999)
integer ActionRunOrder

list OutputArtifactList {
    member: OutputArtifact
}

@length(min: 1, max: 15)
list OutputVariableList {
    member: OutputVariable
}

@length(min: 1, max: 128)
string OutputVariable

@range(min: 5, max: 86400)
integer ActionTimeout

@length(min: 1, max: 10)
list EnvironmentVariableList {
    member: EnvironmentVariable
}

structure ActionTypeId {
    @required
    category: ActionCategory

    @required
    owner: ActionOwner

    @required
    provider: ActionProvider

    @required
    version: Version
}

structure InputArtifact {
    @required
    name: ArtifactName
}

structure OutputArtifact {
    @required
    name: ArtifactName

    files: FilePathList
}

@length(min: 1, max: 10)
list FilePathList {
    member: FilePath
}

@length(min: 1, max: 128)
string FilePath

structure EnvironmentVariable {
    @required
    name: EnvironmentVariableName

    @required
    value: EnvironmentVariableValue

    type: EnvironmentVariableType
}

@length(min: 1, max: 128)
@pattern("[A-Za-z0-9_]+")
string EnvironmentVariableName

@length(min: 1, max: 2000)
@pattern(".*")
string EnvironmentVariableValue

enum EnvironmentVariableType {
    PLAINTEXT = "PLAINTEXT"
    SECRETS_MANAGER = "SECRETS_MANAGER"
}
