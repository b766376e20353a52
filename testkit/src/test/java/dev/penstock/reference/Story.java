package dev.penstock.reference;

import dev.penstock.conformance.Cast;
import dev.penstock.testkit.GitHubStandIn;
import dev.penstock.testkit.Keys;
import tools.jackson.databind.JsonNode;

/**
 * One story that uses every operation: a team sells books, a partner checks its releases. Each call stands where a user
 * would make it, and needs what the calls before it answered.
 */
public final class Story {
    private static final String REPO = "'category':'Source','owner':'Custom','provider':'Repo','version':'1'";
    private static final String CHECK = "'category':'Test','owner':'ThirdParty','provider':'AcmeCheck','version':'1'";
    private static final String ASK = "'category':'Approval','owner':'AWS','provider':'Manual','version':'1'";
    private static final String ARN = "arn:aws:codepipeline:us-east-1:222222222222:shop";

    private final Examples examples;
    private final Keys administrator;
    private final Cast cast;
    private final Keys team;
    private final Keys acme;
    private String clientId = "";
    private String clientToken = "";

    public Story(Examples examples, Keys administrator, Cast cast) {
        this.examples = examples;
        this.administrator = administrator;
        this.cast = cast;
        this.team = cast.team();
        this.acme = cast.acme();
    }

