$version: "2"

// Other values that several parts share.
namespace com.amazonaws.codepipeline

@length(min: 1, max: 50)
string ActionConfigurationKey

map ActionConfigurationMap {
    key: ActionConfigurationKey
    value: ActionConfigurationValue
}

// The published model says 1000; the live service has answered with 50000 as its bound since 2022 (spec jobs 1.1).
@length(min: 1, max: 50000)
string ActionConfigurationValue

enum ActionExecutionStatus {
    IN_PROGRESS = "InProgress"
    ABANDONED = "Abandoned"
    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
}

list ArtifactDetailList {
    member: ArtifactDetail
}

list ArtifactList {
    member: Artifact
}

@length(min: 1, max: 1000)
string Command

@length(min: 1, max: 50)
list CommandList {
    member: Command
}

@length(min: 1, max: 160)
string Description

@length(min: 1, max: 300)
@pattern("[a-zA-Z0-9!@ \\(\\)\\.\\*\\?\\-]+")
string DisabledReason

enum ExecutionMode {
    QUEUED = "QUEUED"
    SUPERSEDED = "SUPERSEDED"
    PARALLEL = "PARALLEL"
}

@length(min: 1, max: 2048)
string ExecutionSummary

enum ExecutionType {
    STANDARD = "STANDARD"
    ROLLBACK = "ROLLBACK"
}

string ExternalExecutionSummary

list InputArtifactList {
    member: InputArtifact
}

enum JobStatus {
    CREATED = "Created"
    QUEUED = "Queued"
    DISPATCHED = "Dispatched"
    IN_PROGRESS = "InProgress"
    TIMED_OUT = "TimedOut"
    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
}

string LastUpdatedBy

@range(min: 1)
integer MaxBatchSize

@range(min: 1, max: 100)
integer MaxResults

@length(min: 1, max: 5000)
string Message

@pattern("[A-Za-z0-9@\\-_]+")
string OutputVariablesKey

map OutputVariablesMap {
    key: OutputVariablesKey
    value: OutputVariablesValue
}

string OutputVariablesValue

@range(min: 0, max: 100)
integer Percentage

enum PipelineType {
    V1 = "V1"
    V2 = "V2"
}

@length(min: 1, max: 1000)
@pattern(".*")
string PipelineVariableValue

@range(min: 1)
integer PipelineVersion

@length(min: 1, max: 1500)
string Revision

@length(min: 1, max: 100)
string RevisionChangeIdentifier

@length(min: 1, max: 2048)
string RevisionSummary

@length(min: 1, max: 50)
string RuleConfigurationKey

@length(min: 0, max: 200)
map RuleConfigurationMap {
    key: RuleConfigurationKey
    value: RuleConfigurationValue
}

@length(min: 1, max: 10000)
string RuleConfigurationValue

enum RuleExecutionStatus {
    IN_PROGRESS = "InProgress"
    ABANDONED = "Abandoned"
    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
}

enum StageRetryMode {
    FAILED_ACTIONS = "FAILED_ACTIONS"
    ALL_ACTIONS = "ALL_ACTIONS"
}

list TagList {
    member: Tag
}

@length(min: 1, max: 2048)
string Url

@length(min: 1, max: 2048)
string UrlTemplate
