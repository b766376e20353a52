$version: "2"

namespace dev.penstock.admin

use com.amazonaws.codepipeline#PipelineExecutionId
use com.amazonaws.codepipeline#PipelineExecutionNotFoundException
use com.amazonaws.codepipeline#PipelineName
use com.amazonaws.codepipeline#PipelineNotFoundException

/// Says why executions of a pipeline wait and who or what ends that, or how they ended. Needs the right to call
/// `GetPipelineState`, in the account and region that the request is signed for.
@readonly
operation ExplainPipelineExecution {
    input: ExplainPipelineExecutionInput
    output: ExplainPipelineExecutionOutput
    errors: [
        ValidationException
        PipelineNotFoundException
        PipelineExecutionNotFoundException
    ]
}

/// What `ExplainPipelineExecution` takes.
@input
structure ExplainPipelineExecutionInput {
    /// Name of the pipeline.
    @required
    pipelineName: PipelineName

    /// The execution to explain; when absent, all that live and the newest that is over.
    pipelineExecutionId: PipelineExecutionId
}

/// What `ExplainPipelineExecution` returns.
@output
structure ExplainPipelineExecutionOutput {
    /// Name of the pipeline.
    @required
    pipelineName: PipelineName

    /// The executions, newest first.
    @required
    executions: ExplainedExecutions
}

/// Executions with the reasons why they stand where they stand.
list ExplainedExecutions {
    member: ExplainedExecution
}

/// An execution with the reasons why it stands where it stands.
structure ExplainedExecution {
    /// The execution.
    @required
    pipelineExecutionId: PipelineExecutionId

    /// Its status, as `GetPipelineExecution` tells it.
    @required
    status: String

    /// At least one.
    @required
    reasons: WaitingReasons
}

/// Reasons why an execution stands where it stands.
list WaitingReasons {
    member: WaitingReason
}

/// One reason why an execution stands where it stands.
structure WaitingReason {
    /// The stage; absent for what concerns the whole execution.
    stageName: String

    /// The action; absent for what concerns the whole stage.
    actionName: String

    /// The kind of reason, for programs: for example `STAGE_OCCUPIED`, `TRANSITION_DISABLED`, `APPROVAL_WANTED`,
    /// `JOB_QUEUED`, `JOB_TAKEN` or `ACTION_FAILED`.
    @required
    code: String

    /// The reason for a human reader, in one sentence.
    @required
    sentence: String

    /// Since when it is so.
    since: Timestamp

    /// When it ends by itself at the latest.
    ends: Timestamp

    /// Who or what ends it.
    endedBy: String
}
