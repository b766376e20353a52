$version: "2"

// The job protocol of third-party (partner) actions.
namespace com.amazonaws.codepipeline

/// Hands out waiting jobs of one third-party action type to its partner: only job and client ids. The rest comes from
/// GetThirdPartyJobDetails.
operation PollForThirdPartyJobs {
    input: PollForThirdPartyJobsInput
    output: PollForThirdPartyJobsOutput
    errors: [
        ActionTypeNotFoundException
        ValidationException
    ]
}

/// What `PollForThirdPartyJobs` takes.
@input
structure PollForThirdPartyJobsInput {
    /// Category, owner, provider and version of the action type.
    @required
    actionTypeId: ActionTypeId

    maxBatchSize: MaxBatchSize
}

/// What `PollForThirdPartyJobs` returns.
@output
structure PollForThirdPartyJobsOutput {
    jobs: ThirdPartyJobList
}

/// Jobs; empty when there is nothing to do.
list ThirdPartyJobList {
    member: ThirdPartyJob
}

/// Returns what a partner's worker needs to do a job: resolved configuration, artifacts, fresh artifact credentials
/// and the nonce to acknowledge with.
@readonly
operation GetThirdPartyJobDetails {
    input: GetThirdPartyJobDetailsInput
    output: GetThirdPartyJobDetailsOutput
    errors: [
        JobNotFoundException
        ValidationException
        InvalidClientTokenException
        InvalidJobException
    ]
}

/// What `GetThirdPartyJobDetails` takes.
@input
structure GetThirdPartyJobDetailsInput {
    @required
    jobId: ThirdPartyJobId

    @required
    clientToken: ClientToken
}

/// Id of one third-party job.
@length(min: 1, max: 512)
string ThirdPartyJobId

// A credential, so sensitive here although the published model does not say so.
/// Proves that a worker acts for the customer. The customer gives it to the partner; the server knows it, nobody else
/// does.
@sensitive
@length(min: 1, max: 256)
string ClientToken

/// What `GetThirdPartyJobDetails` returns.
@output
structure GetThirdPartyJobDetailsOutput {
    jobDetails: ThirdPartyJobDetails
}

/// Takes a third-party job that a poll handed out, and proves with the client token that the worker acts for that
/// customer.
operation AcknowledgeThirdPartyJob {
    input: AcknowledgeThirdPartyJobInput
    output: AcknowledgeThirdPartyJobOutput
    errors: [
        ValidationException
        InvalidNonceException
        JobNotFoundException
        InvalidClientTokenException
    ]
}

/// What `AcknowledgeThirdPartyJob` takes.
@input
structure AcknowledgeThirdPartyJobInput {
    @required
    jobId: ThirdPartyJobId

    @required
    nonce: Nonce

    @required
    clientToken: ClientToken
}

/// What `AcknowledgeThirdPartyJob` returns.
@output
structure AcknowledgeThirdPartyJobOutput {
    status: JobStatus
}

/// Reports that a third-party job succeeded. With a continuation token the action goes on: a later job carries the
/// token back.
operation PutThirdPartyJobSuccessResult {
    input: PutThirdPartyJobSuccessResultInput
    errors: [
        ValidationException
        JobNotFoundException
        InvalidJobStateException
        InvalidClientTokenException
    ]
}

/// What `PutThirdPartyJobSuccessResult` takes.
@input
structure PutThirdPartyJobSuccessResultInput {
    @required
    jobId: ThirdPartyJobId

    @required
    clientToken: ClientToken

    /// Only for source actions: the revision found.
    currentRevision: CurrentRevision

    continuationToken: ContinuationToken

    /// Progress and references to show.
    executionDetails: ExecutionDetails
}

/// Reports that a third-party job failed. The action fails with the given details.
operation PutThirdPartyJobFailureResult {
    input: PutThirdPartyJobFailureResultInput
    errors: [
        ValidationException
        JobNotFoundException
        InvalidJobStateException
        InvalidClientTokenException
    ]
}

/// What `PutThirdPartyJobFailureResult` takes.
@input
structure PutThirdPartyJobFailureResultInput {
    @required
    jobId: ThirdPartyJobId

    @required
    clientToken: ClientToken

    /// Why the job failed.
    @required
    failureDetails: FailureDetails
}

/// A third-party job that a poll hands out: just enough to look the customer up.
structure ThirdPartyJob {
    clientId: ClientId

    jobId: JobId
}

/// Names a customer to a partner: a lower-case UUID.
@pattern("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
string ClientId

/// A third-party job in full.
structure ThirdPartyJobDetails {
    id: ThirdPartyJobId

    /// Everything the work needs.
    data: ThirdPartyJobData

    nonce: Nonce
}

/// What a partner's worker needs to do a job.
structure ThirdPartyJobData {
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
