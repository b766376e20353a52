package dev.penstock.conformance;

import static dev.penstock.conformance.World.ASK;
import static dev.penstock.conformance.World.approval;
import static dev.penstock.conformance.World.approve;
import static dev.penstock.conformance.World.check;
import static dev.penstock.conformance.World.pipeline;
import static dev.penstock.conformance.World.source;

import dev.penstock.testkit.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** For each operation, requests that it must refuse, each with the exception that the model declares for that. */
final class Scenarios {
    private static final String NOBODY = "0c1d2e3f-0000-4000-8000-000000000001";
    private static final String NEXT = "'nextToken':'nonsense'";
    private static final String NO_ARN = "arn:aws:codepipeline:us-east-1:222222222222:nowhere";
    private static final String SHOP_ARN = "arn:aws:codepipeline:us-east-1:222222222222:shop";
    private static final String STAGE_ARN = "arn:aws:codepipeline:us-east-1:222222222222:shop/Source";
    private static final String MANY_TAGS = IntStream.rangeClosed(1, 51)
            .mapToObj(i -> "{'key':'k" + i + "','value':'v'}")
            .collect(Collectors.joining(",", "[", "]"));
    private static final String RESERVED_TAG = "[{'key':'aws:mine','value':'v'}]";
    private static final String COUNTS =
            ",'inputArtifactDetails':{'minimumCount':0,'maximumCount':0},'outputArtifactDetails':{'minimumCount':0,'maximumCount':1}";

    private final List<Scenario> all = new ArrayList<>();

    /** @param partner whether the partner asks, not the team */
    record Scenario(String operation, String exception, boolean partner, Function<World, String> request) {
        Keys asker(World world) {
            return partner ? world.acme : world.team;
        }

        @Override
        public String toString() {
            return operation + " answers " + exception;
        }
    }

    private Scenarios() {
        jobs();
        partnersJobs();
        pipelines();
        reads();
        control();
        actionTypes();
        tagsAndWebhooks();
    }

    static List<Scenario> all() {
        return new Scenarios().all;
    }

    private void team(String operation, String exception, String request) {
        all.add(new Scenario(operation, exception, false, _ -> request));
    }

    private void team(String operation, String exception, Function<World, String> request) {
        all.add(new Scenario(operation, exception, false, request));
    }

    private void partner(String operation, String exception, Function<World, String> request) {
        all.add(new Scenario(operation, exception, true, request));
    }

    private void jobs() {
        String failure = ",'failureDetails':{'type':'JobFailed','message':'no'}}";
        String nobody = "{'jobId':'" + NOBODY + "'";
        team("AcknowledgeJob", "JobNotFoundException", nobody + ",'nonce':'1'}");
        team("AcknowledgeJob", "InvalidNonceException", world -> job(world.openJob) + ",'nonce':'999'}");
        team("GetJobDetails", "JobNotFoundException", nobody + "}");
        team("PutJobFailureResult", "JobNotFoundException", nobody + failure);
        team("PutJobFailureResult", "InvalidJobStateException", world -> job(world.doneJob) + failure);
        team("PutJobSuccessResult", "JobNotFoundException", nobody + "}");
        team(
                "PutJobSuccessResult",
                "InvalidJobStateException",
                world -> job(world.doneJob) + ",'outputVariables':{'Other':'content'}}");
        String large = IntStream.range(0, 140)
                .mapToObj(i -> "'Variable" + i + "':'" + "x".repeat(1000) + "'")
                .collect(Collectors.joining(",", "{", "}"));
        team(
                "PutJobSuccessResult",
                "OutputVariablesSizeExceededException",
                world -> job(world.openJob) + ",'outputVariables':" + large + "}");
        team(
                "PollForJobs",
                "ActionTypeNotFoundException",
                "{'actionTypeId':{'category':'Build','owner':'Custom','provider':'None','version':'1'}}");
    }

    private static String job(String id) {
        return "{'jobId':'" + id + "'";
    }

