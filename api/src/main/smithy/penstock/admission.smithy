$version: "2"

namespace dev.penstock.admin

use com.amazonaws.codepipeline#AccountId

/// Tells everything that is wrong with a pipeline declaration at once, without storing anything: constraints of the model
/// and rules of declarations, which CreatePipeline and UpdatePipeline report one after the other. Where the account has a
/// pipeline of this name, the declaration is judged as its next version.
@readonly
operation ValidatePipeline {
    input: ValidatePipelineInput
    output: ValidatePipelineOutput
    errors: [
        ValidationException
        AccountNotFoundException
    ]
}

/// What `ValidatePipeline` takes.
@input
structure ValidatePipelineInput {
    /// The account whose action types and pipelines count. The caller's without it.
    accountId: AccountId

    /// The declaration as JSON text: what CreatePipeline takes as `pipeline`, or its whole request. Text and not a
    /// structure, so that what breaks the model can be told beside all else.
    @required
    declaration: DeclarationText
}

/// A pipeline declaration as JSON text.
@length(min: 1, max: 1000000)
string DeclarationText

/// What `ValidatePipeline` returns.
@output
structure ValidatePipelineOutput {
    /// Whether CreatePipeline or UpdatePipeline would accept the declaration. Roles and buckets are not looked at.
    @required
    valid: Boolean

    /// All problems; the first is the one that CreatePipeline or UpdatePipeline would speak of.
    @required
    problems: DeclarationProblemList
}

/// Problems of a declaration.
list DeclarationProblemList {
    member: DeclarationProblem
}

/// One thing that is wrong with a declaration.
structure DeclarationProblem {
    /// Where: member names joined with dots, list items counted from 1, as in `pipeline.stages.1.member.name`.
    @required
    path: String

    /// Short name of the broken rule, for example `stage-name-unique`.
    @required
    rule: String

    /// The exception by which CreatePipeline or UpdatePipeline refuses a declaration with this problem alone.
    @required
    code: String

    /// What is wrong, in the words of the API.
    @required
    message: String
}
