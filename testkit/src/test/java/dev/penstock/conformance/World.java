package dev.penstock.conformance;

import dev.penstock.testkit.Keys;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A team's pipeline {@code shop} in the middle of its life, whose parts the refused requests name. */
public final class World {
    public static final String REPO = "'category':'Source','owner':'Custom','provider':'Repo','version':'1'";
    public static final String CHECK = "'category':'Test','owner':'ThirdParty','provider':'AcmeCheck','version':'1'";
    public static final String ASK = "'category':'Approval','owner':'AWS','provider':'Manual','version':'1'";

    private static final String CHECK_TYPE = "{'id':{" + CHECK + "},'executor':{'type':'JobWorker','configuration':"
            + "{'jobWorkerExecutorConfiguration':{'pollingAccounts':['333333333333']}}},"
            + "'inputArtifactDetails':{'minimumCount':0,'maximumCount':1},"
            + "'outputArtifactDetails':{'minimumCount':0,'maximumCount':1},"
            + "'permissions':{'allowedAccounts':['222222222222']}}";

    /** Says when a pipeline has come to something that the server does by itself. */
    @FunctionalInterface
    interface Patience {
        void await(Keys keys, String pipelineName, BooleanSupplier condition);
    }

    private final Api api;
    private final Keys administrator;
    private final Cast cast;
    private final Patience patience;
    public String clientToken = "";
    /** Ended well, with everything in it. */
    public String firstExecution = "";
    /** Its source action is under way. */
    public String secondExecution = "";

    public String doneJob = "";
    public String donePartnerJob = "";
    /** Polled, not acknowledged. */
    public String openJob = "";

    public String usedApproval = "";
    public Troubles troubles = new Troubles();

    private World(Api api, Keys administrator, Cast cast, Patience patience) {
        this.api = api;
        this.administrator = administrator;
        this.cast = cast;
        this.patience = patience;
    }

    public static String pipeline(String name, String more, String... stages) {
        return "{'name':'" + name + "','roleArn':'arn:aws:iam::222222222222:role/shop','pipelineType':'V2',"
                + "'executionMode':'QUEUED','artifactStore':{'type':'S3','location':'artifacts'}" + more + ",'stages':["
                + String.join(",", stages) + "]}";
    }

    public static String source(String more) {
        return "{'name':'Source','actions':[{'name':'Fetch','actionTypeId':{" + REPO + "}}]" + more + "}";
    }

    public static String check() {
        return "{'name':'Check','actions':[{'name':'Acme','actionTypeId':{" + CHECK + "}}]}";
    }

    public static String approve() {
        return "{'name':'Approve','actions':[{'name':'GoLive','actionTypeId':{" + ASK + "}}]}";
    }

    static World make(Api api, Keys administrator, Cast cast, Patience patience) {
        World world = empty(api, administrator, cast, patience);
        world.administrator("RegisterActionType", "{'accountId':'333333333333','actionType':" + CHECK_TYPE + "}");
        world.clientToken = world.administrator(
                        "ShowClient", "{'accountId':'222222222222','actionTypeId':'Test/ThirdParty/AcmeCheck/1'}")
                .path("clientToken")
                .asString();
        world.live();
        world.troubles.make(world);
        return world;
    }

    /** An account in which nothing has happened. */
    static World empty(Api api, Keys administrator, Cast cast, Patience patience) {
        return new World(api, administrator, cast, patience);
    }

    private void live() {
        team(
                "CreateCustomActionType",
                "{'category':'Source','provider':'Repo','version':'1',"
                        + "'inputArtifactDetails':{'minimumCount':0,'maximumCount':0},"
                        + "'outputArtifactDetails':{'minimumCount':0,'maximumCount':1}}");
        team("CreatePipeline", "{'pipeline':" + pipeline("shop", "", source(""), check(), approve()) + "}");
        firstExecution = newest();
        doneJob = poll();
        team("PutJobSuccessResult", "{'jobId':'" + doneJob + "'}");
        donePartnerJob = acme("PollForThirdPartyJobs", "{'actionTypeId':{" + CHECK + "}}")
                .at("/jobs/0/jobId")
                .asString();
        String named = "{'jobId':'" + donePartnerJob + "','clientToken':'" + clientToken + "'";
        String nonce = acme("GetThirdPartyJobDetails", named + "}")
                .at("/jobDetails/nonce")
                .asString();
        acme("AcknowledgeThirdPartyJob", named + ",'nonce':'" + nonce + "'}");
        acme("PutThirdPartyJobSuccessResult", named + "}");
        usedApproval = team("GetPipelineState", "{'name':'shop'}")
                .at("/stageStates/2/actionStates/0/latestExecution/token")
                .asString();
        team("PutApprovalResult", approval("shop", "Approve", "GoLive", usedApproval));
        secondExecution = team("StartPipelineExecution", "{'name':'shop'}")
                .path("pipelineExecutionId")
                .asString();
        openJob = team("PollForJobs", "{'actionTypeId':{" + REPO + "}}")
                .at("/jobs/0/id")
                .asString();
    }

    public static String approval(String pipeline, String stage, String action, String token) {
        return "{'pipelineName':'" + pipeline + "','stageName':'" + stage + "','actionName':'" + action + "','token':'"
                + token + "','result':{'status':'Approved','summary':'fine'}}";
    }

    private String poll() {
        return poll("{'actionTypeId':{" + REPO + "}}");
    }

    /** Takes the next job of the team's own workers, and acknowledges it. */
    String poll(String request) {
        JsonNode job = team("PollForJobs", request).at("/jobs/0");
        String id = job.path("id").asString();
        team(
                "AcknowledgeJob",
                "{'jobId':'" + id + "','nonce':'" + job.path("nonce").asString() + "'}");
        return id;
    }

    private String newest() {
        return newest("shop");
    }

    String newest(String pipeline) {
        return team("ListPipelineExecutions", "{'pipelineName':'" + pipeline + "'}")
                .at("/pipelineExecutionSummaries/0/pipelineExecutionId")
                .asString();
    }

    String start(String pipeline) {
        return team("StartPipelineExecution", "{'name':'" + pipeline + "'}")
                .path("pipelineExecutionId")
                .asString();
    }

    void await(String pipeline, BooleanSupplier condition) {
        patience.await(cast.team(), pipeline, condition);
    }

    JsonNode team(String operation, String request) {
        return ok(cast.team(), "CodePipeline_20150709." + operation, request);
    }

    JsonNode administrator(String operation, String request) {
        return ok(administrator, "Penstock_20261101." + operation, request);
    }

    JsonNode acme(String operation, String request) {
        return ok(cast.acme(), "CodePipeline_20150709." + operation, request);
    }

    private JsonNode ok(Keys keys, String target, String request) {
        Wire.Answer answer = ask(keys, target, request);
        if (!answer.ok()) {
            throw new IllegalStateException(target + ": " + answer.error() + ": " + answer.message());
        }
        return answer.body();
    }

    Cast cast() {
        return cast;
    }

    /** @param request with single quotes, in the names of the story */
    Wire.Answer ask(Keys keys, String target, String request) {
        return api.call(keys, target, JsonMapper.shared().readTree(cast.own(request.replace('\'', '"'))));
    }
}
