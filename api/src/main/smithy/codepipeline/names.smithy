$version: "2"

// Names, ids and ARNs that several parts share.
namespace com.amazonaws.codepipeline

@length(min: 4, max: 30)
string AWSRegionName

@pattern("[0-9]{12}")
string AccountId

enum ActionCategory {
    SOURCE = "Source"
    BUILD = "Build"
    DEPLOY = "Deploy"
    TEST = "Test"
    INVOKE = "Invoke"
    APPROVAL = "Approval"
    COMPUTE = "Compute"
}

string ActionExecutionId

@length(min: 1, max: 100)
@pattern("[A-Za-z0-9.@\\-_]+")
string ActionName

@length(min: 1, max: 100)
@pattern("[A-Za-z0-9@\\-_]+")
string ActionNamespace

enum ActionOwner {
    AWS = "AWS"
    THIRD_PARTY = "ThirdParty"
    CUSTOM = "Custom"
}

@length(min: 1, max: 35)
@pattern("[0-9A-Za-z_-]+")
string ActionProvider

@length(min: 1, max: 100)
@pattern("[a-zA-Z0-9_\\-]+")
string ArtifactName

@length(min: 1, max: 2048)
string ContinuationToken

@length(min: 1, max: 1500)
string ExecutionId

string ExternalExecutionId

@pattern("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
string JobId

@length(min: 1, max: 250)
string LogStreamARN

@length(min: 1, max: 2048)
string NextToken

@length(min: 1, max: 50)
string Nonce

@pattern("arn:aws(-[\\w]+)*:codepipeline:.+:[0-9]{12}:.+")
string PipelineArn

@pattern("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
string PipelineExecutionId

@length(min: 1, max: 100)
@pattern("[A-Za-z0-9.@\\-_]+")
string PipelineName

@length(min: 1, max: 128)
@pattern("[A-Za-z0-9@\\-_]+")
string PipelineVariableName

@length(max: 1024)
@pattern("arn:aws(-[\\w]+)*:iam::[0-9]{12}:role/.*")
string RoleArn

@length(min: 1, max: 200)
string RuleExecutionId

@length(min: 1, max: 100)
@pattern("[A-Za-z0-9.@\\-_]+")
string RuleName

enum RuleOwner {
    AWS = "AWS"
}

@length(min: 1, max: 100)
@pattern("[A-Za-z0-9.@\\-_]+")
string StageName

@length(min: 1, max: 9)
@pattern("[0-9A-Za-z_-]+")
string Version
