$version: "2"

namespace com.amazonaws.codepipeline

use aws.api#service
use aws.auth#sigv4
use aws.protocols#awsJson1_1

/// Pipelines that take a change from its source through builds, tests, approvals and deployments.
@title("CodePipeline")
@service(sdkId: "CodePipeline", arnNamespace: "codepipeline", endpointPrefix: "codepipeline")
@sigv4(name: "codepipeline")
@awsJson1_1
service CodePipeline_20150709 {
    version: "2015-07-09"
    operations: [
        AcknowledgeJob
        AcknowledgeThirdPartyJob
        CreateCustomActionType
        CreatePipeline
        DeleteCustomActionType
        DeletePipeline
        DeleteWebhook
        DeregisterWebhookWithThirdParty
        DisableStageTransition
        EnableStageTransition
        GetActionType
        GetJobDetails
        GetPipeline
        GetPipelineExecution
        GetPipelineState
        GetThirdPartyJobDetails
        ListActionExecutions
        ListActionTypes
        ListDeployActionExecutionTargets
        ListPipelineExecutions
        ListPipelines
        ListRuleExecutions
        ListRuleTypes
        ListTagsForResource
        ListWebhooks
        OverrideStageCondition
        PollForJobs
        PollForThirdPartyJobs
        PutActionRevision
        PutApprovalResult
        PutJobFailureResult
        PutJobSuccessResult
        PutThirdPartyJobFailureResult
        PutThirdPartyJobSuccessResult
        PutWebhook
        RegisterWebhookWithThirdParty
        RetryStageExecution
        RollbackStage
        StartPipelineExecution
        StopPipelineExecution
        TagResource
        UntagResource
        UpdateActionType
        UpdatePipeline
    ]
}
