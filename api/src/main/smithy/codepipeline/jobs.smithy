$version: "2"

// The job protocol of custom actions.
namespace com.amazonaws.codepipeline

/// Hands out waiting jobs of one custom action type. Each job is given to one poller at a time; an empty list means
/// that there is nothing to do.
operation PollForJobs {
    input: PollForJobsInput
    output: PollForJobsOutput
    errors: [
        ValidationException
        ActionTypeNotFoundException
    ]
}

/// What `PollForJobs` takes.
@input
structure PollForJobsInput {
    /// Category, owner, provider and version of the action type.
    @required
    actionTypeId: ActionTypeId

    maxBatchSize: MaxBatchSize

    /// Hands out only jobs whose queryable property has this value. Needed when the action type has one.
    queryParam: QueryParamMap
}

/// The queryable property and its value.
@length(min: 0, max: 1)
map QueryParamMap {
    key: ActionConfigurationKey
    value: ActionConfigurationQueryableValue
}

/// Value of a queryable property.
@length(min: 1, max: 50)
@pattern("[a-zA-Z0-9_-]+")
string ActionConfigurationQueryableValue

/// What `PollForJobs` returns.
@output
structure PollForJobsOutput {
    jobs: JobList
}

/// Jobs; empty when there is nothing to do.
list JobList {
    member: Job
}

/// Takes a job that a poll handed out. The first worker that sends the right nonce gets the job; its status becomes
/// InProgress. A job that nobody acknowledges within the acknowledgement window is offered again.
operation AcknowledgeJob {
    input: AcknowledgeJobInput
    output: AcknowledgeJobOutput
    errors: [
        ValidationException
        InvalidNonceException
        JobNotFoundException
    ]
}

/// What `AcknowledgeJob` takes.
@input
structure AcknowledgeJobInput {
    @required
    jobId: JobId

    @required
    nonce: Nonce
}

/// What `AcknowledgeJob` returns.
@output
structure AcknowledgeJobOutput {
    status: JobStatus
}

/// Returns what a worker needs to do a job again: configuration, artifacts, fresh artifact credentials. Only for
/// custom actions.
@readonly
operation GetJobDetails {
    input: GetJobDetailsInput
    output: GetJobDetailsOutput
    errors: [
        ValidationException
        JobNotFoundException
    ]
}

/// What `GetJobDetails` takes.
@input
structure GetJobDetailsInput {
    @required
    jobId: JobId
}

/// What `GetJobDetails` returns.
@output
structure GetJobDetailsOutput {
    jobDetails: JobDetails
}

/// Reports that a job of a custom action succeeded. With a continuation token the action goes on: a later job carries
/// the token back.
operation PutJobSuccessResult {
    input: PutJobSuccessResultInput
    errors: [
        ValidationException
        JobNotFoundException
        InvalidJobStateException
        OutputVariablesSizeExceededException
    ]
}

/// What `PutJobSuccessResult` takes.
@input
structure PutJobSuccessResultInput {
    @required
    jobId: JobId

    /// Only for source actions: the revision found.
    currentRevision: CurrentRevision

    continuationToken: ContinuationToken

    /// Progress and references to show.
    executionDetails: ExecutionDetails

    outputVariables: OutputVariablesMap
}

/// Reports that a job of a custom action failed. The action fails with the given details.
operation PutJobFailureResult {
    input: PutJobFailureResultInput
    errors: [
        ValidationException
        JobNotFoundException
        InvalidJobStateException
    ]
}

/// What `PutJobFailureResult` takes.
@input
structure PutJobFailureResultInput {
    @required
    jobId: JobId

    /// Why the job failed.
    @required
    failureDetails: FailureDetails
}

/// A job that a poll hands out.
structure Job {
    id: JobId

    /// Everything the work needs.
    data: JobData

    nonce: Nonce

    /// The account whose pipeline made the job.
    accountId: AccountId
}

/// A job, told again.
structure JobDetails {
    id: JobId

    /// Everything the work needs.
    data: JobData

    /// The account whose pipeline made the job.
    accountId: AccountId
}

/// What a worker needs to do a job.
structure JobData {
    /// Category, owner, provider and version of the action type.
    actionTypeId: ActionTypeId

    /// Properties of the action with variables filled in.
    actionConfiguration: ActionConfiguration

    /// Where the job belongs.
    pipelineContext: PipelineContext

    /// Artifacts to read; may be empty, never absent.
    inputArtifacts: ArtifactList

    /// Artifacts to write; may be empty, never absent.
    outputArtifacts: ArtifactList

    /// Credentials for the artifacts; renewed by each call for details.
    artifactCredentials: AWSSessionCredentials

    /// What the worker sent with the previous job of this action; absent in the first.
    continuationToken: ContinuationToken

    /// Key to encrypt output artifacts with.
    encryptionKey: EncryptionKey
}

/// The revision that a source action's worker found.
structure CurrentRevision {
    /// Id of the revision.
    @required
    revision: Revision

    @required
    changeIdentifier: RevisionChangeIdentifier

    /// When the revision was made.
    created: Time

    revisionSummary: RevisionSummary
}

/// A moment.
timestamp Time

/// Progress and references that the pipeline's view shows.
structure ExecutionDetails {
    summary: ExecutionSummary

    externalExecutionId: ExecutionId

    percentComplete: Percentage
}

/// Why a job failed.
structure FailureDetails {
    @required
    type: FailureType

    /// What went wrong, for the pipeline's owner.
    @required
    message: Message

    externalExecutionId: ExecutionId
}

/// Kind of failure.
enum FailureType {
    /// The work itself did not succeed.
    JOB_FAILED = "JobFailed"

    /// The action is configured wrongly.
    CONFIGURATION_ERROR = "ConfigurationError"

    /// A right is missing.
    PERMISSION_ERROR = "PermissionError"

    /// The revision does not fit what the worker found.
    REVISION_OUT_OF_SYNC = "RevisionOutOfSync"

    /// The revision is not there any more.
    REVISION_UNAVAILABLE = "RevisionUnavailable"

    /// A system that the work needs is down.
    SYSTEM_UNAVAILABLE = "SystemUnavailable"
}
