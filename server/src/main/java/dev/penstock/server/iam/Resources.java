package dev.penstock.server.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobRequest;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeThirdPartyJobRequest;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeIdentifier;
import software.amazon.awssdk.services.codepipeline.model.BeforeEntryConditions;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.DeleteCustomActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.DeletePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.DeleteWebhookRequest;
import software.amazon.awssdk.services.codepipeline.model.DeregisterWebhookWithThirdPartyRequest;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.FailureConditions;
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
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
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
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.SuccessConditions;
import software.amazon.awssdk.services.codepipeline.model.TagResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.UntagResourceRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdateActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineRequest;

/**
 * Which resources a request is about, for the check of rights (spec events 8.1, 8.2). Knows every operation; what AWS
 * documents as having no resource level is about {@code *}.
 */
public final class Resources {
    private static final List<String> ALL = List.of("*");

    private final String prefix;

    /** Resources of one account in one region. */
    public Resources(String accountId, String region) {
        this.prefix = "arn:aws:codepipeline:" + region + ":" + accountId + ":";
    }

    /** ARNs that the caller needs the right on, all of them; {@code *} alone for operations without resources. */
    public List<String> of(CodePipelineRequest request) {
        return switch (request) {
            case CreatePipelineRequest r -> pipeline(r.pipeline().name());
            case UpdatePipelineRequest r -> pipeline(r.pipeline().name());
            case GetPipelineRequest r -> pipeline(r.name());
            case DeletePipelineRequest r -> pipeline(r.name());
            case GetPipelineStateRequest r -> pipeline(r.name());
            case GetPipelineExecutionRequest r -> pipeline(r.pipelineName());
            case StartPipelineExecutionRequest r -> pipeline(r.name());
            case StopPipelineExecutionRequest r -> pipeline(r.pipelineName());
            case ListPipelineExecutionsRequest r -> pipeline(r.pipelineName());
            case ListActionExecutionsRequest r -> pipeline(r.pipelineName());
            case ListRuleExecutionsRequest r -> pipeline(r.pipelineName());
            case ListDeployActionExecutionTargetsRequest r ->
                r.pipelineName() == null ? ALL : pipeline(r.pipelineName());

            case EnableStageTransitionRequest r -> stage(r.pipelineName(), r.stageName());
            case DisableStageTransitionRequest r -> stage(r.pipelineName(), r.stageName());
            case RetryStageExecutionRequest r -> stage(r.pipelineName(), r.stageName());
            case RollbackStageRequest r -> stage(r.pipelineName(), r.stageName());
            case OverrideStageConditionRequest r -> stage(r.pipelineName(), r.stageName());

            case PutApprovalResultRequest r -> action(r.pipelineName(), r.stageName(), r.actionName());
            case PutActionRevisionRequest r -> action(r.pipelineName(), r.stageName(), r.actionName());

            case CreateCustomActionTypeRequest r -> customType(r.categoryAsString(), r.provider(), r.version());
            case DeleteCustomActionTypeRequest r -> customType(r.categoryAsString(), r.provider(), r.version());
            case PollForJobsRequest r -> actionType(r.actionTypeId());
            case UpdateActionTypeRequest r -> actionType(r.actionType().id());

            case PutWebhookRequest r ->
                List.of(
                        prefix + "webhook:" + r.webhook().name(),
                        prefix + r.webhook().targetPipeline());
            case DeleteWebhookRequest r -> webhook(r.name());
            case RegisterWebhookWithThirdPartyRequest r -> webhook(Objects.requireNonNullElse(r.webhookName(), "*"));
            case DeregisterWebhookWithThirdPartyRequest r -> webhook(Objects.requireNonNullElse(r.webhookName(), "*"));
            case ListWebhooksRequest r -> webhook("*");

            case TagResourceRequest r -> tagged(r.resourceArn());
            case UntagResourceRequest r -> tagged(r.resourceArn());
            case ListTagsForResourceRequest r -> tagged(r.resourceArn());

            case AcknowledgeJobRequest r -> ALL;
            case AcknowledgeThirdPartyJobRequest r -> ALL;
            case GetActionTypeRequest r -> ALL;
            case GetJobDetailsRequest r -> ALL;
            case GetThirdPartyJobDetailsRequest r -> ALL;
            case ListActionTypesRequest r -> ALL;
            case ListPipelinesRequest r -> ALL;
            case ListRuleTypesRequest r -> ALL;
            case PollForThirdPartyJobsRequest r -> ALL;
            case PutJobFailureResultRequest r -> ALL;
            case PutJobSuccessResultRequest r -> ALL;
            case PutThirdPartyJobFailureResultRequest r -> ALL;
            case PutThirdPartyJobSuccessResultRequest r -> ALL;

            default -> throw new IllegalStateException("no resources known for " + request.getClass());
        };
    }

    /** Service roles that the request hands to the pipeline, for which {@code iam:PassRole} is needed as well. */
    public static List<String> passedRoles(CodePipelineRequest request) {
        return switch (request) {
            case CreatePipelineRequest r -> roles(r.pipeline());
            case UpdatePipelineRequest r -> roles(r.pipeline());
            default -> List.of();
        };
    }

    private static List<String> roles(PipelineDeclaration pipeline) {
        List<String> roles = new ArrayList<>();
        roles.add(pipeline.roleArn());
        for (StageDeclaration stage : pipeline.stages()) {
            stage.actions().forEach(action -> roles.add(action.roleArn()));
            rules(stage).forEach(rule -> roles.add(rule.roleArn()));
        }
        return roles.stream().filter(Objects::nonNull).distinct().toList();
    }

    private static Stream<RuleDeclaration> rules(StageDeclaration stage) {
        return Stream.of(
                        Optional.ofNullable(stage.beforeEntry()).map(BeforeEntryConditions::conditions),
                        Optional.ofNullable(stage.onSuccess()).map(SuccessConditions::conditions),
                        Optional.ofNullable(stage.onFailure()).map(FailureConditions::conditions))
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .flatMap(condition -> condition.rules().stream());
    }

    /** In the form that tags are kept under; what is no such ARN stays as it is, for the operation refuses it. */
    private static List<String> tagged(String arn) {
        return List.of(TaggableArn.of(arn).map(TaggableArn::toString).orElse(arn));
    }

    private List<String> pipeline(String name) {
        return List.of(prefix + name);
    }

    private List<String> stage(String pipeline, String stage) {
        return List.of(prefix + pipeline + "/" + stage);
    }

    private List<String> action(String pipeline, String stage, String action) {
        return List.of(prefix + pipeline + "/" + stage + "/" + action);
    }

    private List<String> webhook(String name) {
        return List.of(prefix + "webhook:" + name);
    }

    private List<String> customType(String category, String provider, String version) {
        return actionType("Custom", category, provider, version);
    }

    private List<String> actionType(ActionTypeId id) {
        return actionType(id.ownerAsString(), id.categoryAsString(), id.provider(), id.version());
    }

    private List<String> actionType(ActionTypeIdentifier id) {
        return actionType(id.owner(), id.categoryAsString(), id.provider(), id.version());
    }

    private List<String> actionType(String owner, String category, String provider, String version) {
        return List.of(prefix + "actiontype:" + owner + "/" + category + "/" + provider + "/" + version);
    }
}
