package dev.penstock.reference;

import dev.penstock.testkit.Keys;
import tools.jackson.databind.JsonNode;

/**
 * One story that uses every operation: a team sells books, a partner checks its releases. Each call stands where a user
 * would make it, and needs what the calls before it answered.
 */
final class Story {
    private static final String REPO = "'category':'Source','owner':'Custom','provider':'Repo','version':'1'";
    private static final String CHECK = "'category':'Test','owner':'ThirdParty','provider':'AcmeCheck','version':'1'";
    private static final String ASK = "'category':'Approval','owner':'AWS','provider':'Manual','version':'1'";
    private static final String ARN = "arn:aws:codepipeline:us-east-1:222222222222:shop";

    private final Examples examples;
    private final Keys administrator;
    private final Keys team;
    private final Keys acme;
    private String clientId = "";
    private String clientToken = "";

    Story(Examples examples, Keys administrator, Keys team, Keys acme) {
        this.examples = examples;
        this.administrator = administrator;
        this.team = team;
        this.acme = acme;
    }

    void tell() {
        operator();
        events();
        String first = release();
        transitions();
        String second = failures(first);
        stop(second);
        conditions();
        tagsAndWebhooks();
        end();
    }

    private void operator() {
        examples.admin(administrator, "CreateAccount", "{'accountId':'444444444444','name':'A second team'}");
        examples.admin(administrator, "ListAccounts", "{}");
        JsonNode key =
                examples.admin(administrator, "CreateAccessKey", "{'accountId':'444444444444','userName':'alice'}");
        examples.admin(
                administrator,
                "DeleteAccessKey",
                "{'accessKeyId':'" + key.path("accessKeyId").asString("AAAAAAAAAAAAAAAA") + "'}");
        examples.admin(
                administrator, "RegisterActionType", "{'accountId':'333333333333','actionType':" + CHECK_TYPE + "}");
        examples.admin(
                administrator,
                "ShowClient",
                "{'accountId':'222222222222','actionTypeId':'Test/ThirdParty/AcmeCheck/1'}");
        JsonNode client = examples.admin(
                administrator,
                "RotateClient",
                "{'accountId':'222222222222','actionTypeId':'Test/ThirdParty/AcmeCheck/1','gracePeriodSeconds':3600}");
        clientId = client.path("clientId").asString("");
        clientToken = client.path("clientToken").asString("");
    }

    private void events() {
        examples.admin(
                administrator,
                "PutEventSubscription",
                "{'accountId':'222222222222','name':'board','url':'https://board.example/events',"
                        + "'secret':'a secret that is long enough','pipelines':['shop']}");
        examples.admin(administrator, "ListEventSubscriptions", "{'accountId':'222222222222'}");
        examples.admin(administrator, "DeleteEventSubscription", "{'accountId':'222222222222','name':'board'}");
    }

    private static final String CHECK_TYPE = "{'id':{" + CHECK + "},'description':'Checks a release',"
            + "'executor':{'type':'JobWorker','configuration':{'jobWorkerExecutorConfiguration':"
            + "{'pollingAccounts':['333333333333']}}},"
            + "'inputArtifactDetails':{'minimumCount':1,'maximumCount':1},"
            + "'outputArtifactDetails':{'minimumCount':0,'maximumCount':1},"
            + "'permissions':{'allowedAccounts':['222222222222']},"
            + "'properties':[{'name':'Suite','optional':false,'key':true,'noEcho':false,'queryable':false}]}";

    private static String shop(String suite) {
        return "{'name':'shop','roleArn':'arn:aws:iam::222222222222:role/shop','pipelineType':'V2',"
                + "'executionMode':'QUEUED','artifactStore':{'type':'S3','location':'artifacts'},'stages':["
                + "{'name':'Source','actions':[{'name':'Fetch','actionTypeId':{" + REPO + "},"
                + "'configuration':{'Branch':'main'},'outputArtifacts':[{'name':'Books'}]}]},"
                + "{'name':'Check','actions':[{'name':'Acme','actionTypeId':{" + CHECK + "},"
                + "'configuration':{'Suite':'" + suite + "'},'inputArtifacts':[{'name':'Books'}]}]},"
                + "{'name':'Approve','actions':[{'name':'GoLive','actionTypeId':{" + ASK + "}}]}]}";
    }

