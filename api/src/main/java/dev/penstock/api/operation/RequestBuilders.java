package dev.penstock.api.operation;

import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobRequest;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeThirdPartyJobRequest;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.DeleteCustomActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.DeletePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.DeleteWebhookRequest;
import software.amazon.awssdk.services.codepipeline.model.DeregisterWebhookWithThirdPartyRequest;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.GetActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.GetJobDetailsRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateRequest;
import software.amazon.awssdk.services.codepipeline.model.GetThirdPartyJobDetailsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionTypesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListDeployActionExecutionTargetsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListRuleExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListRuleTypesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.ListWebhooksRequest;
import software.amazon.awssdk.services.codepipeline.model.OverrideStageConditionRequest;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsRequest;
import software.amazon.awssdk.services.codepipeline.model.PollForThirdPartyJobsRequest;
import software.amazon.awssdk.services.codepipeline.model.PutActionRevisionRequest;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobSuccessResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutWebhookRequest;
import software.amazon.awssdk.services.codepipeline.model.RegisterWebhookWithThirdPartyRequest;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageRequest;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.TagResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.UntagResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdateActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineRequest;

/** The AWS SDK's class for each request. A switch, so that a class is loaded when its operation is first called. */
final class RequestBuilders {
    private RequestBuilders() {}

    static CodePipelineRequest.Builder of(String operation) {
        return switch (operation) {
            case "AcknowledgeJob" -> AcknowledgeJobRequest.builder();
            case "AcknowledgeThirdPartyJob" -> AcknowledgeThirdPartyJobRequest.builder();
            case "CreateCustomActionType" -> CreateCustomActionTypeRequest.builder();
            case "CreatePipeline" -> CreatePipelineRequest.builder();
            case "DeleteCustomActionType" -> DeleteCustomActionTypeRequest.builder();
            case "DeletePipeline" -> DeletePipelineRequest.builder();
            case "DeleteWebhook" -> DeleteWebhookRequest.builder();
            case "DeregisterWebhookWithThirdParty" -> DeregisterWebhookWithThirdPartyRequest.builder();
            case "DisableStageTransition" -> DisableStageTransitionRequest.builder();
            case "EnableStageTransition" -> EnableStageTransitionRequest.builder();
            case "GetActionType" -> GetActionTypeRequest.builder();
            case "GetJobDetails" -> GetJobDetailsRequest.builder();
            case "GetPipeline" -> GetPipelineRequest.builder();
            case "GetPipelineExecution" -> GetPipelineExecutionRequest.builder();
            case "GetPipelineState" -> GetPipelineStateRequest.builder();
            case "GetThirdPartyJobDetails" -> GetThirdPartyJobDetailsRequest.builder();
            case "ListActionExecutions" -> ListActionExecutionsRequest.builder();
            case "ListActionTypes" -> ListActionTypesRequest.builder();
            case "ListDeployActionExecutionTargets" -> ListDeployActionExecutionTargetsRequest.builder();
            case "ListPipelineExecutions" -> ListPipelineExecutionsRequest.builder();
            case "ListPipelines" -> ListPipelinesRequest.builder();
            case "ListRuleExecutions" -> ListRuleExecutionsRequest.builder();
            case "ListRuleTypes" -> ListRuleTypesRequest.builder();
            case "ListTagsForResource" -> ListTagsForResourceRequest.builder();
            case "ListWebhooks" -> ListWebhooksRequest.builder();
            case "OverrideStageCondition" -> OverrideStageConditionRequest.builder();
            case "PollForJobs" -> PollForJobsRequest.builder();
            case "PollForThirdPartyJobs" -> PollForThirdPartyJobsRequest.builder();
            case "PutActionRevision" -> PutActionRevisionRequest.builder();
            case "PutApprovalResult" -> PutApprovalResultRequest.builder();
            case "PutJobFailureResult" -> PutJobFailureResultRequest.builder();
            case "PutJobSuccessResult" -> PutJobSuccessResultRequest.builder();
            case "PutThirdPartyJobFailureResult" -> PutThirdPartyJobFailureResultRequest.builder();
            case "PutThirdPartyJobSuccessResult" -> PutThirdPartyJobSuccessResultRequest.builder();
            case "PutWebhook" -> PutWebhookRequest.builder();
            case "RegisterWebhookWithThirdParty" -> RegisterWebhookWithThirdPartyRequest.builder();
            case "RetryStageExecution" -> RetryStageExecutionRequest.builder();
            case "RollbackStage" -> RollbackStageRequest.builder();
            case "StartPipelineExecution" -> StartPipelineExecutionRequest.builder();
            case "StopPipelineExecution" -> StopPipelineExecutionRequest.builder();
            case "TagResource" -> TagResourceRequest.builder();
            case "UntagResource" -> UntagResourceRequest.builder();
            case "UpdateActionType" -> UpdateActionTypeRequest.builder();
            case "UpdatePipeline" -> UpdatePipelineRequest.builder();
            default -> throw new IllegalArgumentException("No operation " + operation);
        };
    }
}
