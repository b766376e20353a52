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
    @required
    actionTypeId: ActionTypeId

    maxBatchSize: MaxBatchSize
}

/// What `PollForThirdPartyJobs` returns.
@output
structure PollForThirdPartyJobsOutput {
    jobs: ThirdPartyJobList
}

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

@length(min: 1, max: 512)
string ThirdPartyJobId

// A credential, so sensitive here although the published model does not say so.
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

    currentRevision: CurrentRevision

    continuationToken: ContinuationToken

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

    @required
    failureDetails: FailureDetails
}

structure ThirdPartyJob {
    clientId: ClientId

    jobId: JobId
}

@pattern("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
string ClientId

structure ThirdPartyJobDetails {
    id: ThirdPartyJobId

    data: ThirdPartyJobData

    nonce: Nonce
}

structure ThirdPartyJobData {
    actionTypeId: ActionTypeId

    actionConfiguration: ActionConfiguration

    pipelineContext: PipelineContext

    inputArtifacts: ArtifactList

    outputArtifacts: ArtifactList

    artifactCredentials: AWSSessionCredentials

    continuationToken: ContinuationToken

    encryptionKey: EncryptionKey
}
