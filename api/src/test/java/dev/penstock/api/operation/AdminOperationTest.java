package dev.penstock.api.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.penstock.api.error.ApiException;
import dev.penstock.api.json.ShapeCodec;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeDeclaration;

class AdminOperationTest {
    private static final String DECLARATION = """
            {"executor":{"configuration":{"jobWorkerExecutorConfiguration":{"pollingAccounts":["222222222222"]}},\
            "type":"JobWorker"},"id":{"category":"Test","owner":"ThirdParty","provider":"AcmeCheck","version":"1"},\
            "inputArtifactDetails":{"minimumCount":0,"maximumCount":1},\
            "outputArtifactDetails":{"minimumCount":0,"maximumCount":1}}""";

    @Test
    void theServiceHasTheseOperations() {
        assertThat(AdminOperation.all())
                .extracting(AdminOperation::name)
                .containsExactly(
                        "CreateAccount",
                        "ListAccounts",
                        "CreateAccessKey",
                        "DeleteAccessKey",
                        "RegisterActionType",
                        "ShowClient",
                        "RotateClient",
                        "ValidatePipeline",
                        "PutEventSubscription",
                        "ListEventSubscriptions",
                        "DeleteEventSubscription",
                        "ExplainPipelineExecution",
                        "ListJobQueues");
        assertThat(AdminOperation.find("CreatePipeline")).isEmpty();
    }

    @Test
    void aRegistrationCarriesADeclarationThatTheSdksClassHolds() {
        Map<String, ?> request =
                read("RegisterActionType", "{\"accountId\":\"222222222222\",\"actionType\":" + DECLARATION + "}");
        assertThat(request.get("accountId")).isEqualTo("222222222222");
        @SuppressWarnings("unchecked")
        var tree = (Map<String, ?>) Objects.requireNonNull(request.get("actionType"));
        ActionTypeDeclaration declaration = ShapeCodec.fromTree(tree, ActionTypeDeclaration.builder());
        assertThat(declaration
                        .executor()
                        .configuration()
                        .jobWorkerExecutorConfiguration()
                        .pollingAccounts())
                .containsExactly("222222222222");
        assertThat(write("RegisterActionType", Map.of("actionType", declaration)))
                .startsWith("{\"actionType\":{")
                .contains("\"provider\":\"AcmeCheck\"");
    }

    @Test
    void answersMayHoldMoments() {
        assertThat(write("RotateClient", Map.of("previousValidUntil", Instant.ofEpochMilli(1_500))))
                .isEqualTo("{\"previousValidUntil\":1.500}");
    }

    @Test
    void brokenConstraintsAreListed() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> read("ShowClient", "{\"accountId\":\"1\",\"actionTypeId\":\"AcmeCheck\"}"))
                .withMessage(
                        "2 validation errors detected: Value '1' at 'accountId' failed to satisfy constraint: Member must"
                                + " satisfy regular expression pattern: [0-9]{12}; Value 'AcmeCheck' at 'actionTypeId' failed to"
                                + " satisfy constraint: Member must satisfy regular expression pattern:"
                                + " [A-Za-z]+/[A-Za-z]+/[0-9A-Za-z_-]+/[0-9A-Za-z_-]+");
    }

    @Test
    void wrongTypesAreRefused() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> read("RotateClient", "{\"gracePeriodSeconds\":\"60\"}"))
                .withMessage("STRING_VALUE can not be converted to an Integer");
    }

    private static Map<String, ?> read(String operation, String body) {
        return AdminOperation.find(operation).orElseThrow().read(body.getBytes(UTF_8));
    }

    private static String write(String operation, Map<String, ?> response) {
        var out = new ByteArrayOutputStream();
        AdminOperation.find(operation).orElseThrow().write(response, out);
        return out.toString(UTF_8);
    }
}
