package dev.penstock.conformance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;

/** Calls whose answers have as many members as they can: declarations of everything, and a run with all its turns. */
final class Riches {
    private static final String DEPOT = "'category':'Source','owner':'Custom','provider':'Depot','version':'1'";
    private static final String PRESS = "'category':'Build','owner':'Custom','provider':'Press','version':'1'";
    private static final String FULL =
            "'category':'Test','owner':'ThirdParty','provider':'AcmeCheckFull','version':'1'";
    private static final String ROLE = "'roleArn':'arn:aws:iam::222222222222:role/shop'";
    private static final String EXECUTION = "'pipelineExecutionId':'";

    private final World world;

    Riches(World world) {
        this.world = world;
    }

    void show() {
        types();
        paper();
        unfit();
        triggered();
        String first = printed();
        released(first);
        proved();
        rolledBack(first);
        webhooks();
        pages();
    }

    private void types() {
        world.team(
                "CreateCustomActionType",
                "{'category':'Source','provider':'Depot','version':'1','tags':[{'key':'shelf','value':'x'}],"
                        + "'settings':{'thirdPartyConfigurationUrl':'https://depot.example',"
                        + "'entityUrlTemplate':'https://depot.example/{Config:Branch}',"
                        + "'executionUrlTemplate':'https://depot.example/{Config:Branch}/runs/{ExternalExecutionId}',"
                        + "'revisionUrlTemplate':'https://depot.example/{Config:Branch}/{RevisionId}'},"
                        + "'configurationProperties':[{'name':'Branch','required':true,'key':true,'secret':false,"
                        + "'queryable':true,'description':'What to fetch','type':'String'}],"
                        + "'inputArtifactDetails':{'minimumCount':0,'maximumCount':0},"
                        + "'outputArtifactDetails':{'minimumCount':0,'maximumCount':1}}");
        world.team(
                "CreateCustomActionType",
                "{'category':'Build','provider':'Press','version':'1',"
                        + "'settings':{'executionUrlTemplate':'https://press.example/{ExternalExecutionId}'},"
                        + "'inputArtifactDetails':{'minimumCount':0,'maximumCount':1},"
                        + "'outputArtifactDetails':{'minimumCount':0,'maximumCount':1}}");
        world.team("ListActionTypes", "{'actionOwnerFilter':'Custom'}");
        partnersType(
                "Full",
                "'jobWorkerExecutorConfiguration':{'pollingAccounts':['333333333333'],"
                        + "'pollingServicePrincipals':['full.example']}},'type':'JobWorker',"
                        + "'policyStatementsTemplate':'[]','jobTimeout':60");
        partnersType(
                "Function",
                "'lambdaExecutorConfiguration':{'lambdaFunctionArn':"
                        + "'arn:aws:lambda:us-east-1:333333333333:function:f'}},'type':'Lambda'");
    }

    private void partnersType(String provider, String executor) {
        String id = "'category':'Test','owner':'ThirdParty','provider':'AcmeCheck" + provider + "','version':'1'";
        world.administrator(
                "RegisterActionType",
                "{'accountId':'333333333333','actionType':{'id':{" + id + "},'description':'All of it','executor':{"
                        + "'configuration':{" + executor + "},"
                        + "'inputArtifactDetails':{'minimumCount':0,'maximumCount':1},"
                        + "'outputArtifactDetails':{'minimumCount':0,'maximumCount':1},"
                        + "'permissions':{'allowedAccounts':['222222222222']},"
                        + "'urls':{'configurationUrl':'https://acme.example','entityUrlTemplate':'https://acme.example/e',"
                        + "'executionUrlTemplate':'https://acme.example/{ExternalExecutionId}',"
                        + "'revisionUrlTemplate':'https://acme.example/{RevisionId}'},"
                        + "'properties':[{'name':'Suite','optional':true,'key':false,'noEcho':false,'queryable':false,"
                        + "'description':'Which'}]}}");
        world.team("GetActionType", "{" + id + "}");
    }

    private static String source(String name) {
        return "{'name':'Source','actions':[{'name':'Fetch','actionTypeId':{" + DEPOT + "},'namespace':'Fetched',"
                + ROLE + ",'configuration':{'Branch':'" + name + "'},'outputArtifacts':[{'name':'Books'}]}]}";
    }

    private static String rule(String name, String provider, String more) {
        return "{'name':'" + name + "','ruleTypeId':{'category':'Rule','owner':'AWS','provider':'" + provider
                + "','version':'1'},'region':'us-east-1','timeoutInMinutes':5," + ROLE + more + "}";
    }

    private static String inTown(String name) {
        return rule(
                name,
                "VariableCheck",
                ",'configuration':{'Variable':'#{variables.Town}','Value':'Hay','Operator':'EQ'}");
    }

    private static final String STORES = "'artifactStores':{'us-east-1':{'type':'S3','location':'artifacts',"
            + "'encryptionKey':{'id':'arn:aws:kms:us-east-1:222222222222:key/k','type':'KMS'}},"
            + "'eu-west-1':{'type':'S3','location':'artifacts-eu'}}";