    private void partnersJobs() {
        String failure = ",'failureDetails':{'type':'JobFailed','message':'no'}}";
        for (String operation : List.of(
                "GetThirdPartyJobDetails",
                "AcknowledgeThirdPartyJob",
                "PutThirdPartyJobSuccessResult",
                "PutThirdPartyJobFailureResult")) {
            String rest = switch (operation) {
                case "AcknowledgeThirdPartyJob" -> ",'nonce':'1'}";
                case "PutThirdPartyJobFailureResult" -> failure;
                default -> "}";
            };
            partner(
                    operation,
                    "JobNotFoundException",
                    world -> job(NOBODY) + ",'clientToken':'" + world.clientToken + "'" + rest);
            partner(
                    operation,
                    "InvalidClientTokenException",
                    world -> job(world.donePartnerJob) + ",'clientToken':'wrong'" + rest);
        }
        partner(
                "AcknowledgeThirdPartyJob",
                "InvalidNonceException",
                world -> job(world.donePartnerJob) + ",'clientToken':'" + world.clientToken + "','nonce':'999'}");
        partner(
                "PutThirdPartyJobFailureResult",
                "InvalidJobStateException",
                world -> job(world.donePartnerJob) + ",'clientToken':'" + world.clientToken + "'" + failure);
        partner(
                "PutThirdPartyJobSuccessResult",
                "InvalidJobStateException",
                world -> job(world.donePartnerJob) + ",'clientToken':'" + world.clientToken
                        + "','executionDetails':{'summary':'other'}}");
        partner(
                "PollForThirdPartyJobs",
                "ActionTypeNotFoundException",
                _ -> "{'actionTypeId':{'category':'Test','owner':'ThirdParty','provider':'None','version':'1'}}");
    }

    private void pipelines() {
        for (String operation : List.of("CreatePipeline", "UpdatePipeline")) {
            String name = operation.equals("CreatePipeline") ? "other" : "shop";
            team(
                    operation,
                    "InvalidStageDeclarationException",
                    "{'pipeline':" + pipeline(name, "", source(""), approve(), approve()) + "}");
            team(
                    operation,
                    "InvalidActionDeclarationException",
                    "{'pipeline':" + pipeline(name, "", source(""), check().replace("AcmeCheck", "NoCheck"), approve())
                            + "}");
            team(
                    operation,
                    "InvalidBlockerDeclarationException",
                    "{'pipeline':"
                            + pipeline(name, "", source(",'blockers':[{'name':'b','type':'Schedule'}]"), approve())
                            + "}");
            team(operation, "InvalidStructureException", "{'pipeline':" + pipeline(name, "", source("")) + "}");
            String actions = IntStream.range(0, 21)
                    .mapToObj(stage -> "{'name':'S" + stage + "','actions':["
                            + IntStream.range(0, 50)
                                    .mapToObj(i -> "{'name':'A" + i + "','actionTypeId':{" + ASK + "}}")
                                    .collect(Collectors.joining(","))
                            + "]}")
                    .collect(Collectors.joining(","));
            team(operation, "LimitExceededException", "{'pipeline':" + pipeline(name, "", source(""), actions) + "}");
        }
        String good = pipeline("other", "", source(""), approve());
        team("CreatePipeline", "PipelineNameInUseException", "{'pipeline':" + good.replace("'other'", "'shop'") + "}");
        team("CreatePipeline", "TooManyTagsException", "{'pipeline':" + good + ",'tags':" + MANY_TAGS + "}");
        team("CreatePipeline", "InvalidTagsException", "{'pipeline':" + good + ",'tags':" + RESERVED_TAG + "}");
        team("GetPipeline", "PipelineNotFoundException", "{'name':'nowhere'}");
        team("GetPipelineState", "PipelineNotFoundException", "{'name':'nowhere'}");
        team("StartPipelineExecution", "PipelineNotFoundException", "{'name':'nowhere'}");
    }

    private void reads() {
        team(
                "GetPipelineExecution",
                "PipelineNotFoundException",
                "{'pipelineName':'nowhere','pipelineExecutionId':'" + NOBODY + "'}");
        team(
                "GetPipelineExecution",
                "PipelineExecutionNotFoundException",
                "{'pipelineName':'shop','pipelineExecutionId':'" + NOBODY + "'}");
        for (String operation : List.of("ListActionExecutions", "ListRuleExecutions")) {
            team(operation, "PipelineNotFoundException", "{'pipelineName':'nowhere'}");
            team(
                    operation,
                    "PipelineExecutionNotFoundException",
                    "{'pipelineName':'shop','filter':{'pipelineExecutionId':'" + NOBODY + "'}}");
            team(operation, "InvalidNextTokenException", "{'pipelineName':'shop'," + NEXT + "}");
        }
        team("ListPipelineExecutions", "PipelineNotFoundException", "{'pipelineName':'nowhere'}");
        team("ListPipelineExecutions", "InvalidNextTokenException", "{'pipelineName':'shop'," + NEXT + "}");
        team("ListPipelines", "InvalidNextTokenException", "{" + NEXT + "}");
        team("ListActionTypes", "InvalidNextTokenException", "{" + NEXT + "}");
        team("ListWebhooks", "InvalidNextTokenException", "{'NextToken':'nonsense'}");
        team("ListTagsForResource", "InvalidNextTokenException", "{'resourceArn':'" + SHOP_ARN + "'," + NEXT + "}");
    }

