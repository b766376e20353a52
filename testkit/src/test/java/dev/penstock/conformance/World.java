package dev.penstock.conformance;

import dev.penstock.testkit.Keys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A team's pipeline {@code shop} in the middle of its life, whose parts the scenarios name. */
final class World {
    static final String REPO = "'category':'Source','owner':'Custom','provider':'Repo','version':'1'";
    static final String CHECK = "'category':'Test','owner':'ThirdParty','provider':'AcmeCheck','version':'1'";
    static final String ASK = "'category':'Approval','owner':'AWS','provider':'Manual','version':'1'";

    private static final String CHECK_TYPE = "{'id':{" + CHECK + "},'executor':{'type':'JobWorker','configuration':"
            + "{'jobWorkerExecutorConfiguration':{'pollingAccounts':['333333333333']}}},"
            + "'inputArtifactDetails':{'minimumCount':0,'maximumCount':1},"
            + "'outputArtifactDetails':{'minimumCount':0,'maximumCount':1},"
            + "'permissions':{'allowedAccounts':['222222222222']}}";

    private final Wire wire;
    final Keys team;
    final Keys acme;
    String clientToken = "";
    /** Ended well, with everything in it. */
    String firstExecution = "";
    /** Its source action is under way. */
    String secondExecution = "";

    String doneJob = "";
    String donePartnerJob = "";
    /** Polled, not acknowledged. */
    String openJob = "";

    String usedApproval = "";

    private World(Wire wire, Keys team, Keys acme) {
        this.wire = wire;
        this.team = team;
        this.acme = acme;
    }

    static String pipeline(String name, String more, String... stages) {
        return "{'name':'" + name + "','roleArn':'arn:aws:iam::222222222222:role/shop','pipelineType':'V2',"
                + "'executionMode':'QUEUED','artifactStore':{'type':'S3','location':'artifacts'}" + more + ",'stages':["
                + String.join(",", stages) + "]}";
    }

    static String source(String more) {
        return "{'name':'Source','actions':[{'name':'Fetch','actionTypeId':{" + REPO + "}}]" + more + "}";
    }

    static String check() {
        return "{'name':'Check','actions':[{'name':'Acme','actionTypeId':{" + CHECK + "}}]}";
    }

    static String approve() {
        return "{'name':'Approve','actions':[{'name':'GoLive','actionTypeId':{" + ASK + "}}]}";
    }

    static World make(Wire wire, Keys administrator, Keys team, Keys acme) {
        World world = new World(wire, team, acme);
        world.ok(
                administrator,
                "Penstock_20261101.RegisterActionType",
                "{'accountId':'333333333333','actionType':" + CHECK_TYPE + "}");
        world.clientToken = world.ok(
                        administrator,
                        "Penstock_20261101.ShowClient",
                        "{'accountId':'222222222222','actionTypeId':'Test/ThirdParty/AcmeCheck/1'}")
                .path("clientToken")
                .asString();
        world.live();
        return world;
    }

    private void live() {
        call(
                team,
                "CreateCustomActionType",
                "{'category':'Source','provider':'Repo','version':'1',"
                        + "'inputArtifactDetails':{'minimumCount':0,'maximumCount':0},"
                        + "'outputArtifactDetails':{'minimumCount':0,'maximumCount':1}}");
        call(team, "CreatePipeline", "{'pipeline':" + pipeline("shop", "", source(""), check(), approve()) + "}");
        firstExecution = newest();
        doneJob = poll();
        call(team, "PutJobSuccessResult", "{'jobId':'" + doneJob + "'}");
        donePartnerJob = call(acme, "PollForThirdPartyJobs", "{'actionTypeId':{" + CHECK + "}}")
                .at("/jobs/0/jobId")
                .asString();
        String named = "{'jobId':'" + donePartnerJob + "','clientToken':'" + clientToken + "'";
        String nonce = call(acme, "GetThirdPartyJobDetails", named + "}")
                .at("/jobDetails/nonce")
                .asString();
        call(acme, "AcknowledgeThirdPartyJob", named + ",'nonce':'" + nonce + "'}");
        call(acme, "PutThirdPartyJobSuccessResult", named + "}");
        usedApproval = call(team, "GetPipelineState", "{'name':'shop'}")
                .at("/stageStates/2/actionStates/0/latestExecution/token")
                .asString();
        call(team, "PutApprovalResult", approval("shop", "Approve", "GoLive", usedApproval));
        secondExecution = call(team, "StartPipelineExecution", "{'name':'shop'}")
                .path("pipelineExecutionId")
                .asString();
        openJob = call(team, "PollForJobs", "{'actionTypeId':{" + REPO + "}}")
                .at("/jobs/0/id")
                .asString();
    }

    static String approval(String pipeline, String stage, String action, String token) {
        return "{'pipelineName':'" + pipeline + "','stageName':'" + stage + "','actionName':'" + action + "','token':'"
                + token + "','result':{'status':'Approved','summary':'fine'}}";
    }

    private String poll() {
        JsonNode job =
                call(team, "PollForJobs", "{'actionTypeId':{" + REPO + "}}").at("/jobs/0");
        String id = job.path("id").asString();
        call(
                team,
                "AcknowledgeJob",
                "{'jobId':'" + id + "','nonce':'" + job.path("nonce").asString() + "'}");
        return id;
    }

    private String newest() {
        return call(team, "ListPipelineExecutions", "{'pipelineName':'shop'}")
                .at("/pipelineExecutionSummaries/0/pipelineExecutionId")
                .asString();
    }

    private JsonNode call(Keys keys, String operation, String request) {
        return ok(keys, "CodePipeline_20150709." + operation, request);
    }

    private JsonNode ok(Keys keys, String target, String request) {
        Wire.Answer answer = ask(keys, target, request);
        if (!answer.ok()) {
            throw new IllegalStateException(target + ": " + answer.error() + ": " + answer.message());
        }
        return answer.body();
    }

    Wire.Answer ask(Keys keys, String target, String request) {
        return wire.call(keys, target, JsonMapper.shared().readTree(request.replace('\'', '"')));
    }
}