    private static String declared(String name, String more, String... stages) {
        return "{'pipeline':{'name':'" + name + "'," + ROLE + ",'pipelineType':'V2','executionMode':'QUEUED'," + STORES
                + more + ",'stages':[" + String.join(",", stages) + "]}}";
    }

    /** Of all that can be declared, most is not carried out. */
    private void paper() {
        world.team(
                "CreatePipeline",
                declared(
                        "paper",
                        "",
                        source("paper"),
                        "{'name':'Build','beforeEntry':{'conditions':[{'result':'FAIL','rules':["
                                + rule("Fit", "Commands", ",'commands':['true'],'inputArtifacts':[{'name':'Books'}]")
                                + "]}]},'onFailure':{'result':'RETRY','retryConfiguration':{'retryMode':'ALL_ACTIONS'}},"
                                + "'actions':[{'name':'Bind','region':'eu-west-1','actionTypeId':{'category':'Compute',"
                                + "'owner':'AWS','provider':'Commands','version':'1'},'commands':['make'],"
                                + "'environmentVariables':[{'name':'A','value':'b','type':'PLAINTEXT'}],"
                                + "'outputVariables':['Size'],'inputArtifacts':[{'name':'Books'}],"
                                + "'outputArtifacts':[{'name':'Bound','files':['*']}]}]}"));
    }

    /** Commands are switched off, so the rule cannot be asked; its inputs are known all the same. */
    private void unfit() {
        world.team(
                "PutJobSuccessResult",
                "{'jobId':'" + world.poll("{'actionTypeId':{" + DEPOT + "},'queryParam':{'Branch':'paper'}}") + "'}");
        world.team("ListRuleExecutions", "{'pipelineName':'paper'}");
    }

    private void triggered() {
        String globs = "{'includes':['a*'],'excludes':['b*']}";
        world.team(
                "CreatePipeline",
                declared(
                        "triggered",
                        ",'triggers':[{'providerType':'CodeStarSourceConnection','gitConfiguration':{"
                                + "'sourceActionName':'Fetch','push':[{'branches':" + globs + ",'filePaths':" + globs
                                + "},{'tags':" + globs + "}],'pullRequest':[{'events':['OPEN'],'branches':" + globs
                                + ",'filePaths':" + globs + "}]}}]",
                        "{'name':'Source','actions':[{'name':'Fetch','actionTypeId':{'category':'Source','owner':'AWS',"
                                + "'provider':'CodeStarSourceConnection','version':'1'},'configuration':{"
                                + "'ConnectionArn':'arn:aws:codestar-connections:us-east-1:222222222222:connection/c',"
                                + "'FullRepositoryId':'a/b','BranchName':'main'},'outputArtifacts':[{'name':'Books'}]}]}",
                        World.approve()));
    }

    /** A first run whose press fails, is retried by itself and by hand, reports progress, and comes to a closed gate. */
    private String printed() {
        world.team(
                "CreatePipeline",
                declared(
                        "rich",
                        ",'variables':[{'name':'Town','defaultValue':'Hay','description':'Where'}]",
                        source("rich"),
                        "{'name':'Print','onFailure':{'result':'RETRY','retryConfiguration':{'retryMode':"
                                + "'FAILED_ACTIONS'}},'onSuccess':{'conditions':[{'result':'FAIL','rules':["
                                + inTown("InTown") + "," + inTown("StillInTown") + "]}]},'actions':[{'name':'Press',"
                                + ROLE + ",'namespace':'Pressed','actionTypeId':{" + PRESS
                                + "},'inputArtifacts':[{'name':'Books'}],'outputArtifacts':[{'name':'Printed'}]}]}",
                        "{'name':'Gate','actions':[{'name':'GoLive','timeoutInMinutes':60,'actionTypeId':{" + World.ASK
                                + "},'configuration':{'ExternalEntityLink':'https://shop.example'}}]}",
                        "{'name':'Prove','actions':[{'name':'Check','actionTypeId':{" + FULL
                                + "},'inputArtifacts':[{'name':'Printed'}],'outputArtifacts':[{'name':'Proof'}]}]}"));
        String first = world.newest("rich");
        world.team(
                "DisableStageTransition",
                "{'pipelineName':'rich','stageName':'Gate','transitionType':'Inbound','reason':'Stocktaking'}");
        world.team(
                "PutJobSuccessResult",
                "{'jobId':'" + world.poll("{'actionTypeId':{" + DEPOT + "},'queryParam':{'Branch':'rich'}}")
                        + "','currentRevision':{'revision':'abc','changeIdentifier':'1','created':1700000000,"
                        + "'revisionSummary':'New covers'},'outputVariables':{'Title':'Moby Dick'}}");
        String failure = "','failureDetails':{'type':'JobFailed','message':'jam','externalExecutionId':'run 1'}}";
        world.team("PutJobFailureResult", "{'jobId':'" + press() + failure);
        String second = press();
        world.team(
                "PutJobSuccessResult",
                "{'jobId':'" + second + "','continuationToken':'more','executionDetails':{'summary':'half',"
                        + "'externalExecutionId':'run 2','percentComplete':50}}");
        state("rich");
        String third = press();
        world.team("GetJobDetails", "{'jobId':'" + third + "'}");
        world.team("PutJobFailureResult", "{'jobId':'" + third + failure);
        state("rich");
        world.team("ListActionExecutions", "{'pipelineName':'rich','maxResults':1}");
        world.team(
                "RetryStageExecution",
                "{'pipelineName':'rich','stageName':'Print','retryMode':'FAILED_ACTIONS'," + EXECUTION + first + "'}");
        world.team("PutJobSuccessResult", "{'jobId':'" + press() + "','outputVariables':{'Pages':'600'}}");
        world.await(
                "rich",
                () -> state("rich")
                        .at("/stageStates/1/latestExecution/status")
                        .asString("")
                        .equals("Succeeded"));
        state("rich");
        return first;
    }

