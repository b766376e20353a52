$version: "2"

// Names, ids and ARNs that several parts share.
namespace com.amazonaws.codepipeline

/// Name of a region, for example `us-east-1`.
@length(min: 4, max: 30)
string AWSRegionName

/// An account: twelve digits.
@pattern("[0-9]{12}")
string AccountId

/// What kind of work an action does.
enum ActionCategory {
    /// Brings a revision into the pipeline. Stands in the first stage only.
    SOURCE = "Source"

    /// Makes artifacts from artifacts.
    BUILD = "Build"

    /// Puts artifacts where they run.
    DEPLOY = "Deploy"

    /// Checks artifacts.
    TEST = "Test"

    /// Calls something that decides by itself what to do.
    INVOKE = "Invoke"

    /// Waits for a person.
    APPROVAL = "Approval"

    /// Runs commands.
    COMPUTE = "Compute"
}

/// Id of one run of an action; stays the same over all its jobs.
string ActionExecutionId

/// Name of an action, unique within its stage.
@length(min: 1, max: 100)
@pattern("[A-Za-z0-9.@\\-_]+")
string ActionName

/// Prefix under which later actions refer to this action's output variables. Unique within the pipeline.
@length(min: 1, max: 100)
@pattern("[A-Za-z0-9@\\-_]+")
string ActionNamespace

/// Who provides the action type.
enum ActionOwner {
    /// Built in.
    AWS = "AWS"

    /// A partner.
    THIRD_PARTY = "ThirdParty"

    /// This account.
    CUSTOM = "Custom"
}

/// Name of the provider of an action type, for example `S3` or `AcmeCheck`.
@length(min: 1, max: 35)
@pattern("[0-9A-Za-z_-]+")
string ActionProvider

/// Name of an artifact: the output of one action and the input of later ones.
@length(min: 1, max: 100)
@pattern("[a-zA-Z0-9_\\-]+")
string ArtifactName

/// Text of the worker's own that a later job of the same action brings back. Its presence in a result says that the
/// action is not done yet.
@length(min: 1, max: 2048)
string ContinuationToken

/// Id of the run in the outside system that does the work.
@length(min: 1, max: 1500)
string ExecutionId

/// Id of the run in the outside system that did the work.
string ExternalExecutionId

/// Id of one job: a lower-case UUID. An action that goes on with a continuation token has several jobs.
@pattern("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
string JobId

/// ARN of the log of a Commands action.
@length(min: 1, max: 250)
string LogStreamARN

/// Where the list goes on: take it from the previous answer and repeat the other members of the request.
@length(min: 1, max: 2048)
string NextToken

/// Changes each time a job is handed out. Who acknowledges must send the newest.
@length(min: 1, max: 50)
string Nonce

/// ARN of a pipeline: `arn:aws:codepipeline:REGION:ACCOUNT:NAME`.
@pattern("arn:aws(-[\\w]+)*:codepipeline:.+:[0-9]{12}:.+")
string PipelineArn

/// Id of a pipeline execution: a lower-case UUID.
@pattern("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
string PipelineExecutionId

/// Name of a pipeline, unique within account and region.
@length(min: 1, max: 100)
@pattern("[A-Za-z0-9.@\\-_]+")
string PipelineName

/// Name of a pipeline variable.
@length(min: 1, max: 128)
@pattern("[A-Za-z0-9@\\-_]+")
string PipelineVariableName

/// ARN of an IAM role.
@length(max: 1024)
@pattern("arn:aws(-[\\w]+)*:iam::[0-9]{12}:role/.*")
string RoleArn

/// Id of one run of a rule.
@length(min: 1, max: 200)
string RuleExecutionId

/// Name of a rule, unique within its condition.
@length(min: 1, max: 100)
@pattern("[A-Za-z0-9.@\\-_]+")
string RuleName

/// Who provides a rule type.
enum RuleOwner {
    /// Built in, the only owner there is.
    AWS = "AWS"
}

/// Name of a stage, unique within its pipeline.
@length(min: 1, max: 100)
@pattern("[A-Za-z0-9.@\\-_]+")
string StageName

/// Version of an action or rule type: a text, for example `1`.
@length(min: 1, max: 9)
@pattern("[0-9A-Za-z_-]+")
string Version