    /** From nothing to a release that somebody approved. */
    private String release() {
        examples.call(
                team,
                "CreateCustomActionType",
                "{'category':'Source','provider':'Repo','version':'1','configurationProperties':[{'name':'Branch',"
                        + "'required':true,'key':true,'secret':false,'queryable':true,'type':'String'}],"
                        + "'inputArtifactDetails':{'minimumCount':0,'maximumCount':0},"
                        + "'outputArtifactDetails':{'minimumCount':1,'maximumCount':1}}");
        examples.call(
                team, "GetActionType", "{'category':'Test','owner':'ThirdParty','provider':'AcmeCheck','version':'1'}");
        examples.call(team, "ListActionTypes", "{'actionOwnerFilter':'Custom'}");
        examples.call(team, "ListRuleTypes", "{}");
        examples.admin(
                administrator,
                "ValidatePipeline",
                "{'accountId':'222222222222','declaration':'{\\'name\\':\\'shop\\',\\'stages\\':[]}'}"
                        .replace("\\'", "\\\""));
        examples.call(
                team, "CreatePipeline", "{'pipeline':" + shop("smoke") + ",'tags':[{'key':'town','value':'Hay'}]}");
        examples.call(team, "UpdatePipeline", "{'pipeline':" + shop("full") + "}");
        examples.call(team, "GetPipeline", "{'name':'shop'}");
        examples.call(team, "ListPipelines", "{}");
        // The creation's own execution, which the update has cancelled, still has its job.
        source();
        String execution = started();
        source();
        JsonNode job = partnersJob();
        examples.call(
                acme,
                "PutThirdPartyJobSuccessResult",
                "{'jobId':'" + job.path("jobId").asString() + "','clientToken':'" + clientToken
                        + "','currentRevision':{'revision':'1','changeIdentifier':'1'},"
                        + "'executionDetails':{'summary':'all green','externalExecutionId':'run-1','percentComplete':100}}");
        JsonNode state = examples.call(team, "GetPipelineState", "{'name':'shop'}");
        examples.call(
                team,
                "PutApprovalResult",
                "{'pipelineName':'shop','stageName':'Approve','actionName':'GoLive','token':'"
                        + state.at("/stageStates/2/actionStates/0/latestExecution/token")
                                .asString()
                        + "','result':{'status':'Approved','summary':'Ship it'}}");
        examples.call(
                team, "GetPipelineExecution", "{'pipelineName':'shop','pipelineExecutionId':'" + execution + "'}");
        examples.admin(
                team, "ExplainPipelineExecution", "{'pipelineName':'shop','pipelineExecutionId':'" + execution + "'}");
        examples.call(team, "ListPipelineExecutions", "{'pipelineName':'shop','maxResults':1}");
        JsonNode actions = examples.call(
                team,
                "ListActionExecutions",
                "{'pipelineName':'shop','filter':{'pipelineExecutionId':'" + execution + "'}}");
        examples.call(
                team,
                "ListDeployActionExecutionTargets",
                "{'pipelineName':'shop','actionExecutionId':'"
                        + actions.at("/actionExecutionDetails/0/actionExecutionId")
                                .asString() + "'}");
        examples.admin(team, "ListJobQueues", "{}");
        return execution;
    }

    private String started() {
        return examples.call(team, "StartPipelineExecution", "{'name':'shop'}")
                .path("pipelineExecutionId")
                .asString("");
    }

    private JsonNode workersJob() {
        JsonNode job = examples.call(
                        team, "PollForJobs", "{'actionTypeId':{" + REPO + "},'queryParam':{'Branch':'main'}}")
                .at("/jobs/0");
        examples.call(
                team,
                "AcknowledgeJob",
                "{'jobId':'" + job.path("id").asString() + "','nonce':'"
                        + job.path("nonce").asString() + "'}");
        return job;
    }

    private void source() {
        JsonNode job = workersJob();
        String id = job.path("id").asString();
        examples.call(team, "GetJobDetails", "{'jobId':'" + id + "'}");
        examples.call(
                team,
                "PutJobSuccessResult",
                "{'jobId':'" + id + "','currentRevision':{'revision':'abc123','changeIdentifier':'1',"
                        + "'revisionSummary':'New covers'},'outputVariables':{'Title':'Moby Dick'}}");
    }

    private JsonNode partnersJob() {
        JsonNode job = examples.call(acme, "PollForThirdPartyJobs", "{'actionTypeId':{" + CHECK + "}}")
                .at("/jobs/0");
        String named = "{'jobId':'" + job.path("jobId").asString() + "','clientToken':'" + clientToken + "'";
        JsonNode details = examples.call(acme, "GetThirdPartyJobDetails", named + "}");
        examples.call(
                acme,
                "AcknowledgeThirdPartyJob",
                named + ",'nonce':'" + details.at("/jobDetails/nonce").asString() + "'}");
        return job;
    }

    private void transitions() {
        String approve = "{'pipelineName':'shop','stageName':'Approve','transitionType':'Inbound'";
        examples.call(team, "DisableStageTransition", approve + ",'reason':'Stocktaking'}");
        examples.call(team, "EnableStageTransition", approve + "}");
        examples.call(
                team,
                "PutActionRevision",
                "{'pipelineName':'shop','stageName':'Source','actionName':'Fetch',"
                        + "'actionRevision':{'revisionId':'def456','revisionChangeId':'2','created':1795478400}}");
    }

