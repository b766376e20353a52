$version: "2"

// Git triggers of a pipeline.
namespace com.amazonaws.codepipeline

structure PipelineTriggerDeclaration {
    @required
    providerType: PipelineTriggerProviderType

    @required
    gitConfiguration: GitConfiguration
}

enum PipelineTriggerProviderType {
    CODE_STAR_SOURCE_CONNECTION = "CodeStarSourceConnection"
}

structure GitConfiguration {
    @required
    sourceActionName: ActionName

    push: GitPushFilterList

    pullRequest: GitPullRequestFilterList
}

@length(min: 1, max: 3)
list GitPushFilterList {
    member: GitPushFilter
}

@length(min: 1, max: 3)
list GitPullRequestFilterList {
    member: GitPullRequestFilter
}

structure GitPushFilter {
    tags: GitTagFilterCriteria

    branches: GitBranchFilterCriteria

    filePaths: GitFilePathFilterCriteria
}

structure GitPullRequestFilter {
    events: GitPullRequestEventTypeList

    branches: GitBranchFilterCriteria

    filePaths: GitFilePathFilterCriteria
}

@length(min: 1, max: 3)
list GitPullRequestEventTypeList {
    member: GitPullRequestEventType
}

enum GitPullRequestEventType {
    OPEN = "OPEN"
    UPDATED = "UPDATED"
    CLOSED = "CLOSED"
}

structure GitTagFilterCriteria {
    includes: GitTagPatternList

    excludes: GitTagPatternList
}

@length(min: 1, max: 8)
list GitTagPatternList {
    member: GitTagNamePattern
}

@length(min: 1, max: 255)
string GitTagNamePattern

structure GitBranchFilterCriteria {
    includes: GitBranchPatternList

    excludes: GitBranchPatternList
}

@length(min: 1, max: 8)
list GitBranchPatternList {
    member: GitBranchNamePattern
}

@length(min: 1, max: 255)
@pattern(".*")
string GitBranchNamePattern

structure GitFilePathFilterCriteria {
    includes: GitFilePathPatternList

    excludes: GitFilePathPatternList
}

@length(min: 1, max: 8)
list GitFilePathPatternList {
    member: GitFilePathPattern
}

@length(min: 1, max: 255)
@pattern(".*")
string GitFilePathPattern