    public void tell() {
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

    private JsonNode call(Keys keys, String operation, String request) {
        return examples.call(keys, operation, cast.own(request));
    }

    private JsonNode admin(Keys keys, String operation, String request) {
        return examples.admin(keys, operation, cast.own(request));
    }

    private void operator() {
        admin(administrator, "CreateAccount", "{'accountId':'444444444444','name':'A second team'}");
        admin(administrator, "ListAccounts", "{}");
        JsonNode key = admin(administrator, "CreateAccessKey", "{'accountId':'444444444444','userName':'alice'}");
        admin(
                administrator,
                "DeleteAccessKey",
                "{'accessKeyId':'" + key.path("accessKeyId").asString("AAAAAAAAAAAAAAAA") + "'}");
        admin(administrator, "RegisterActionType", "{'accountId':'333333333333','actionType':" + CHECK_TYPE + "}");
        admin(administrator, "ShowClient", "{'accountId':'222222222222','actionTypeId':'Test/ThirdParty/AcmeCheck/1'}");
        JsonNode client = admin(
                administrator,
                "RotateClient",
                "{'accountId':'222222222222','actionTypeId':'Test/ThirdParty/AcmeCheck/1','gracePeriodSeconds':3600}");
        clientId = client.path("clientId").asString("");
        clientToken = client.path("clientToken").asString("");
    }

    private void events() {
        admin(
                administrator,
                "PutEventSubscription",
                "{'accountId':'222222222222','name':'board','url':'https://board.example/events',"
                        + "'secret':'a secret that is long enough','pipelines':['shop']}");
        admin(administrator, "ListEventSubscriptions", "{'accountId':'222222222222'}");
        admin(administrator, "DeleteEventSubscription", "{'accountId':'222222222222','name':'board'}");
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
        call(
                team,
                "CreateCustomActionType",
                "{'category':'Source','provider':'Repo','version':'1','configurationProperties':[{'name':'Branch',"
                        + "'required':true,'key':true,'secret':false,'queryable':true,'type':'String'}],"
                        + "'inputArtifactDetails':{'minimumCount':0,'maximumCount':0},"
                        + "'outputArtifactDetails':{'minimumCount':1,'maximumCount':1}}");
        call(team, "GetActionType", "{'category':'Test','owner':'ThirdParty','provider':'AcmeCheck','version':'1'}");
        call(team, "ListActionTypes", "{'actionOwnerFilter':'Custom'}");
        call(team, "ListRuleTypes", "{}");
        admin(
                administrator,
                "ValidatePipeline",
                "{'accountId':'222222222222','declaration':'{\\'name\\':\\'shop\\',\\'stages\\':[]}'}"
                        .replace("\\'", "\\\""));
        call(team, "CreatePipeline", "{'pipeline':" + shop("smoke") + ",'tags':[{'key':'town','value':'Hay'}]}");
        call(team, "UpdatePipeline", "{'pipeline':" + shop("full") + "}");
        call(team, "GetPipeline", "{'name':'shop'}");
        call(team, "ListPipelines", "{}");
        // The creation's own execution, which the update has cancelled, still has its job.
        source();
        String execution = started();
        source();
        JsonNode job = partnersJob();
        call(
                acme,
                "PutThirdPartyJobSuccessResult",
                "{'jobId':'" + job.path("jobId").asString() + "','clientToken':'" + clientToken
                        + "','currentRevision':{'revision':'1','changeIdentifier':'1'},"
                        + "'executionDetails':{'summary':'all green','externalExecutionId':'run-1','percentComplete':100}}");
        JsonNode state = call(team, "GetPipelineState", "{'name':'shop'}");
        call(
                team,
                "PutApprovalResult",
                "{'pipelineName':'shop','stageName':'Approve','actionName':'GoLive','token':'"
                        + state.at("/stageStates/2/actionStates/0/latestExecution/token")
                                .asString()
                        + "','result':{'status':'Approved','summary':'Ship it'}}");
        call(team, "GetPipelineExecution", "{'pipelineName':'shop','pipelineExecutionId':'" + execution + "'}");
        admin(team, "ExplainPipelineExecution", "{'pipelineName':'shop','pipelineExecutionId':'" + execution + "'}");
        call(team, "ListPipelineExecutions", "{'pipelineName':'shop','maxResults':1}");
        JsonNode actions = call(
                team,
                "ListActionExecutions",
                "{'pipelineName':'shop','filter':{'pipelineExecutionId':'" + execution + "'}}");
        call(
                team,
                "ListDeployActionExecutionTargets",
                "{'pipelineName':'shop','actionExecutionId':'"
                        + actions.at("/actionExecutionDetails/0/actionExecutionId")
                                .asString() + "'}");
        admin(team, "ListJobQueues", "{}");
        return execution;
    }

    private String started() {
        return call(team, "StartPipelineExecution", "{'name':'shop'}")
                .path("pipelineExecutionId")
                .asString("");
    }

    private JsonNode workersJob() {
        JsonNode job = call(team, "PollForJobs", "{'actionTypeId':{" + REPO + "},'queryParam':{'Branch':'main'}}")
                .at("/jobs/0");
        call(
                team,
                "AcknowledgeJob",
                "{'jobId':'" + job.path("id").asString() + "','nonce':'"
                        + job.path("nonce").asString() + "'}");
        return job;
    }

    private void source() {
        JsonNode job = workersJob();
        String id = job.path("id").asString();
        call(team, "GetJobDetails", "{'jobId':'" + id + "'}");
        call(
                team,
                "PutJobSuccessResult",
                "{'jobId':'" + id + "','currentRevision':{'revision':'abc123','changeIdentifier':'1',"
                        + "'revisionSummary':'New covers'},'outputVariables':{'Title':'Moby Dick'}}");
    }

    private JsonNode partnersJob() {
        JsonNode job = call(acme, "PollForThirdPartyJobs", "{'actionTypeId':{" + CHECK + "}}")
                .at("/jobs/0");
        String named = "{'jobId':'" + job.path("jobId").asString() + "','clientToken':'" + clientToken + "'";
        JsonNode details = call(acme, "GetThirdPartyJobDetails", named + "}");
        call(
                acme,
                "AcknowledgeThirdPartyJob",
                named + ",'nonce':'" + details.at("/jobDetails/nonce").asString() + "'}");
        return job;
    }

    private void transitions() {
        String approve = "{'pipelineName':'shop','stageName':'Approve','transitionType':'Inbound'";
        call(team, "DisableStageTransition", approve + ",'reason':'Stocktaking'}");
        call(team, "EnableStageTransition", approve + "}");
        call(
                team,
                "PutActionRevision",
                "{'pipelineName':'shop','stageName':'Source','actionName':'Fetch',"
                        + "'actionRevision':{'revisionId':'def456','revisionChangeId':'2','created':1795478400}}");
    }

    /** The execution of the new revision fails twice, and its stage goes back to the first one. */
    private String failures(String first) {
        JsonNode job = workersJob();
        call(
                team,
                "PutJobFailureResult",
                "{'jobId':'" + job.path("id").asString()
                        + "','failureDetails':{'type':'JobFailed','message':'The repository is away'}}");
        String second = call(team, "ListPipelineExecutions", "{'pipelineName':'shop','maxResults':1}")
                .at("/pipelineExecutionSummaries/0/pipelineExecutionId")
                .asString();
        call(
                team,
                "RetryStageExecution",
                "{'pipelineName':'shop','stageName':'Source','retryMode':'FAILED_ACTIONS','pipelineExecutionId':'"
                        + second + "'}");
        source();
        JsonNode check = partnersJob();
        call(
                acme,
                "PutThirdPartyJobFailureResult",
                "{'jobId':'" + check.path("jobId").asString() + "','clientToken':'" + clientToken
                        + "','failureDetails':{'type':'JobFailed','message':'Two covers are missing',"
                        + "'externalExecutionId':'run-2'}}");
        call(
                team,
                "RollbackStage",
                "{'pipelineName':'shop','stageName':'Check','targetPipelineExecutionId':'" + first + "'}");
        return second;
    }

    private void stop(String second) {
        String third = started();
        call(
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
        call(team, "CreatePipeline", guarded);
        JsonNode job = call(team, "PollForJobs", "{'actionTypeId':{" + REPO + "},'queryParam':{'Branch':'stall'}}")
                .at("/jobs/0");
        call(
                team,
                "AcknowledgeJob",
                "{'jobId':'" + job.path("id").asString() + "','nonce':'"
                        + job.path("nonce").asString() + "'}");
        call(
                team,
                "PutJobSuccessResult",
                "{'jobId':'" + job.path("id").asString() + "','outputVariables':{'Title':'Moby Dick'}}");
        awaitRule.run();
        call(team, "ListRuleExecutions", "{'pipelineName':'stall'}");
        String execution = call(team, "ListPipelineExecutions", "{'pipelineName':'stall'}")
                .at("/pipelineExecutionSummaries/0/pipelineExecutionId")
                .asString();
        call(
                team,
                "OverrideStageCondition",
                "{'pipelineName':'stall','stageName':'Approve','conditionType':'BEFORE_ENTRY','pipelineExecutionId':'"
                        + execution + "'}");
    }

    private Runnable awaitRule = () -> {};

    /** @param wait until the rule of the pipeline {@code stall} has failed */
    public Story awaiting(Runnable wait) {
        awaitRule = wait;
        return this;
    }

    private void tagsAndWebhooks() {
        call(team, "TagResource", "{'resourceArn':'" + ARN + "','tags':[{'key':'shelf','value':'classics'}]}");
        call(team, "ListTagsForResource", "{'resourceArn':'" + ARN + "'}");
        call(team, "UntagResource", "{'resourceArn':'" + ARN + "','tagKeys':['shelf']}");
        call(
                team,
                "PutWebhook",
                "{'webhook':{'name':'pushes','targetPipeline':'shop','targetAction':'Fetch',"
                        + "'filters':[{'jsonPath':'$.ref','matchEquals':'refs/heads/{Branch}'}],"
                        + "'authentication':'GITHUB_HMAC','authenticationConfiguration':{'SecretToken':'a secret'}}}");
        call(team, "ListWebhooks", "{}");
        call(team, "DeleteWebhook", "{'name':'pushes'}");
        gitHub();
    }

    /** Only for a source at GitHub can the server make the hook there itself. */
    private void gitHub() {
        call(
                team,
                "CreatePipeline",
                "{'pipeline':{'name':'blog','roleArn':'arn:aws:iam::222222222222:role/shop',"
                        + "'artifactStore':{'type':'S3','location':'artifacts'},'stages':["
                        + "{'name':'Source','actions':[{'name':'Fetch','actionTypeId':{'category':'Source',"
                        + "'owner':'ThirdParty','provider':'GitHub','version':'1'},'outputArtifacts':[{'name':'Posts'}],"
                        + "'configuration':{'Owner':'bookshop','Repo':'blog','Branch':'main','OAuthToken':'"
                        + GitHubStandIn.TOKEN + "','PollForSourceChanges':'false'}}]},"
                        + "{'name':'Approve','actions':[{'name':'GoLive','actionTypeId':{" + ASK + "}}]}]}}");
        call(
                team,
                "PutWebhook",
                "{'webhook':{'name':'posts','targetPipeline':'blog','targetAction':'Fetch',"
                        + "'filters':[{'jsonPath':'$.ref','matchEquals':'refs/heads/{Branch}'}],"
                        + "'authentication':'GITHUB_HMAC','authenticationConfiguration':{'SecretToken':'a secret'}}}");
        call(team, "RegisterWebhookWithThirdParty", "{'webhookName':'posts'}");
        call(team, "DeregisterWebhookWithThirdParty", "{'webhookName':'posts'}");
    }

    private void end() {
        call(acme, "UpdateActionType", "{'actionType':" + CHECK_TYPE + "}");
        call(team, "DeletePipeline", "{'name':'stall'}");
        call(team, "DeleteCustomActionType", "{'category':'Source','provider':'Repo','version':'1'}");
        if (clientId.isEmpty()) {
            throw new IllegalStateException("the partner does not know the team: " + examples.refused());
        }
    }
}
