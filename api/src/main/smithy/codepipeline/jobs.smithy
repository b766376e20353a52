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
    @required
    actionTypeId: ActionTypeId

    maxBatchSize: MaxBatchSize

    queryParam: QueryParamMap
}

@length(min: 0, max: 1)
map QueryParamMap {
    key: ActionConfigurationKey
    value: ActionConfigurationQueryableValue
}

@length(min: 1, max: 50)
@pattern("[a-zA-Z0-9_-]+")
string ActionConfigurationQueryableValue

/// What `PollForJobs` returns.
@output
structure PollForJobsOutput {
    jobs: JobList
}

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

    currentRevision: CurrentRevision

    continuationToken: ContinuationToken

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

    @required
    failureDetails: FailureDetails
}

structure Job {
    id: JobId

    data: JobData

    nonce: Nonce

    accountId: AccountId
}

structure JobDetails {
    id: JobId

    data: JobData

    accountId: AccountId
}

structure JobData {
    actionTypeId: ActionTypeId

    actionConfiguration: ActionConfiguration

    pipelineContext: PipelineContext

    inputArtifacts: ArtifactList

    outputArtifacts: ArtifactList

    artifactCredentials: AWSSessionCredentials

    continuationToken: ContinuationToken

    encryptionKey: EncryptionKey
}

structure CurrentRevision {
    @required
    revision: Revision

    @required
    changeIdentifier: RevisionChangeIdentifier

    created: Time

    revisionSummary: RevisionSummary
}

timestamp Time

structure ExecutionDetails {
    summary: ExecutionSummary

    externalExecutionId: ExecutionId

    percentComplete: Percentage
}

structure FailureDetails {
    @required
    type: FailureType

    @required
    message: Message

    externalExecutionId: ExecutionId
}

enum FailureType {
    JOB_FAILED = "JobFailed"
    CONFIGURATION_ERROR = "ConfigurationError"
    PERMISSION_ERROR = "PermissionError"
    REVISION_OUT_OF_SYNC = "RevisionOutOfSync"
    REVISION_UNAVAILABLE = "RevisionUnavailable"
    SYSTEM_UNAVAILABLE = "SystemUnavailable"
}