    private void control() {
        String reason = ",'reason':'why'";
        for (String operation : List.of("DisableStageTransition", "EnableStageTransition")) {
            String rest = ",'transitionType':'Inbound'" + (operation.startsWith("Disable") ? reason : "") + "}";
            team(operation, "PipelineNotFoundException", "{'pipelineName':'nowhere','stageName':'Check'" + rest);
            team(operation, "StageNotFoundException", "{'pipelineName':'shop','stageName':'Nowhere'" + rest);
        }
        team("PutApprovalResult", "PipelineNotFoundException", approval("nowhere", "Approve", "GoLive", NOBODY));
        team("PutApprovalResult", "StageNotFoundException", approval("shop", "Nowhere", "GoLive", NOBODY));
        team("PutApprovalResult", "ActionNotFoundException", approval("shop", "Approve", "Nowhere", NOBODY));
        team("PutApprovalResult", "InvalidApprovalTokenException", approval("shop", "Approve", "GoLive", NOBODY));
        team(
                "PutApprovalResult",
                "ApprovalAlreadyCompletedException",
                world -> approval("shop", "Approve", "GoLive", world.usedApproval));
        String revision = ",'actionRevision':{'revisionId':'1','revisionChangeId':'1','created':1}}";
        team("PutActionRevision", "PipelineNotFoundException", named("nowhere", "Source", "Fetch") + revision);
        team("PutActionRevision", "StageNotFoundException", named("shop", "Nowhere", "Fetch") + revision);
        team("PutActionRevision", "ActionNotFoundException", named("shop", "Source", "Nowhere") + revision);
        retryAndRollback();
        team(
                "StopPipelineExecution",
                "PipelineNotFoundException",
                "{'pipelineName':'nowhere','pipelineExecutionId':'" + NOBODY + "'}");
        team(
                "StopPipelineExecution",
                "PipelineExecutionNotStoppableException",
                world -> "{'pipelineName':'shop','pipelineExecutionId':'" + world.firstExecution + "'}");
    }

    private static String named(String pipeline, String stage, String action) {
        return "{'pipelineName':'" + pipeline + "','stageName':'" + stage + "','actionName':'" + action + "'";
    }

    private void retryAndRollback() {
        String retry = ",'retryMode':'FAILED_ACTIONS','pipelineExecutionId':'";
        team(
                "RetryStageExecution",
                "PipelineNotFoundException",
                "{'pipelineName':'nowhere','stageName':'Check'" + retry + NOBODY + "'}");
        team(
                "RetryStageExecution",
                "StageNotFoundException",
                world -> "{'pipelineName':'shop','stageName':'Nowhere'" + retry + world.secondExecution + "'}");
        team(
                "RetryStageExecution",
                "StageNotRetryableException",
                world -> "{'pipelineName':'shop','stageName':'Source'" + retry + world.secondExecution + "'}");
        team(
                "RetryStageExecution",
                "NotLatestPipelineExecutionException",
                world -> "{'pipelineName':'shop','stageName':'Source'" + retry + world.firstExecution + "'}");
        String target = ",'targetPipelineExecutionId':'";
        team(
                "RollbackStage",
                "PipelineNotFoundException",
                "{'pipelineName':'nowhere','stageName':'Check'" + target + NOBODY + "'}");
        team(
                "RollbackStage",
                "StageNotFoundException",
                world -> "{'pipelineName':'shop','stageName':'Nowhere'" + target + world.firstExecution + "'}");
        team(
                "RollbackStage",
                "PipelineExecutionNotFoundException",
                "{'pipelineName':'shop','stageName':'Check'" + target + NOBODY + "'}");
        team(
                "RollbackStage",
                "UnableToRollbackStageException",
                world -> "{'pipelineName':'shop','stageName':'Check'" + target + world.secondExecution + "'}");
        String override = ",'conditionType':'BEFORE_ENTRY','pipelineExecutionId':'";
        team(
                "OverrideStageCondition",
                "PipelineNotFoundException",
                "{'pipelineName':'nowhere','stageName':'Check'" + override + NOBODY + "'}");
        team(
                "OverrideStageCondition",
                "StageNotFoundException",
                world -> "{'pipelineName':'shop','stageName':'Nowhere'" + override + world.secondExecution + "'}");
        team(
                "OverrideStageCondition",
                "ConditionNotOverridableException",
                world -> "{'pipelineName':'shop','stageName':'Source'" + override + world.secondExecution + "'}");
        team(
                "OverrideStageCondition",
                "NotLatestPipelineExecutionException",
                world -> "{'pipelineName':'shop','stageName':'Source'" + override + world.firstExecution + "'}");
    }

