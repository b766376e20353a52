$version: "2"

// What an action of a stage is declared with.
namespace com.amazonaws.codepipeline

/// One use of an action type in a stage.
structure ActionDeclaration {
    @required
    name: ActionName

    /// Category, owner, provider and version of the action type.
    @required
    actionTypeId: ActionTypeId

    /// 1 when absent.
    runOrder: ActionRunOrder

    configuration: ActionConfigurationMap

    commands: CommandList

    outputArtifacts: OutputArtifactList

    inputArtifacts: InputArtifactList

    /// Names of the environment variables that a Commands action gives out as output variables.
    outputVariables: OutputVariableList

    /// A role for this action in place of the pipeline's.
    roleArn: RoleArn

    /// Where the action runs; the pipeline's region when absent.
    region: AWSRegionName

    namespace: ActionNamespace

    timeoutInMinutes: ActionTimeout

    environmentVariables: EnvironmentVariableList
}

/// Place of an action within its stage. Actions with the same number run side by side.
@range(min: 1, max: 999)
integer ActionRunOrder

/// Artifacts that an action makes.
list OutputArtifactList {
    member: OutputArtifact
}

/// Names of variables that an action gives out.
@length(min: 1, max: 15)
list OutputVariableList {
    member: OutputVariable
}

/// Name of a variable that an action gives out.
@length(min: 1, max: 128)
string OutputVariable

/// After how many minutes an action is given up, in place of its type's default.
@range(min: 5, max: 86400)
integer ActionTimeout

/// Environment variables.
@length(min: 1, max: 10)
list EnvironmentVariableList {
    member: EnvironmentVariable
}

/// Names an action type.
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

/// An artifact that the action takes.
structure InputArtifact {
    @required
    name: ArtifactName
}

/// An artifact that the action makes.
structure OutputArtifact {
    @required
    name: ArtifactName

    /// Which files a Commands action puts into the artifact.
    files: FilePathList
}

/// Paths and patterns of files.
@length(min: 1, max: 10)
list FilePathList {
    member: FilePath
}

/// Path or pattern of files.
@length(min: 1, max: 128)
string FilePath

/// An environment variable of an action.
structure EnvironmentVariable {
    @required
    name: EnvironmentVariableName

    @required
    value: EnvironmentVariableValue

    type: EnvironmentVariableType
}

/// Name of an environment variable.
@length(min: 1, max: 128)
@pattern("[A-Za-z0-9_]+")
string EnvironmentVariableName

/// The value, or the name of the secret that holds it.
@length(min: 1, max: 2000)
@pattern(".*")
string EnvironmentVariableValue

/// Where the value of an environment variable comes from.
enum EnvironmentVariableType {
    /// The value is given as it is.
    PLAINTEXT = "PLAINTEXT"

    /// The value is the name of a secret.
    SECRETS_MANAGER = "SECRETS_MANAGER"
}
