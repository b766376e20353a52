package dev.penstock.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.model.OperationModel;
import dev.penstock.api.model.ServiceModel;
import dev.penstock.conformance.Scenarios.Scenario;
import dev.penstock.testkit.PenstockExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Every operation refuses with the exceptions that it declares")
@Timeout(120)
class ConformanceTest {
    private static final Path TABLE = Path.of("../docs/conformance.md");
    private static final String VALIDATION = "ValidationException";

    @RegisterExtension
    static final PenstockExtension PENSTOCK = PenstockExtension.builder().build();

    private static Wire wire;
    private static World world;

    @BeforeAll
    static void aWorld() {
        wire = new Wire(PENSTOCK.apiEndpoint(), InstantSource.system());
        world = World.make(
                wire,
                PENSTOCK.administrator(),
                PENSTOCK.newAccount("222222222222", "Bookshop"),
                PENSTOCK.newAccount("333333333333", "Acme"));
    }

    @AfterAll
    static void disconnect() {
        wire.close();
    }

    static Stream<Scenario> scenarios() {
        return Scenarios.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void aRefusalIsTheDeclaredOne(Scenario scenario) {
        Wire.Answer answer = world.ask(
                scenario.asker(world),
                "CodePipeline_20150709." + scenario.operation(),
                scenario.request().apply(world));

        assertThat(answer.status()).as(answer.message()).isEqualTo(400);
        assertThat(answer.error()).as(answer.message()).isEqualTo(scenario.exception());
        assertThat(answer.message()).isNotBlank();
        assertThat(ServiceModel.codePipeline()
                        .operation(scenario.operation())
                        .orElseThrow()
                        .errors())
                .contains(scenario.exception());
    }

    @Test
    void theTableOfCoverageIsUpToDateAndHasNoEmptyRow() throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> empty = new ArrayList<>();
        for (OperationModel operation : ServiceModel.codePipeline().operations()) {
            boolean implemented = isImplemented(operation);
            int constraints = ConstraintCases.of(operation).size();
            Set<String> tested = tested(operation, constraints);
            Set<String> untested = new LinkedHashSet<>(operation.errors());
            untested.removeAll(tested);
            rows.add("| [%s](api/%s.md) | %s | %d of %d | %d | %s |"
                    .formatted(
                            operation.name(),
                            operation.name(),
                            implemented ? "yes" : "no",
                            tested.size(),
                            operation.errors().size(),
                            constraints,
                            String.join(", ", untested)));
            if (implemented && (tested.isEmpty() || constraints == 0)) {
                empty.add(operation.name());
            }
        }
        String table = """
                <!-- Generated; see the end of this page. -->

                # Conformance

                What the tests hold every operation of `CodePipeline_20150709` against, over HTTP: each constraint of its input
                by a request that breaks this constraint alone, with the whole text of the answer (`ConstraintsTest`); the
                exceptions that it declares (`Scenarios`); and a call that works (`docs/api`, `ReferenceTest`).

                | operation | implemented | exceptions tested | constraints tested | declared, not tested here |
                |---|---|---|---|---|
                """ + String.join("\n", rows) + """


                Make the table anew with

                    ./mvnw -o -pl testkit -am test -Dtest=ConformanceTest -Dsurefire.failIfNoSpecifiedTests=false -Dpenstock.regenerate=true
                """;
        if (Boolean.getBoolean("penstock.regenerate")) {
            Files.writeString(TABLE, table);
        }
        assertThat(empty).as("operations that nothing is tested of").isEmpty();
        assertThat(TABLE).as("make the table anew, see its end").hasContent(table);
    }

    private static Set<String> tested(OperationModel operation, int constraints) {
        Set<String> tested = new LinkedHashSet<>();
        if (constraints > 0 && operation.errors().contains(VALIDATION)) {
            tested.add(VALIDATION);
        }
        Scenarios.all().stream()
                .filter(scenario -> scenario.operation().equals(operation.name()))
                .map(Scenario::exception)
                .forEach(tested::add);
        return tested;
    }

    /** An account of its own asks, so that nothing of the world changes. */
    private static boolean isImplemented(OperationModel operation) {
        return !wire.call(
                        PENSTOCK.administrator(),
                        "CodePipeline_20150709." + operation.name(),
                        Samples.structure(operation.input()))
                .error()
                .equals("InvalidActionException");
    }
}
