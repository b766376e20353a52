package dev.penstock.server.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.error.ApiException;
import dev.penstock.api.operation.Operation;
import dev.penstock.server.auth.Caller;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineRequest;

/** Rights by operation: which resource each one is about (spec events 8.2), and the words of a refusal. */
class AuthorizerTest {
    private static final String PREFIX = "arn:aws:codepipeline:eu-west-1:111111111111:";
    private static final String STAGE = "{\"pipelineName\":\"app\",\"stageName\":\"Test\",";
    private static final String EXECUTION = "\"pipelineExecutionId\":\"11111111-2222-3333-4444-555555555555\"";
    private static final String PIPELINE_NAME = "{\"pipelineName\":\"app\"}";
    private static final String NAME = "{\"name\":\"app\"}";
    private static final String JOB = "{\"jobId\":\"11111111-2222-3333-4444-555555555555\"";
    private static final String FAILURE = ",\"failureDetails\":{\"type\":\"JobFailed\",\"message\":\"m\"}}";
    private static final String TYPE =
            "\"category\":\"Test\",\"owner\":\"Custom\",\"provider\":\"Acme\",\"version\":\"1\"";
    private static final String COUNTS = "{\"minimumCount\":0,\"maximumCount\":1}";
    private static final String ARN = PREFIX + "app";

    /** A request of every operation, and what it is about. */
    private static final Map<String, List<String>> EXPECTED = Map.ofEntries(
            expect("CreatePipeline", PREFIX + "app"),
            expect("UpdatePipeline", PREFIX + "app"),
            expect("GetPipeline", PREFIX + "app"),
            expect("DeletePipeline", PREFIX + "app"),
            expect("GetPipelineState", PREFIX + "app"),
            expect("GetPipelineExecution", PREFIX + "app"),
            expect("StartPipelineExecution", PREFIX + "app"),
            expect("StopPipelineExecution", PREFIX + "app"),
            expect("ListPipelineExecutions", PREFIX + "app"),
            expect("ListActionExecutions", PREFIX + "app"),
            expect("ListRuleExecutions", PREFIX + "app"),
            expect("ListDeployActionExecutionTargets", PREFIX + "app"),
            expect("EnableStageTransition", PREFIX + "app/Test"),
            expect("DisableStageTransition", PREFIX + "app/Test"),
            expect("RetryStageExecution", PREFIX + "app/Test"),
            expect("RollbackStage", PREFIX + "app/Test"),
            expect("OverrideStageCondition", PREFIX + "app/Test"),
            expect("PutApprovalResult", PREFIX + "app/Test/Approve"),
            expect("PutActionRevision", PREFIX + "app/Test/Approve"),
            expect("CreateCustomActionType", PREFIX + "actiontype:Custom/Test/Acme/1"),
            expect("DeleteCustomActionType", PREFIX + "actiontype:Custom/Test/Acme/1"),
            expect("PollForJobs", PREFIX + "actiontype:Custom/Test/Acme/1"),
            expect("UpdateActionType", PREFIX + "actiontype:ThirdParty/Test/Acme/1"),
            expect("PutWebhook", PREFIX + "webhook:hook", PREFIX + "app"),
            expect("DeleteWebhook", PREFIX + "webhook:hook"),
            expect("RegisterWebhookWithThirdParty", PREFIX + "webhook:hook"),
            expect("DeregisterWebhookWithThirdParty", PREFIX + "webhook:*"),
            expect("ListWebhooks", PREFIX + "webhook:*"),
            expect("TagResource", ARN),
            expect("UntagResource", ARN),
            expect("ListTagsForResource", ARN),
            expect("AcknowledgeJob", "*"),
            expect("AcknowledgeThirdPartyJob", "*"),
            expect("GetActionType", "*"),
            expect("GetJobDetails", "*"),
            expect("GetThirdPartyJobDetails", "*"),
            expect("ListActionTypes", "*"),
            expect("ListPipelines", "*"),
            expect("ListRuleTypes", "*"),
            expect("PollForThirdPartyJobs", "*"),
            expect("PutJobFailureResult", "*"),
            expect("PutJobSuccessResult", "*"),
            expect("PutThirdPartyJobFailureResult", "*"),
            expect("PutThirdPartyJobSuccessResult", "*"));

