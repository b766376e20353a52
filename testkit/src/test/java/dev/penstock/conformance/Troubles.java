package dev.penstock.conformance;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Pipelines of the team that are in the middle of something: the states in which requests come at a bad time. */
public final class Troubles {
    private static final String LINE = "'category':'Source','owner':'Custom','provider':'Line','version':'1'";
    private static final String WORK = "'category':'Build','owner':'Custom','provider':'Work','version':'1'";
    private static final int ACTIVE_LIMIT = 50;

    /** Stopping since somebody asked for it; its source action runs on. */
    public String stopping = "";
    /** Ran on a definition that was replaced since. */
    public String outdated = "";
    /** In the pipeline {@code crowd}, which has as many executions as it may: failed in its source stage. */
    public String failedInCrowd = "";
    /** There too: failed at the entry condition of the stage Gate. */
    public String shutOutOfCrowd = "";
    /** In the pipeline {@code again}: a retry of the stage Work has not come to its last action. */
    public String retrying = "";
    /** In the pipeline {@code failing}: its stage Gate has failed, and what follows from that is not decided. */
    public String failing = "";
    /** An action execution of the pipeline {@code shop}. */
    public String someAction = "";

    void make(World world) {
        world.team(
                "CreateCustomActionType",
                "{'category':'Source','provider':'Line','version':'1','configurationProperties':[{'name':'Branch',"
                        + "'required':true,'key':true,'secret':false,'queryable':true}]" + counts());
        world.team("CreateCustomActionType", "{'category':'Build','provider':'Work','version':'1'" + counts());
        stopping(world);
        outdated(world);
        crowd(world);
        again(world);
        failing(world);
        for (int i = 0; i < Stand.WEBHOOKS; i++) {
            world.team("PutWebhook", webhook("hook" + i, "shop", "$.ref") + "}}");
        }
        someAction = world.team("ListActionExecutions", "{'pipelineName':'shop'}")
                .at("/actionExecutionDetails/0/actionExecutionId")
                .asString();
    }

    private static String counts() {
        return ",'inputArtifactDetails':{'minimumCount':0,'maximumCount':0},"
                + "'outputArtifactDetails':{'minimumCount':0,'maximumCount':1}}";
    }

    /** A webhook without the two closing brackets. */
    public static String webhook(String name, String pipeline, String path) {
        return "{'webhook':{'name':'" + name + "','targetPipeline':'" + pipeline
                + "','targetAction':'Fetch','filters':[{'jsonPath':'" + path
                + "','matchEquals':'x'}],'authentication':'GITHUB_HMAC',"
                + "'authenticationConfiguration':{'SecretToken':'x'}";
    }

    private static String line(String branch) {
        return "{'name':'Source','actions':[{'name':'Fetch','actionTypeId':{" + LINE + "},'configuration':{'Branch':'"
                + branch + "'}}]}";
    }

    private static String source(World world, String branch) {
        return world.poll("{'actionTypeId':{" + LINE + "},'queryParam':{'Branch':'" + branch + "'}}");
    }

    private static void create(World world, String name, String mode, String... stages) {
        String[] all = new String[stages.length + 1];
        all[0] = line(name);
        System.arraycopy(stages, 0, all, 1, stages.length);
        world.team(
                "CreatePipeline",
                "{'pipeline':" + World.pipeline(name, "", all).replace("'QUEUED'", "'" + mode + "'") + "}");
    }

    private static void succeed(World world, String job) {
        world.team("PutJobSuccessResult", "{'jobId':'" + job + "'}");
    }

    private static void fail(World world, String job) {
        world.team(
                "PutJobFailureResult", "{'jobId':'" + job + "','failureDetails':{'type':'JobFailed','message':'no'}}");
    }

    private void stopping(World world) {
        create(world, "slow", "QUEUED", World.approve());
        stopping = world.newest("slow");
        world.team("StopPipelineExecution", "{'pipelineName':'slow','pipelineExecutionId':'" + stopping + "'}");
    }

