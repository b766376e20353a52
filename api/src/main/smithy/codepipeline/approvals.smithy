$version: "2"

// Answers to manual approvals, and revisions told by hand.
namespace com.amazonaws.codepipeline

/// Approves or rejects a manual approval that is open.
operation PutApprovalResult {
    input: PutApprovalResultInput
    output: PutApprovalResultOutput
    errors: [
        InvalidApprovalTokenException
        ApprovalAlreadyCompletedException
        PipelineNotFoundException
        StageNotFoundException
        ActionNotFoundException
        ValidationException
    ]
}

/// What `PutApprovalResult` takes.
@input
structure PutApprovalResultInput {
    @required
    pipelineName: PipelineName

    @required
    stageName: StageName

    @required
    actionName: ActionName

    @required
    result: ApprovalResult

    @required
    token: ApprovalToken
}

/// The token that GetPipelineState shows for the open approval.
@pattern("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
string ApprovalToken

/// What `PutApprovalResult` returns.
@output
structure PutApprovalResultOutput {
    /// When the answer was taken.
    approvedAt: Timestamp
}

/// Tells a source action about a new revision. A revision that was not seen before starts an execution.
operation PutActionRevision {
    input: PutActionRevisionInput
    output: PutActionRevisionOutput
    errors: [
        PipelineNotFoundException
        StageNotFoundException
        ActionNotFoundException
        ValidationException
        ConcurrentPipelineExecutionsLimitExceededException
    ]
}

/// What `PutActionRevision` takes.
@input
structure PutActionRevisionInput {
    @required
    pipelineName: PipelineName

    @required
    stageName: StageName

    @required
    actionName: ActionName

    @required
    actionRevision: ActionRevision
}

/// What `PutActionRevision` returns.
@output
structure PutActionRevisionOutput {
    /// Whether the revision was not known before.
    newRevision: Boolean

    /// The execution that runs with the revision.
    pipelineExecutionId: PipelineExecutionId
}

/// The answer to an approval.
structure ApprovalResult {
    @required
    summary: ApprovalSummary

    @required
    status: ApprovalStatus
}

/// Why; may be empty.
@length(min: 0, max: 512)
string ApprovalSummary

/// Yes or no.
enum ApprovalStatus {
    /// The execution goes on.
    APPROVED = "Approved"

    /// The action fails.
    REJECTED = "Rejected"
}