    /** The execution of the new revision fails twice, and its stage goes back to the first one. */
    private String failures(String first) {
        JsonNode job = workersJob();
        examples.call(
                team,
                "PutJobFailureResult",
                "{'jobId':'" + job.path("id").asString()
                        + "','failureDetails':{'type':'JobFailed','message':'The repository is away'}}");
        String second = examples.call(team, "ListPipelineExecutions", "{'pipelineName':'shop','maxResults':1}")
                .at("/pipelineExecutionSummaries/0/pipelineExecutionId")
                .asString();
        examples.call(
                team,
                "RetryStageExecution",
                "{'pipelineName':'shop','stageName':'Source','retryMode':'FAILED_ACTIONS','pipelineExecutionId':'"
                        + second + "'}");
        source();
        JsonNode check = partnersJob();
        examples.call(
                acme,
                "PutThirdPartyJobFailureResult",
                "{'jobId':'" + check.path("jobId").asString() + "','clientToken':'" + clientToken
                        + "','failureDetails':{'type':'JobFailed','message':'Two covers are missing',"
                        + "'externalExecutionId':'run-2'}}");
        examples.call(
                team,
                "RollbackStage",
                "{'pipelineName':'shop','stageName':'Check','targetPipelineExecutionId':'" + first + "'}");
        return second;
    }

    private void stop(String second) {
        String third = started();
        examples.call(
                team,
                "StopPipelineExecution",
                "{'pipelineName':'shop','pipelineExecutionId':'" + third + "','abandon':true,'reason':'Wrong cover'}");
    }

    /** A stage that nobody enters on Sundays, unless somebody insists. */
    private void conditions() {
        String guarded = "{'pipeline':{'name':'stall','roleArn':'arn:aws:iam::222222222222:role/shop',"
                + "'pipelineType':'V2','artifactStore':{'type':'S3','location':'artifacts'},'stages':["
                + "{'name':'Source','actions':[{'name':'Fetch','actionTypeId':{" + REPO + "},"
                + "'configuration':{'Branch':'stall'},'namespace':'Fetched','outputArtifacts':[{'name':'Books'}]}]},"
                + "{'name':'Approve','beforeEntry':{'conditions':[{'result':'FAIL','rules':[{'name':'Classic',"
                + "'ruleTypeId':{'category':'Rule','owner':'AWS','provider':'VariableCheck','version':'1'},"
                + "'configuration':{'Variable':'#{Fetched.Title}','Value':'Ulysses','Operator':'EQ'}}]}]},"
                + "'actions':[{'name':'GoLive','actionTypeId':{" + ASK + "}}]}]}}";
        examples.call(team, "CreatePipeline", guarded);
        JsonNode job = examples.call(
                        team, "PollForJobs", "{'actionTypeId':{" + REPO + "},'queryParam':{'Branch':'stall'}}")
                .at("/jobs/0");
        examples.call(
                team,
                "AcknowledgeJob",
                "{'jobId':'" + job.path("id").asString() + "','nonce':'"
                        + job.path("nonce").asString() + "'}");
        examples.call(
                team,
                "PutJobSuccessResult",
                "{'jobId':'" + job.path("id").asString() + "','outputVariables':{'Title':'Moby Dick'}}");
        awaitRule.run();
        examples.call(team, "ListRuleExecutions", "{'pipelineName':'stall'}");
        String execution = examples.call(team, "ListPipelineExecutions", "{'pipelineName':'stall'}")
                .at("/pipelineExecutionSummaries/0/pipelineExecutionId")
                .asString();
        examples.call(
                team,
                "OverrideStageCondition",
                "{'pipelineName':'stall','stageName':'Approve','conditionType':'BEFORE_ENTRY','pipelineExecutionId':'"
                        + execution + "'}");
    }

    private Runnable awaitRule = () -> {};

    /** @param wait until the rule of the pipeline {@code stall} has failed */
    Story awaiting(Runnable wait) {
        awaitRule = wait;
        return this;
    }

    private void tagsAndWebhooks() {
        examples.call(team, "TagResource", "{'resourceArn':'" + ARN + "','tags':[{'key':'shelf','value':'classics'}]}");
        examples.call(team, "ListTagsForResource", "{'resourceArn':'" + ARN + "'}");
        examples.call(team, "UntagResource", "{'resourceArn':'" + ARN + "','tagKeys':['shelf']}");
        examples.call(
                team,
                "PutWebhook",
                "{'webhook':{'name':'pushes','targetPipeline':'shop','targetAction':'Fetch',"
                        + "'filters':[{'jsonPath':'$.ref','matchEquals':'refs/heads/{Branch}'}],"
                        + "'authentication':'GITHUB_HMAC','authenticationConfiguration':{'SecretToken':'a secret'}}}");
        examples.call(team, "ListWebhooks", "{}");
        examples.call(team, "DeregisterWebhookWithThirdParty", "{'webhookName':'pushes'}");
        examples.call(team, "DeleteWebhook", "{'name':'pushes'}");
    }

    private void end() {
        examples.call(acme, "UpdateActionType", "{'actionType':" + CHECK_TYPE + "}");
        examples.call(team, "DeletePipeline", "{'name':'stall'}");
        examples.call(team, "DeleteCustomActionType", "{'category':'Source','provider':'Repo','version':'1'}");
        if (clientId.isEmpty()) {
            throw new IllegalStateException("the partner does not know the team: " + examples.refused());
        }
    }
}
