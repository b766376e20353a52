$version: "2"

// Other values that several parts share.
namespace com.amazonaws.codepipeline

/// Name of a configuration property.
@length(min: 1, max: 50)
string ActionConfigurationKey

/// Configuration of an action: properties by name.
map ActionConfigurationMap {
    key: ActionConfigurationKey
    value: ActionConfigurationValue
}

// The published model says 1000; the live service has answered with 50000 as its bound since 2022 (spec jobs 1.1).
/// Value of a configuration property. May refer to variables as `#{namespace.name}`.
@length(min: 1, max: 50000)
string ActionConfigurationValue

/// How far a run of an action is.
enum ActionExecutionStatus {
    /// Runs, or waits for a worker or a person.
    IN_PROGRESS = "InProgress"

    /// Given up by a stop; its results do not count.
    ABANDONED = "Abandoned"

    /// Ended well.
    SUCCEEDED = "Succeeded"

    /// Ended badly.
    FAILED = "Failed"
}

/// Artifacts and where they lie.
list ArtifactDetailList {
    member: ArtifactDetail
}

/// Artifacts of a job.
list ArtifactList {
    member: Artifact
}

/// One shell command.
@length(min: 1, max: 1000)
string Command

/// Shell commands that a Commands action runs in this order.
@length(min: 1, max: 50)
list CommandList {
    member: Command
}

/// A text for human readers.
@length(min: 1, max: 160)
string Description

/// Why the transition is closed, for whoever waits there.
@length(min: 1, max: 300)
@pattern("[a-zA-Z0-9!@ \\(\\)\\.\\*\\?\\-]+")
string DisabledReason

/// What happens when executions of one pipeline meet.
enum ExecutionMode {
    /// They go through one after another, in the order they started.
    QUEUED = "QUEUED"

    /// A newer one overtakes those that wait.
    SUPERSEDED = "SUPERSEDED"

    /// They run side by side and do not see each other.
    PARALLEL = "PARALLEL"
}

/// What happened, for human readers.
@length(min: 1, max: 2048)
string ExecutionSummary

/// How an execution came about.
enum ExecutionType {
    /// Started with source revisions.
    STANDARD = "STANDARD"

    /// Runs a stage with what an earlier execution used there.
    ROLLBACK = "ROLLBACK"
}

/// What the outside system says of its run.
string ExternalExecutionSummary

/// Artifacts that earlier actions made and this one takes.
list InputArtifactList {
    member: InputArtifact
}

/// How far a job is.
enum JobStatus {
    /// Exists, but nobody may take it yet.
    CREATED = "Created"

    /// Waits for a poll.
    QUEUED = "Queued"

    /// Handed out by a poll, not acknowledged yet.
    DISPATCHED = "Dispatched"

    /// Acknowledged; its worker is at it.
    IN_PROGRESS = "InProgress"

    /// Took longer than allowed.
    TIMED_OUT = "TimedOut"

    /// Its worker reported success.
    SUCCEEDED = "Succeeded"

    /// Its worker reported failure, or the action was given up.
    FAILED = "Failed"
}

/// ARN of who changed it last.
string LastUpdatedBy

/// How many jobs to hand out at most. One when absent.
@range(min: 1)
integer MaxBatchSize

/// How many entries to return at most; the answer then has a token for the rest.
@range(min: 1, max: 100)
integer MaxResults

/// A text for human readers.
@length(min: 1, max: 5000)
string Message

/// Name of an output variable.
@pattern("[A-Za-z0-9@\\-_]+")
string OutputVariablesKey

/// Output variables by name. Later actions refer to them through the action's namespace.
map OutputVariablesMap {
    key: OutputVariablesKey
    value: OutputVariablesValue
}

/// Value of an output variable.
string OutputVariablesValue

/// How much is done, in percent.
@range(min: 0, max: 100)
integer Percentage

/// Which features a pipeline may use.
enum PipelineType {
    /// Stages, actions, transitions, approvals.
    V1 = "V1"

    /// Everything of V1, and variables, triggers with filters, execution modes, stage conditions.
    V2 = "V2"
}

/// Value of a pipeline variable.
@length(min: 1, max: 1000)
@pattern(".*")
string PipelineVariableValue

/// Version of a pipeline's declaration. Starts at 1; every update adds one.
@range(min: 1)
integer PipelineVersion

/// Id of a revision at its source, such as a commit id or an object version.
@length(min: 1, max: 1500)
string Revision

/// Tells one change from another where several have the same revision id.
@length(min: 1, max: 100)
string RevisionChangeIdentifier

/// What the revision changes, such as a commit message.
@length(min: 1, max: 2048)
string RevisionSummary

/// Name of a property of a rule.
@length(min: 1, max: 50)
string RuleConfigurationKey

/// Configuration of a rule: properties by name.
@length(min: 0, max: 200)
map RuleConfigurationMap {
    key: RuleConfigurationKey
    value: RuleConfigurationValue
}

/// Value of a property of a rule.
@length(min: 1, max: 10000)
string RuleConfigurationValue

/// How far a run of a rule is.
enum RuleExecutionStatus {
    /// Runs.
    IN_PROGRESS = "InProgress"

    /// Given up.
    ABANDONED = "Abandoned"

    /// The rule holds.
    SUCCEEDED = "Succeeded"

    /// The rule does not hold.
    FAILED = "Failed"
}

/// What a retry runs again.
enum StageRetryMode {
    /// The actions that failed.
    FAILED_ACTIONS = "FAILED_ACTIONS"

    /// All actions of the stage, from its beginning.
    ALL_ACTIONS = "ALL_ACTIONS"
}

/// Tags of a resource; every key occurs once.
list TagList {
    member: Tag
}

/// A web address.
@length(min: 1, max: 2048)
string Url

/// A web address with places such as `{Config:name}`, `{ExternalExecutionId}` or `{RevisionId}` that are filled in
/// when it is shown.
@length(min: 1, max: 2048)
string UrlTemplate
