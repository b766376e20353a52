package dev.penstock.api.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.penstock.api.error.ApiException;
import dev.penstock.api.json.TreeCodec;
import dev.penstock.api.model.ServiceModel;
import dev.penstock.api.operation.Operation;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidatorTest {
    private static final String JOB = "11111111-2222-3333-4444-555555555555";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AcknowledgeJob | {"jobId":"JOB"} | Value null at 'nonce' failed to satisfy constraint: Member must not be null
            AcknowledgeJob | {"jobId":"JOB","nonce":null} | Value null at 'nonce' failed to satisfy constraint: Member must not be null
            AcknowledgeJob | {"jobId":"abc","nonce":"1"} | Value 'abc' at 'jobId' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}
            AcknowledgeJob | {"jobId":"JOB","nonce":""} | Value '' at 'nonce' failed to satisfy constraint: Member must have length greater than or equal to 1
            AcknowledgeJob | {"jobId":"JOB","nonce":"123456789012345678901234567890123456789012345678901"} | Value '123456789012345678901234567890123456789012345678901' at 'nonce' failed to satisfy constraint: Member must have length less than or equal to 50
            ListPipelines | {"maxResults":0} | Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1
            ListPipelines | {"maxResults":1001} | Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000
            EnableStageTransition | {"pipelineName":"p","stageName":"s","transitionType":"Sideways"} | Value 'Sideways' at 'transitionType' failed to satisfy constraint: Member must satisfy enum value set: [Inbound, Outbound]
            ListActionExecutions | {"pipelineName":"p","filter":{"latestInPipelineExecution":{"pipelineExecutionId":"JOB","startTimeRange":"x"}}} | Value at 'filter.latestInPipelineExecution.startTimeRange' failed to satisfy constraint: Member must satisfy enum value set: [All, Latest]
            PutJobFailureResult | {"jobId":"JOB","failureDetails":{"type":"Other","message":"m"}} | Value at 'failureDetails.type' failed to satisfy constraint: Member must satisfy enum value set: [ConfigurationError, JobFailed, PermissionError, RevisionOutOfSync, RevisionUnavailable, SystemUnavailable]
            PutJobFailureResult | {"jobId":"JOB","failureDetails":{"type":"JobFailed"}} | Value at 'failureDetails.message' failed to satisfy constraint: Member must not be null
            StartPipelineExecution | {"name":"p","variables":[{"name":"v","value":"x"},{"name":"w","value":""}]} | Value at 'variables.2.member.value' failed to satisfy constraint: Member must have length greater than or equal to 1
            StartPipelineExecution | {"name":"p","variables":[null]} | Value at 'variables.1.member' failed to satisfy constraint: Member must not be null
            StartPipelineExecution | {"name":"p","clientRequestToken":"a b"} | Value 'a b' at 'clientRequestToken' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9-]+$
            UntagResource | {"resourceArn":"arn:aws:codepipeline:us-east-1:111111111111:p","tagKeys":["ok",""]} | Value at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]
            PutJobSuccessResult | {"jobId":"JOB","outputVariables":{"a b":"x"}} | Value at 'outputVariables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [A-Za-z0-9@\\-_]+]
            PutJobSuccessResult | {"jobId":"JOB","outputVariables":{"a":null}} | Value at 'outputVariables' failed to satisfy constraint: Map value must satisfy constraint: [Member must not be null]
            PollForJobs | {"actionTypeId":{"category":"Test","owner":"Custom","provider":"P","version":"1"},"queryParam":{"a":"1","b":"2"}} | Value at 'queryParam' failed to satisfy constraint: Member must have length less than or equal to 1
            PollForJobs | {"actionTypeId":{"category":"Test","owner":"Custom","version":"1"}} | Value at 'actionTypeId.provider' failed to satisfy constraint: Member must not be null
            """)
    void eachConstraintHasAwssWords(String operation, String body, String violation) {
        refused(operation, body.replace("JOB", JOB), "1 validation error detected: " + violation);
    }

    @Test
    void aConfigurationValueMayHave50000Characters() {
        assertThatCode(() -> read("CreatePipeline", pipelineWithConfigurationValue("x".repeat(50_000))))
                .doesNotThrowAnyException();
        refused(
                "CreatePipeline",
                pipelineWithConfigurationValue("x".repeat(50_001)),
                "1 validation error detected: Value at 'pipeline.stages.1.member.actions.1.member.configuration' failed to"
                        + " satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal"
                        + " to 50000, Member must have length greater than or equal to 1]");
    }

    /** Matching a megabyte takes milliseconds, which would be a cheap way to keep a server busy. */
    @Test
    void aValueThatIsFarTooLongIsNotMatchedAgainstItsPattern() {
        String tooLong =
                "Value at 'pipeline.name' failed to satisfy constraint: Member must have length less than or equal to"
                        + " 100";
        assertThat(complaint("{\"pipeline\":{\"name\":\"" + " ".repeat(101) + "\"}}"))
                .contains(tooLong)
                .contains("pattern");
        assertThat(complaint("{\"pipeline\":{\"name\":\"" + " ".repeat(65_537) + "\"}}"))
                .contains(tooLong)
                .doesNotContain("pattern");
    }

    private static String complaint(String body) {
        return String.valueOf(Assertions.assertThrows(ApiException.class, () -> read("CreatePipeline", body))
                .getMessage());
    }

    private static String pipelineWithConfigurationValue(String value) {
        return """
        {"pipeline":{"name":"p","roleArn":"arn:aws:iam::111111111111:role/r","stages":[{"name":"s","actions":[
        {"name":"a","actionTypeId":{"category":"Test","owner":"Custom","provider":"P","version":"1"},
        "configuration":{"k":"%s"}}]}]}}""".formatted(value);
    }

    @Test
    void insideAPipelineNoValueIsShown() {
        refused(
                "CreatePipeline",
                "{\"pipeline\":{\"name\":\"a b\",\"stages\":[{}],\"artifactStores\":{\"us-east-1\":{\"type\":\"S3\"}}}}",
                "5 validation errors detected: Value at 'pipeline.name' failed to satisfy constraint: Member must satisfy"
                        + " regular expression pattern: [A-Za-z0-9.@\\-_]+;"
                        + " Value at 'pipeline.roleArn' failed to satisfy constraint: Member must not be null;"
                        + " Value at 'pipeline.artifactStores.us-east-1.member.location' failed to satisfy constraint: Member"
                        + " must not be null;"
                        + " Value at 'pipeline.stages.1.member.name' failed to satisfy constraint: Member must not be null;"
                        + " Value at 'pipeline.stages.1.member.actions' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void anEmptyListOfVariablesIsAccepted() {
        assertThatCode(() -> read("StartPipelineExecution", "{\"name\":\"p\",\"variables\":[]}"))
                .doesNotThrowAnyException();
    }

    @Test
    void aClientTokenIsNeverShown() {
        refused(
                "GetThirdPartyJobDetails",
                "{\"jobId\":\"j\",\"clientToken\":\"" + "s".repeat(257) + "\"}",
                "1 validation error detected: Value at 'clientToken' failed to satisfy constraint: Member must have length less"
                        + " than or equal to 256");
    }

    @Test
    void longValuesAreNotShown() {
        refused(
                "GetPipeline",
                "{\"name\":\"" + "p".repeat(1_025) + "\"}",
                "1 validation error detected: Value at 'name' failed to satisfy constraint: Member must have length less than"
                        + " or equal to 100");
    }

    @Test
    void lengthIsCountedInCodePoints() {
        String rockets = "\uD83D\uDE80".repeat(512);
        String approval = """
                {"pipelineName":"p","stageName":"s","actionName":"a","token":"%s","result":{"status":"Approved","summary":"%s"}}""";
        assertThatCode(() -> read("PutApprovalResult", approval.formatted(JOB, rockets)))
                .doesNotThrowAnyException();
        refused(
                "PutApprovalResult",
                approval.formatted(JOB, rockets + "x"),
                "1 validation error detected: Value at 'result.summary' failed to satisfy constraint: Member must have length"
                        + " less than or equal to 512");
    }

    @Test
    void aHundredViolationsAreListedAndAllAreCounted() {
        String variables = IntStream.range(0, 30)
                .mapToObj(i -> "{\"name\":\"\"}")
                .collect(Collectors.joining(",", "[", ",{\"name\":\"\"}".repeat(20) + "]"));
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> read("StartPipelineExecution", "{\"name\":\"p\",\"variables\":" + variables + "}"))
                .withMessageStartingWith("150 validation errors detected: Value at 'variables.1.member.name' failed")
                .withMessageEndingWith("; and 50 more");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 100_000})
    void patternsAreQuickOnTextMadeToBeSlow(int size) {
        String[] hostile = {
            "arn:aws" + "-a".repeat(size), "arn:aws:codepipeline:" + ":".repeat(size), "a".repeat(size) + " "
        };
        for (String arn : hostile) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(5),
                    () -> assertThatExceptionOfType(ApiException.class)
                            .isThrownBy(() -> read("ListTagsForResource", "{\"resourceArn\":\"" + arn + "\"}"))
                            .withMessageStartingWith("1 validation error detected: "));
        }
    }

    @Test
    void requestsOfOurOwnServiceAreCheckedAsTrees() {
        var input = ServiceModel.penstock().structure("RegisterActionTypeInput");
        Map<String, ?> tree = TreeCodec.read("""
                {"accountId":"12","actionType":{"executor":{"type":"JobWorker","configuration":{},"jobTimeout":5},
                "id":{"category":"Test","owner":"Acme","provider":"P","version":"1"},
                "inputArtifactDetails":{"minimumCount":0,"maximumCount":1},
                "outputArtifactDetails":{"minimumCount":0,"maximumCount":1}}}""".getBytes(UTF_8), input);
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> Validator.check(tree, input))
                .withMessage(
                        "3 validation errors detected: Value '12' at 'accountId' failed to satisfy constraint: Member must"
                                + " satisfy regular expression pattern: [0-9]{12}; Value at 'actionType.executor.jobTimeout' failed"
                                + " to satisfy constraint: Member must have value greater than or equal to 60; Value at"
                                + " 'actionType.id.owner' failed to satisfy constraint: Member must satisfy regular expression"
                                + " pattern: AWS|ThirdParty");
    }

    private static void refused(String operation, String body, String message) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> read(operation, body))
                .satisfies(e -> assertThat(e.code()).isEqualTo("ValidationException"))
                .withMessage(message);
    }

    private static Object read(String operation, String body) {
        return Operation.find(operation).orElseThrow().read(body.getBytes(UTF_8));
    }
}
