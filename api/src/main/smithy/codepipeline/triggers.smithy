$version: "2"

// Git triggers of a pipeline.
namespace com.amazonaws.codepipeline

/// Which changes of a source start an execution.
structure PipelineTriggerDeclaration {
    @required
    providerType: PipelineTriggerProviderType

    @required
    gitConfiguration: GitConfiguration
}

/// Kind of source that a trigger listens to.
enum PipelineTriggerProviderType {
    /// A git repository behind a connection.
    CODE_STAR_SOURCE_CONNECTION = "CodeStarSourceConnection"
}

/// Which git events of a source action start an execution.
structure GitConfiguration {
    /// The source action that the trigger belongs to.
    @required
    sourceActionName: ActionName

    /// Filters of pushes; any of them lets a push through.
    push: GitPushFilterList

    /// Filters of pull requests; any of them lets an event through.
    pullRequest: GitPullRequestFilterList
}

/// Filters of pushes.
@length(min: 1, max: 3)
list GitPushFilterList {
    member: GitPushFilter
}

/// Filters of pull requests.
@length(min: 1, max: 3)
list GitPullRequestFilterList {
    member: GitPullRequestFilter
}

/// Lets pushes through whose tag, or whose branch and files, match.
structure GitPushFilter {
    /// Filter by tag; cannot stand together with branches.
    tags: GitTagFilterCriteria

    branches: GitBranchFilterCriteria

    filePaths: GitFilePathFilterCriteria
}

/// Lets pull request events through whose kind, target branch and files match.
structure GitPullRequestFilter {
    /// Kinds of events that match; all when absent.
    events: GitPullRequestEventTypeList

    branches: GitBranchFilterCriteria

    filePaths: GitFilePathFilterCriteria
}

/// Kinds of pull request events; all when absent.
@length(min: 1, max: 3)
list GitPullRequestEventTypeList {
    member: GitPullRequestEventType
}

/// What happened to a pull request.
enum GitPullRequestEventType {
    /// It was opened.
    OPEN = "OPEN"

    /// It has new commits.
    UPDATED = "UPDATED"

    /// It was merged or closed.
    CLOSED = "CLOSED"
}

/// Which tags match.
structure GitTagFilterCriteria {
    /// Patterns of which one must match. Everything matches when absent.
    includes: GitTagPatternList

    /// Patterns of which none may match. They go before `includes`.
    excludes: GitTagPatternList
}

/// Patterns of tag names.
@length(min: 1, max: 8)
list GitTagPatternList {
    member: GitTagNamePattern
}

/// A pattern of tag names; `*` stands for any text.
@length(min: 1, max: 255)
string GitTagNamePattern

/// Which branches match.
structure GitBranchFilterCriteria {
    /// Patterns of which one must match. Everything matches when absent.
    includes: GitBranchPatternList

    /// Patterns of which none may match. They go before `includes`.
    excludes: GitBranchPatternList
}

/// Patterns of branch names.
@length(min: 1, max: 8)
list GitBranchPatternList {
    member: GitBranchNamePattern
}

/// A pattern of branch names; `*` stands for text without a slash, `**` for any text.
@length(min: 1, max: 255)
@pattern(".*")
string GitBranchNamePattern

/// Which changed files match.
structure GitFilePathFilterCriteria {
    /// Patterns of which one must match. Everything matches when absent.
    includes: GitFilePathPatternList

    /// Patterns of which none may match. They go before `includes`.
    excludes: GitFilePathPatternList
}

/// Patterns of file paths.
@length(min: 1, max: 8)
list GitFilePathPatternList {
    member: GitFilePathPattern
}

/// A pattern of file paths; `*` stands for text without a slash, `**` for any text.
@length(min: 1, max: 255)
@pattern(".*")
string GitFilePathPattern