    static Stream<String> operations() {
        return Operation.all().stream().map(Operation::name);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationIsAboutTheResourcesThatTheReferenceNames(String operation) {
        CodePipelineRequest request = request(operation);

        assertThat(new Resources("111111111111", "eu-west-1").of(request)).isEqualTo(EXPECTED.get(operation));
    }

    @Test
    void aKeyWithoutPolicyMayDoEverything() {
        for (Operation operation : Operation.all()) {
            assertThatCode(() -> check(null, operation.name())).doesNotThrowAnyException();
        }
    }

    @Test
    void aRefusalForLackOfAStatementSaysSo() {
        assertRefused(
                allow("codepipeline:List*", "*"),
                "GetPipeline",
                "User: arn:aws:iam::111111111111:user/worker is not authorized to perform: codepipeline:GetPipeline on"
                        + " resource: arn:aws:codepipeline:eu-west-1:111111111111:app because no identity-based policy"
                        + " allows the codepipeline:GetPipeline action");
    }

    @Test
    void anExplicitDenySaysSo() {
        assertRefused(
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"},"
                        + "{\"Effect\":\"Deny\",\"Action\":\"codepipeline:PutApprovalResult\",\"Resource\":\"" + PREFIX
                        + "app/*\"}]}",
                "PutApprovalResult",
                "User: arn:aws:iam::111111111111:user/worker is not authorized to perform:"
                        + " codepipeline:PutApprovalResult on resource:"
                        + " arn:aws:codepipeline:eu-west-1:111111111111:app/Test/Approve with an explicit deny in an"
                        + " identity-based policy");
    }

    @Test
    void callsByJobIdNeedARightOnEverything() {
        assertRefused(allow("codepipeline:*", PREFIX + "*"), "PutJobSuccessResult", "on resource: *");
        assertThatCode(() -> check(allow("codepipeline:PutJob*", "*"), "PutJobSuccessResult"))
                .doesNotThrowAnyException();
    }

    @Test
    void anOperationOnTwoResourcesNeedsBoth() {
        assertRefused(allow("codepipeline:PutWebhook", PREFIX + "webhook:hook"), "PutWebhook", "on resource: " + ARN);
    }

    @Test
    void whoGivesARoleToAPipelineNeedsTheRightToPassIt() {
        String policy = allow("codepipeline:*", "*");

        assertRefused(
                policy,
                "CreatePipeline",
                "is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111111111111:role/service");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws-us-gov:codepipeline:eu-west-1:111111111111:actiontype:Custom/Test/Acme/1",
                "arn:aws:codepipeline:eu-west-1:111111111111:ACTIONTYPE:Custom/Test/Acme/1",
                "arn:aws:codepipeline:eu-west-1:111111111111:actionType:custom/Test/Acme/1/",
            })
    void noSpellingOfAnArnGoesPastADenialOrATag(String arn) {
        CodePipelineRequest request = read("UntagResource", "{\"resourceArn\":\"" + arn + "\",\"tagKeys\":[\"a\"]}");
        String type = PREFIX + "actiontype:Custom/Test/Acme/1";

        assertThat(new Resources("111111111111", "eu-west-1").of(request)).containsExactly(type);
        assertThat(TaggableArn.of(arn).orElseThrow()).hasToString(type);
    }

    @Test
    void whatIsNotTheArnOfATaggableResourceIsNone() {
        assertThat(TaggableArn.of(PREFIX + "app/Test")).isEmpty();
        assertThat(TaggableArn.of(PREFIX + "actiontype:AWS/Test/Acme/1")).isEmpty();
        assertThat(TaggableArn.of("arn:aws:s3:::bucket")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"beforeEntry", "onSuccess", "onFailure"})
    void aRoleOfARuleIsPassedToo(String when) {
        CodePipelineRequest request = read("CreatePipeline", """
                {"pipeline":{"name":"app","roleArn":"arn:aws:iam::111111111111:role/service","stages":[
                  {"name":"Source","actions":[{"name":"S","actionTypeId":{%s}}],"%s":{"conditions":[{"rules":[
                    {"name":"R","ruleTypeId":{"category":"Rule","provider":"DeploymentWindow"},
                     "roleArn":"arn:aws:iam::111111111111:role/rule"}]}]}}]}}""".formatted(TYPE, when));

        assertThat(Resources.passedRoles(request))
                .containsExactly("arn:aws:iam::111111111111:role/service", "arn:aws:iam::111111111111:role/rule");
    }

