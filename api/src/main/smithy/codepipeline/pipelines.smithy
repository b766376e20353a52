$version: "2"

// Pipelines: create, read, change, delete, list.
namespace com.amazonaws.codepipeline

/// Creates a pipeline from its declaration and starts the first execution. Nothing is stored if any part of the
/// declaration is wrong.
operation CreatePipeline {
    input: CreatePipelineInput
    output: CreatePipelineOutput
    errors: [
        ValidationException
        PipelineNameInUseException
        InvalidStageDeclarationException
        InvalidActionDeclarationException
        InvalidBlockerDeclarationException
        InvalidStructureException
        LimitExceededException
        TooManyTagsException
        InvalidTagsException
        ConcurrentModificationException
    ]
}

/// What `CreatePipeline` takes.
@input
structure CreatePipelineInput {
    @required
    pipeline: PipelineDeclaration

    tags: TagList
}

/// What `CreatePipeline` returns.
@output
structure CreatePipelineOutput {
    pipeline: PipelineDeclaration

    tags: TagList
}

/// Returns the declaration of a pipeline, the newest version or the one asked for, and when it was created and
/// changed.
@readonly
operation GetPipeline {
    input: GetPipelineInput
    output: GetPipelineOutput
    errors: [
        ValidationException
        PipelineNotFoundException
        PipelineVersionNotFoundException
    ]
}

/// What `GetPipeline` takes.
@input
structure GetPipelineInput {
    @required
    name: PipelineName

    version: PipelineVersion
}

/// What `GetPipeline` returns.
@output
structure GetPipelineOutput {
    pipeline: PipelineDeclaration

    metadata: PipelineMetadata
}

/// Replaces the declaration of a pipeline and raises its version by one. Executions that run in a changed stage are
/// stopped.
operation UpdatePipeline {
    input: UpdatePipelineInput
    output: UpdatePipelineOutput
    errors: [
        ValidationException
        InvalidStageDeclarationException
        InvalidActionDeclarationException
        InvalidBlockerDeclarationException
        InvalidStructureException
        LimitExceededException
    ]
}

/// What `UpdatePipeline` takes.
@input
structure UpdatePipelineInput {
    @required
    pipeline: PipelineDeclaration
}

/// What `UpdatePipeline` returns.
@output
structure UpdatePipelineOutput {
    pipeline: PipelineDeclaration
}

/// Deletes a pipeline with its history. Deleting a pipeline that does not exist succeeds.
@idempotent
operation DeletePipeline {
    input: DeletePipelineInput
    errors: [
        ValidationException
        ConcurrentModificationException
    ]
}

/// What `DeletePipeline` takes.
@input
structure DeletePipelineInput {
    @required
    name: PipelineName
}

/// Lists the pipelines of this account and region.
@paginated(inputToken: "nextToken", outputToken: "nextToken", items: "pipelines", pageSize: "maxResults")
@readonly
operation ListPipelines {
    input: ListPipelinesInput
    output: ListPipelinesOutput
    errors: [
        ValidationException
        InvalidNextTokenException
    ]
}

/// What `ListPipelines` takes.
@input
structure ListPipelinesInput {
    nextToken: NextToken

    maxResults: MaxPipelines
}

@range(min: 1, max: 1000)
integer MaxPipelines

/// What `ListPipelines` returns.
@output
structure ListPipelinesOutput {
    pipelines: PipelineList

    nextToken: NextToken
}

list PipelineList {
    member: PipelineSummary
}

structure PipelineMetadata {
    pipelineArn: PipelineArn

    created: Timestamp

    updated: Timestamp

    pollingDisabledAt: Timestamp
}

structure PipelineSummary {
    name: PipelineName

    version: PipelineVersion

    pipelineType: PipelineType

    executionMode: ExecutionMode

    created: Timestamp

    updated: Timestamp
}
