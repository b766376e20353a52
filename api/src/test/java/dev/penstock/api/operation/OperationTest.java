package dev.penstock.api.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.error.ApiException;
import dev.penstock.api.model.OperationModel.Answer;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobRequest;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.DeletePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesRequest;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsResponse;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultResponse;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.TagResourceResponse;

class OperationTest {

    @Test
    void thereAre44AndEachIsFoundByItsName() {
        assertThat(Operation.all())
                .hasSize(44)
                .allSatisfy(operation ->
                        assertThat(Operation.find(operation.name())).containsSame(operation));
        assertThat(Operation.find("NoSuchOperation")).isEmpty();
    }

    @Test
    void theRequestOfEveryOperationHasItsOwnClass() {
        assertThat(Operation.all())
                .allSatisfy(operation -> assertThat(RequestBuilders.of(operation.name())
                                .build()
                                .getClass()
                                .getSimpleName())
                        .isEqualTo(operation.name() + "Request"));
    }

    @Test
    void anEmptyBodyIsAnEmptyObject() {
        assertThat(read("ListPipelines", ""))
                .isEqualTo(ListPipelinesRequest.builder().build());
    }

    @Test
    void aRequestIsReadIntoTheSdksClass() {
        var request = (AcknowledgeJobRequest) read("AcknowledgeJob", """
                {"jobId":"11111111-2222-3333-4444-555555555555","nonce":"3","somethingNew":{"a":[1]}}""");
        assertThat(request.jobId()).isEqualTo("11111111-2222-3333-4444-555555555555");
        assertThat(request.nonce()).isEqualTo("3");
    }

    @Test
    void anIdempotencyTokenIsNotMadeUp() {
        var request =
                (StartPipelineExecutionRequest) read("StartPipelineExecution", "{\"name\":\"p\",\"variables\":[]}");
        assertThat(request.clientRequestToken()).isNull();
        assertThat(request.hasVariables()).isTrue();
        assertThat(request.variables()).isEmpty();
        assertThat(find("StartPipelineExecution").model().idempotencyToken()).contains("clientRequestToken");
    }

    @Test
    void everyBrokenConstraintIsListed() {
        assertThatThrownBy(() -> read("AcknowledgeJob", "{\"jobId\":\"abc\"}"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo("ValidationException"))
                .hasMessage(
                        "2 validation errors detected: Value 'abc' at 'jobId' failed to satisfy constraint: Member must"
                                + " satisfy regular expression pattern:"
                                + " [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}; Value null at 'nonce' failed to"
                                + " satisfy constraint: Member must not be null");
    }

    @Test
    void anOperationWithoutOutputShapeWritesNothing() {
        assertThat(write("DeletePipeline", DeletePipelineResponse.builder().build()))
                .isEmpty();
        assertThat(Operation.all().stream()
                        .filter(operation -> operation.model().answer() == Answer.NOTHING)
                        .map(Operation::name))
                .containsExactly(
                        "DeleteCustomActionType",
                        "DeletePipeline",
                        "DisableStageTransition",
                        "EnableStageTransition",
                        "OverrideStageCondition",
                        "PutJobFailureResult",
                        "PutJobSuccessResult",
                        "PutThirdPartyJobFailureResult",
                        "PutThirdPartyJobSuccessResult",
                        "UpdateActionType");
    }

    @Test
    void anOutputShapeWithoutMembersIsAnEmptyObject() {
        assertThat(write("TagResource", TagResourceResponse.builder().build())).isEqualTo("{}");
        assertThat(Operation.all().stream()
                        .filter(operation -> operation.model().answer() == Answer.EMPTY_OBJECT)
                        .map(Operation::name))
                .containsExactly(
                        "DeleteWebhook",
                        "DeregisterWebhookWithThirdParty",
                        "RegisterWebhookWithThirdParty",
                        "TagResource",
                        "UntagResource");
    }

    @Test
    void anEmptyListThatWasSetIsWrittenAndAnAbsentOneIsNot() {
        assertThat(write(
                        "PollForJobs",
                        PollForJobsResponse.builder().jobs(List.of()).build()))
                .isEqualTo("{\"jobs\":[]}");
        assertThat(write("PollForJobs", PollForJobsResponse.builder().build())).isEqualTo("{}");
    }

    @Test
    void timestampsAreEpochSecondsWithMilliseconds() {
        var response = PutApprovalResultResponse.builder().approvedAt(Instant.ofEpochMilli(1_790_630_032_207L));
        assertThat(write("PutApprovalResult", response.build())).isEqualTo("{\"approvedAt\":1790630032.207}");
        assertThat(write("PutApprovalResult", response.approvedAt(Instant.EPOCH).build()))
                .isEqualTo("{\"approvedAt\":0.000}");
    }

    private static Object read(String operation, String body) {
        return find(operation).read(body.getBytes(UTF_8));
    }

    private static String write(String operation, CodePipelineResponse response) {
        var out = new ByteArrayOutputStream();
        find(operation).write(response, out);
        return out.toString(UTF_8);
    }

    private static Operation find(String name) {
        return Operation.find(name).orElseThrow();
    }
}
