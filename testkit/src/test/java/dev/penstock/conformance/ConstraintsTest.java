package dev.penstock.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.model.OperationModel;
import dev.penstock.api.model.ServiceModel;
import dev.penstock.conformance.ConstraintCases.Case;
import dev.penstock.testkit.Keys;
import dev.penstock.testkit.PenstockExtension;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Every constraint of every operation is enforced, in AWS's words (spec engine 0.1)")
@Timeout(120)
class ConstraintsTest {
    @RegisterExtension
    static final PenstockExtension PENSTOCK = PenstockExtension.builder().build();

    private static Wire wire;
    private static Keys team;

    @BeforeAll
    static void connect() {
        wire = new Wire(PENSTOCK.apiEndpoint(), InstantSource.system());
        team = PENSTOCK.newAccount("222222222222", "team");
    }

    @AfterAll
    static void disconnect() {
        wire.close();
    }

    static Stream<String> operations() {
        return ServiceModel.codePipeline().operations().stream().map(OperationModel::name);
    }

    private static OperationModel model(String operation) {
        return ServiceModel.codePipeline().operation(operation).orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void brokenConstraintsAreRefusedBeforeAnythingIsLookedUp(String operation) {
        SoftAssertions all = new SoftAssertions();
        for (Case broken : ConstraintCases.of(model(operation))) {
            Wire.Answer answer = wire.call(team, "CodePipeline_20150709." + operation, broken.request());
            all.assertThat(answer.error() + ": " + answer.message())
                    .as(broken.what())
                    .isEqualTo("ValidationException: " + broken.message());
        }
        all.assertAll();
    }

    /** The model requires nothing of these two, but the service does. */
    static Stream<String> operationsThatRequireWhatTheModelSays() {
        return operations().filter(operation -> !operation.endsWith("WebhookWithThirdParty"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operationsThatRequireWhatTheModelSays")
    void whatTheModelRequiresIsEnoughForTheModel(String operation) {
        Wire.Answer answer = wire.call(
                team,
                "CodePipeline_20150709." + operation,
                Samples.structure(model(operation).input()));
        assertThat(answer.message()).doesNotContain("failed to satisfy constraint");
    }
}