    private String press() {
        return world.poll("{'actionTypeId':{" + PRESS + "}}");
    }

    private JsonNode state(String pipeline) {
        return world.team("GetPipelineState", "{'name':'" + pipeline + "'}");
    }

    private void released(String execution) {
        world.team("EnableStageTransition", "{'pipelineName':'rich','stageName':'Gate','transitionType':'Inbound'}");
        String token = state("rich")
                .at("/stageStates/2/actionStates/0/latestExecution/token")
                .asString();
        world.team("PutApprovalResult", World.approval("rich", "Gate", "GoLive", token));
        state("rich");
        world.team("GetPipelineExecution", "{'pipelineName':'rich'," + EXECUTION + execution + "'}");
        world.team("ListActionExecutions", "{'pipelineName':'rich'}");
        world.team("ListRuleExecutions", "{'pipelineName':'rich','maxResults':1}");
    }

    /** The partner takes two jobs for its action. */
    private void proved() {
        String token = world.administrator(
                        "ShowClient", "{'accountId':'222222222222','actionTypeId':'Test/ThirdParty/AcmeCheckFull/1'}")
                .path("clientToken")
                .asString();
        for (String more : new String[] {",'continuationToken':'more'}", "}"}) {
            String job = "{'jobId':'"
                    + world.acme("PollForThirdPartyJobs", "{'actionTypeId':{" + FULL + "}}")
                            .at("/jobs/0/jobId")
                            .asString()
                    + "','clientToken':'" + token + "'";
            String nonce = world.acme("GetThirdPartyJobDetails", job + "}")
                    .at("/jobDetails/nonce")
                    .asString();
            world.acme("AcknowledgeThirdPartyJob", job + ",'nonce':'" + nonce + "'}");
            world.acme("PutThirdPartyJobSuccessResult", job + more);
        }
    }

    private void rolledBack(String target) {
        String rollback = world.team(
                        "RollbackStage",
                        "{'pipelineName':'rich','stageName':'Gate','targetPipelineExecutionId':'" + target + "'}")
                .path("pipelineExecutionId")
                .asString();
        state("rich");
        world.team(
                "StopPipelineExecution",
                "{'pipelineName':'rich','abandon':true,'reason':'No'," + EXECUTION + rollback + "'}");
        world.team("GetPipelineExecution", "{'pipelineName':'rich'," + EXECUTION + rollback + "'}");
        world.team("ListPipelineExecutions", "{'pipelineName':'rich'}");
    }

    /** One that starts its pipeline, and then one whose pipeline is gone. */
    private void webhooks() {
        world.team("CreatePipeline", declared("hooked", "", source("hooked"), World.approve()));
        for (String name : new String[] {"first", "second"}) {
            String authentication = name.equals("first")
                    ? "'authentication':'UNAUTHENTICATED','authenticationConfiguration':{}"
                    : "'authentication':'IP','authenticationConfiguration':{'AllowedIPRange':'127.0.0.1/32'}";
            URI url = URI.create(world.team(
                            "PutWebhook",
                            "{'webhook':{'name':'" + name + "','targetPipeline':'hooked','targetAction':'Fetch',"
                                    + "'filters':[]," + authentication + "},"
                                    + "'tags':[{'key':'a','value':'b'},{'key':'c','value':'d'}]}")
                    .at("/webhook/url")
                    .asString());
            deliver(url);
            if (name.equals("second")) {
                world.team("DeletePipeline", "{'name':'hooked'}");
                deliver(url);
            }
        }
        world.team("ListWebhooks", "{}");
    }

    private static void deliver(URI url) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var _ = http.send(
                    HttpRequest.newBuilder(url)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{}"))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void pages() {
        world.team("ListPipelines", "{'maxResults':1}");
        world.team("ListWebhooks", "{'MaxResults':1}");
        world.team(
                "ListTagsForResource",
                "{'resourceArn':'arn:aws:codepipeline:us-east-1:222222222222:webhook:first','maxResults':1}");
    }
}
