$version: "2"

// What an operator does to one stage: transitions, retry, rollback, override.
namespace com.amazonaws.codepipeline

/// Closes the transition into or out of a stage. Executions wait in front of a closed inbound transition.
operation DisableStageTransition {
    input: DisableStageTransitionInput
    errors: [
        ValidationException
        PipelineNotFoundException
        StageNotFoundException
    ]
}

/// What `DisableStageTransition` takes.
@input
structure DisableStageTransitionInput {
    @required
    pipelineName: PipelineName

    @required
    stageName: StageName

    @required
    transitionType: StageTransitionType

    @required
    reason: DisabledReason
}

/// Which transition of a stage.
enum StageTransitionType {
    /// The one into the stage.
    INBOUND = "Inbound"

    /// The one out of the stage.
    OUTBOUND = "Outbound"
}

/// Opens a closed transition; an execution that waits in front of it goes on.
operation EnableStageTransition {
    input: EnableStageTransitionInput
    errors: [
        ValidationException
        PipelineNotFoundException
        StageNotFoundException
    ]
}

/// What `EnableStageTransition` takes.
@input
structure EnableStageTransitionInput {
    @required
    pipelineName: PipelineName

    @required
    stageName: StageName

    @required
    transitionType: StageTransitionType
}

/// Runs a failed stage again within the same pipeline execution: only its failed actions, or all of them.
operation RetryStageExecution {
    input: RetryStageExecutionInput
    output: RetryStageExecutionOutput
    errors: [
        ValidationException
        ConflictException
        PipelineNotFoundException
        StageNotFoundException
        StageNotRetryableException
        NotLatestPipelineExecutionException
        ConcurrentPipelineExecutionsLimitExceededException
    ]
}

/// What `RetryStageExecution` takes.
@input
structure RetryStageExecutionInput {
    @required
    pipelineName: PipelineName

    @required
    stageName: StageName

    /// The execution that failed in the stage.
    @required
    pipelineExecutionId: PipelineExecutionId

    @required
    retryMode: StageRetryMode
}

/// What `RetryStageExecution` returns.
@output
structure RetryStageExecutionOutput {
    pipelineExecutionId: PipelineExecutionId
}

/// Runs a stage with the artifacts and variables of an earlier execution that succeeded there. A new execution of
/// type ROLLBACK does it.
operation RollbackStage {
    input: RollbackStageInput
    output: RollbackStageOutput
    errors: [
        ValidationException
        ConflictException
        PipelineNotFoundException
        PipelineExecutionNotFoundException
        PipelineExecutionOutdatedException
        StageNotFoundException
        UnableToRollbackStageException
    ]
}

/// What `RollbackStage` takes.
@input
structure RollbackStageInput {
    @required
    pipelineName: PipelineName

    @required
    stageName: StageName

    /// The execution to go back to. It must have succeeded in the stage.
    @required
    targetPipelineExecutionId: PipelineExecutionId
}

/// What `RollbackStage` returns.
@output
structure RollbackStageOutput {
    /// The new execution that does the rollback.
    @required
    pipelineExecutionId: PipelineExecutionId
}

/// Lets an execution pass a stage condition that failed.
operation OverrideStageCondition {
    input: OverrideStageConditionInput
    errors: [
        ValidationException
        ConflictException
        PipelineNotFoundException
        StageNotFoundException
        ConditionNotOverridableException
        NotLatestPipelineExecutionException
        ConcurrentPipelineExecutionsLimitExceededException
    ]
}

/// What `OverrideStageCondition` takes.
@input
structure OverrideStageConditionInput {
    @required
    pipelineName: PipelineName

    @required
    stageName: StageName

    /// The execution that the condition holds up.
    @required
    pipelineExecutionId: PipelineExecutionId

    @required
    conditionType: ConditionType
}

/// Which condition of a stage.
enum ConditionType {
    /// The one before its actions.
    BEFORE_ENTRY = "BEFORE_ENTRY"

    /// The one after its actions.
    ON_SUCCESS = "ON_SUCCESS"
}
