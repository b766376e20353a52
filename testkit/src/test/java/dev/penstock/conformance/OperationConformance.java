package dev.penstock.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.penstock.api.model.OperationModel;
import dev.penstock.api.model.ServiceModel;
import dev.penstock.api.model.Shape.Member;
import dev.penstock.conformance.ConstraintCases.Case;
import dev.penstock.reference.Examples.Example;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * What one operation is held against, in process and over HTTP with the AWS SDK: a call that works, each exception that
 * it declares, each constraint of its input. A class for each operation, {@code operation.NAMETest}, says what is special
 * to it; the constraints come from the model.
 *
 * <p>{@link ConformanceTest} does all of it once more to write {@code docs/conformance.md}.
 */
@ExtendWith(Stand.Extension.class)
@Timeout(120)
public abstract class OperationConformance {
    static final String VALIDATION = "ValidationException";

    /** An execution, a job or a token that nobody has. */
    protected static final String NOBODY = "0c1d2e3f-0000-4000-8000-000000000001";

    private final OperationModel model = ServiceModel.codePipeline()
            .operation(getClass().getSimpleName().replaceAll("Test$", ""))
            .orElseThrow();
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Refusal> contended = new ArrayList<>();
    private final SortedMap<String, String> never = new TreeMap<>();

    /** The answer of the story's call has this text there. */
    protected final void answers(String pointer, String text) {
        answers.put(pointer, text);
    }

    protected final void refuses(String exception, String request) {
        refuses(exception, _ -> request);
    }

    protected final void refuses(String exception, Function<World, String> request) {
        refusals.add(new Refusal(model.name(), exception, false, request));
    }

    /** The same, when the partner asks. */
    protected final void refusesPartner(String exception, Function<World, String> request) {
        refusals.add(new Refusal(model.name(), exception, true, request));
    }

    /** A request that works, and is refused only when others write at the same time ({@link ContentionTest}). */
    protected final void losesAgainstOthers(String exception, Function<World, String> request) {
        contended.add(new Refusal(model.name(), exception, false, request));
    }

    /** A declared exception that this server has no way to answer with. */
    protected final void never(String exception, String why) {
        never.put(exception, why);
    }

    OperationModel model() {
        return model;
    }

    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    List<Refusal> contended() {
        return List.copyOf(contended);
    }

    SortedMap<String, String> never() {
        return never;
    }

    List<Case> constraints() {
        return ConstraintCases.of(model);
    }

    @TestFactory
    Stream<DynamicNode> inProcess(Stand stand) {
        return checks(stand.inProcess());
    }

    @TestFactory
    Stream<DynamicNode> overHttpWithTheAwsSdk(Stand stand) {
        return checks(stand.overHttp());
    }

    private Stream<DynamicNode> checks(Side side) {
        return Stream.of(
                dynamicTest("works", () -> checkWorks(side)),
                dynamicContainer(
                        "refuses",
                        refusals.stream()
                                .map(refusal ->
                                        dynamicTest("with " + refusal.exception(), () -> refusal.check(side.world())))),
                dynamicContainer(
                        "requires",
                        constraints().stream()
                                .map(broken -> dynamicTest(broken.what(), () -> checkConstraint(side, broken)))),
                dynamicTest("takes what the model requires and no more", () -> checkSample(side)));
    }

    @Test
    void everyDeclaredExceptionIsProvokedOrExplained() {
        Set<String> known = new LinkedHashSet<>(never.keySet());
        Stream.concat(refusals.stream(), contended.stream())
                .map(Refusal::exception)
                .forEach(known::add);
        if (!constraints().isEmpty()) {
            known.add(VALIDATION);
        }
        assertThat(known).containsExactlyInAnyOrderElementsOf(model.errors());
        assertThat(refusals).noneMatch(refusal -> never.containsKey(refusal.exception()));
    }

    /** The story's call was answered, with all that the model requires of an answer. */
    void checkWorks(Side side) {
        Example example = side.story()
                .of(model.name())
                .orElseThrow(() -> new AssertionError(
                        model.name() + " did not work: " + side.story().refused()));
        JsonNode answer = example.response();
        if (model.output() != null) {
            assertThat(model.output().members().values().stream()
                            .filter(Member::required)
                            .map(Member::name))
                    .allMatch(answer::has);
            assertThat(model.output().members().keySet()).containsAll(answer.propertyNames());
        } else {
            assertThat(answer.isEmpty()).isTrue();
        }
        answers.forEach((pointer, text) ->
                assertThat(answer.at(pointer).asString("")).as(pointer).isEqualTo(text));
    }

    /** Refused before anything is looked up, in the very words. */
    Wire.Answer checkConstraint(Side side, Case broken) {
        Wire.Answer answer = ask(side, broken.request());
        assertThat(answer.error() + ": " + answer.message()).isEqualTo(VALIDATION + ": " + broken.message());
        assertThat(answer.status()).isEqualTo(400);
        return answer;
    }

    private void checkSample(Side side) {
        // Of these two the model requires nothing, but the service does.
        if (!model.name().endsWith("WebhookWithThirdParty")) {
            assertThat(ask(side, Samples.structure(model.input())).message())
                    .doesNotContain("failed to satisfy constraint");
        }
    }

    /** A partner asks, whom the sample of no request can harm: it has no pipelines. */
    private Wire.Answer ask(Side side, Map<String, Object> request) {
        return side.api().call(side.world().cast().acme(), "CodePipeline_20150709." + model.name(), request);
    }
}