    private void outdated(World world) {
        create(world, "edited", "QUEUED", World.approve());
        outdated = world.newest("edited");
        world.team(
                "UpdatePipeline", "{'pipeline':" + World.pipeline("edited", "", line("edited"), World.approve()) + "}");
    }

    private void crowd(World world) {
        create(world, "crowd", "PARALLEL", gate(""));
        failedInCrowd = world.newest("crowd");
        fail(world, source(world, "crowd"));
        shutOutOfCrowd = world.start("crowd");
        succeed(world, source(world, "crowd"));
        world.await("crowd", () -> status(world, "crowd", shutOutOfCrowd).equals("Failed"));
        for (int i = 0; i < ACTIVE_LIMIT; i++) {
            world.start("crowd");
        }
    }

    /** A stage that no execution may enter, since none has the id x. */
    private static String gate(String more) {
        return "{'name':'Gate','beforeEntry':{'conditions':[{'result':'FAIL','rules':[{'name':'Never',"
                + "'ruleTypeId':{'category':'Rule','owner':'AWS','provider':'VariableCheck','version':'1'},"
                + "'configuration':{'Variable':'#{codepipeline.PipelineExecutionId}','Value':'x','Operator':'EQ'}}]}]}"
                + more + ",'actions':[{'name':'GoLive','actionTypeId':{" + World.ASK + "}}]}";
    }

    private static String status(World world, String pipeline, String execution) {
        return world.team(
                        "GetPipelineExecution",
                        "{'pipelineName':'" + pipeline + "','pipelineExecutionId':'" + execution + "'}")
                .at("/pipelineExecution/status")
                .asString();
    }

    /** Everything is to run again, but the first group fails once more while one of its actions still runs. */
    private void again(World world) {
        String actions = IntStream.rangeClosed(1, 3)
                .mapToObj(
                        i -> "{'name':'Act" + i + "','runOrder':" + (i < 3 ? 1 : 2) + ",'actionTypeId':{" + WORK + "}}")
                .collect(Collectors.joining(","));
        create(world, "again", "QUEUED", "{'name':'Work','actions':[" + actions + "]}");
        retrying = world.newest("again");
        succeed(world, source(world, "again"));
        work(world, 2).values().forEach(job -> succeed(world, job));
        work(world, 1).values().forEach(job -> fail(world, job));
        world.team(
                "RetryStageExecution",
                "{'pipelineName':'again','stageName':'Work','retryMode':'ALL_ACTIONS','pipelineExecutionId':'"
                        + retrying + "'}");
        fail(world, work(world, 2).values().iterator().next());
    }

    /** Takes as many jobs of the stage Work, by the name of their action. */
    private static Map<String, String> work(World world, int count) {
        Map<String, String> jobs = new HashMap<>();
        for (int i = 0; i < count; i++) {
            JsonNode job =
                    world.team("PollForJobs", "{'actionTypeId':{" + WORK + "}}").at("/jobs/0");
            String id = job.path("id").asString();
            world.team(
                    "AcknowledgeJob",
                    "{'jobId':'" + id + "','nonce':'" + job.path("nonce").asString() + "'}");
            jobs.put(job.at("/data/pipelineContext/action/name").asString(), id);
        }
        return jobs;
    }

    /** The failure condition waits for a window that opens in a hundred years or so. */
    private void failing(World world) {
        create(
                world,
                "failing",
                "QUEUED",
                gate(",'onFailure':{'conditions':[{'result':'ROLLBACK','rules':[{'name':'Later',"
                        + "'ruleTypeId':{'category':'Rule','owner':'AWS','provider':'DeploymentWindow','version':'1'},"
                        + "'configuration':{'Cron':'0 0 0 1 1 ? 2150'}}]}]}"));
        failing = world.newest("failing");
        succeed(world, source(world, "failing"));
        world.await(
                "failing",
                () -> world.team("GetPipelineState", "{'name':'failing'}")
                        .at("/stageStates/1/latestExecution/status")
                        .asString("")
                        .equals("Failed"));
    }
}
