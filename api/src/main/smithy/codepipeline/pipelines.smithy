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
    /// The declaration.
    @required
    pipeline: PipelineDeclaration

    tags: TagList
}

/// What `CreatePipeline` returns.
@output
structure CreatePipelineOutput {
    /// The declaration.
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
    /// The declaration.
    pipeline: PipelineDeclaration

    metadata: PipelineMetadata
}

/// Replaces the declaration of a pipeline and raises its version by one. Executions under way let their running
/// actions end and are then cancelled; those of a PARALLEL pipeline go on with the declaration they started with.
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
    /// The declaration.
    @required
    pipeline: PipelineDeclaration
}

/// What `UpdatePipeline` returns.
@output
structure UpdatePipelineOutput {
    /// The declaration.
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

/// How many pipelines to return at most; the answer then has a token for the rest.
@range(min: 1, max: 1000)
integer MaxPipelines

/// What `ListPipelines` returns.
@output
structure ListPipelinesOutput {
    pipelines: PipelineList

    /// Where the list goes on; absent at its end.
    nextToken: NextToken
}

/// Pipelines, by name.
list PipelineList {
    member: PipelineSummary
}

/// What the service knows of a pipeline beside its declaration.
structure PipelineMetadata {
    pipelineArn: PipelineArn

    /// When it was created.
    created: Timestamp

    /// When it was changed last.
    updated: Timestamp

    /// When polling of sources was switched off for this pipeline.
    pollingDisabledAt: Timestamp
}

/// A pipeline in a list.
structure PipelineSummary {
    name: PipelineName

    version: PipelineVersion

    pipelineType: PipelineType

    executionMode: ExecutionMode

    /// When it was created.
    created: Timestamp

    /// When it was changed last.
    updated: Timestamp
}