    private static CodePipelineRequest read(String operation, String body) {
        return Operation.find(operation).orElseThrow().read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String policy, String operation, String words) {
        assertThatThrownBy(() -> check(policy, operation))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("AccessDeniedException"))
                .hasMessageContaining(words);
    }

    private static void check(@Nullable String policy, String operation) {
        Caller caller = new Caller(
                "111111111111",
                "eu-west-1",
                "arn:aws:iam::111111111111:user/worker",
                "AKIAEXAMPLEEXAMPLE01",
                policy,
                false);
        new Authorizer(arn -> Map.of()).check(caller, operation, request(operation));
    }

    private static String allow(String action, String resource) {
        return "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}}";
    }

    private static Map.Entry<String, List<String>> expect(String operation, String... resources) {
        return Map.entry(operation, List.of(resources));
    }

    private static CodePipelineRequest request(String operation) {
        return Operation.find(operation).orElseThrow().read(body(operation).getBytes(StandardCharsets.UTF_8));
    }

    private static String body(String operation) {
        return switch (operation) {
            case "CreatePipeline", "UpdatePipeline" -> """
                    {"pipeline":{"name":"app","roleArn":"arn:aws:iam::111111111111:role/service","stages":[
                      {"name":"Source","actions":[{"name":"S","actionTypeId":{%s}}]}]}}""".formatted(TYPE);
            case "GetPipeline", "DeletePipeline", "GetPipelineState", "StartPipelineExecution" -> NAME;
            case "GetPipelineExecution", "StopPipelineExecution" -> "{\"pipelineName\":\"app\"," + EXECUTION + "}";
            case "ListPipelineExecutions", "ListActionExecutions", "ListRuleExecutions" -> PIPELINE_NAME;
            case "ListDeployActionExecutionTargets" ->
                "{\"pipelineName\":\"app\",\"actionExecutionId\":\"11111111-2222-3333-4444-555555555555\"}";
            case "EnableStageTransition" -> STAGE + "\"transitionType\":\"Inbound\"}";
            case "DisableStageTransition" -> STAGE + "\"transitionType\":\"Inbound\",\"reason\":\"r\"}";
            case "RetryStageExecution" -> STAGE + EXECUTION + ",\"retryMode\":\"FAILED_ACTIONS\"}";
            case "RollbackStage" -> STAGE + "\"targetPipelineExecutionId\":\"11111111-2222-3333-4444-555555555555\"}";
            case "OverrideStageCondition" -> STAGE + EXECUTION + ",\"conditionType\":\"ON_SUCCESS\"}";
            case "PutApprovalResult" ->
                STAGE + "\"actionName\":\"Approve\",\"token\":\"11111111-2222-3333-4444-555555555555\","
                        + "\"result\":{\"summary\":\"\",\"status\":\"Approved\"}}";
            case "PutActionRevision" ->
                STAGE + "\"actionName\":\"Approve\",\"actionRevision\":"
                        + "{\"revisionId\":\"1\",\"revisionChangeId\":\"1\",\"created\":1}}";
            case "CreateCustomActionType" ->
                "{\"category\":\"Test\",\"provider\":\"Acme\",\"version\":\"1\",\"inputArtifactDetails\":" + COUNTS
                        + ",\"outputArtifactDetails\":" + COUNTS + "}";
            case "DeleteCustomActionType" -> "{\"category\":\"Test\",\"provider\":\"Acme\",\"version\":\"1\"}";
            case "PollForJobs", "PollForThirdPartyJobs" -> "{\"actionTypeId\":{" + TYPE + "}}";
            case "GetActionType" -> "{" + TYPE.replace("Custom", "ThirdParty") + "}";
            case "UpdateActionType" -> """
                    {"actionType":{"id":{%s},"executor":{"type":"JobWorker","configuration":
                      {"jobWorkerExecutorConfiguration":{"pollingAccounts":["222222222222"]}}},
                      "inputArtifactDetails":%s,"outputArtifactDetails":%s}}""".formatted(TYPE.replace("Custom", "ThirdParty"), COUNTS, COUNTS);
            case "PutWebhook" -> """
                    {"webhook":{"name":"hook","targetPipeline":"app","targetAction":"S","filters":[{"jsonPath":"$.ref"}],
                      "authentication":"UNAUTHENTICATED","authenticationConfiguration":{}}}""";
            case "DeleteWebhook" -> "{\"name\":\"hook\"}";
            case "RegisterWebhookWithThirdParty" -> "{\"webhookName\":\"hook\"}";
            case "TagResource" -> "{\"resourceArn\":\"" + ARN + "\",\"tags\":[{\"key\":\"a\",\"value\":\"b\"}]}";
            case "UntagResource" -> "{\"resourceArn\":\"" + ARN + "\",\"tagKeys\":[\"a\"]}";
            case "ListTagsForResource" -> "{\"resourceArn\":\"" + ARN + "\"}";
            case "AcknowledgeJob" -> JOB + ",\"nonce\":\"3\"}";
            case "AcknowledgeThirdPartyJob" -> JOB + ",\"nonce\":\"3\",\"clientToken\":\"t\"}";
            case "GetJobDetails", "PutJobSuccessResult" -> JOB + "}";
            case "PutJobFailureResult" -> JOB + FAILURE;
            case "GetThirdPartyJobDetails", "PutThirdPartyJobSuccessResult" -> JOB + ",\"clientToken\":\"t\"}";
            case "PutThirdPartyJobFailureResult" -> JOB + ",\"clientToken\":\"t\"" + FAILURE;
            default -> "{}";
        };
    }
}