    private void actionTypes() {
        String type = "{'category':'Build','provider':'Maker','version':'1'" + COUNTS;
        team("CreateCustomActionType", "TooManyTagsException", type + ",'tags':" + MANY_TAGS + "}");
        team("CreateCustomActionType", "InvalidTagsException", type + ",'tags':" + RESERVED_TAG + "}");
        team(
                "GetActionType",
                "ActionTypeNotFoundException",
                "{'category':'Test','owner':'ThirdParty','provider':'None','version':'1'}");
        partner(
                "UpdateActionType",
                "ActionTypeNotFoundException",
                _ -> "{'actionType':{'id':{'category':'Test','owner':'ThirdParty','provider':'None','version':'1'},"
                        + "'executor':{'type':'JobWorker','configuration':{'jobWorkerExecutorConfiguration':"
                        + "{'pollingAccounts':['333333333333']}}}" + COUNTS + "}}");
    }

    private void tagsAndWebhooks() {
        for (String operation : List.of("TagResource", "UntagResource", "ListTagsForResource")) {
            String rest = switch (operation) {
                case "TagResource" -> ",'tags':[{'key':'a','value':'b'}]}";
                case "UntagResource" -> ",'tagKeys':['a']}";
                default -> "}";
            };
            team(operation, "ResourceNotFoundException", "{'resourceArn':'" + NO_ARN + "'" + rest);
            team(operation, "InvalidArnException", "{'resourceArn':'" + STAGE_ARN + "'" + rest);
        }
        team("TagResource", "TooManyTagsException", "{'resourceArn':'" + SHOP_ARN + "','tags':" + MANY_TAGS + "}");
        team("TagResource", "InvalidTagsException", "{'resourceArn':'" + SHOP_ARN + "','tags':" + RESERVED_TAG + "}");
        team("UntagResource", "InvalidTagsException", "{'resourceArn':'" + SHOP_ARN + "','tagKeys':['aws:mine']}");
        String end = "}}";
        team("PutWebhook", "PipelineNotFoundException", webhook("nowhere", "$.ref") + end);
        team("PutWebhook", "InvalidWebhookFilterPatternException", webhook("shop", "$[[[") + end);
        team(
                "PutWebhook",
                "InvalidWebhookAuthenticationParametersException",
                webhook("shop", "$.ref").replace("'SecretToken':'x'", "") + end);
        team("PutWebhook", "TooManyTagsException", webhook("shop", "$.ref") + "},'tags':" + MANY_TAGS + "}");
        team("PutWebhook", "InvalidTagsException", webhook("shop", "$.ref") + "},'tags':" + RESERVED_TAG + "}");
        team("RegisterWebhookWithThirdParty", "WebhookNotFoundException", "{'webhookName':'nowhere'}");
        team("DeregisterWebhookWithThirdParty", "WebhookNotFoundException", "{'webhookName':'nowhere'}");
    }

    private static String webhook(String pipeline, String path) {
        return "{'webhook':{'name':'pushes','targetPipeline':'" + pipeline + "','targetAction':'Fetch','filters':[{"
                + "'jsonPath':'" + path + "','matchEquals':'x'}],'authentication':'GITHUB_HMAC',"
                + "'authenticationConfiguration':{'SecretToken':'x'}";
    }
}
