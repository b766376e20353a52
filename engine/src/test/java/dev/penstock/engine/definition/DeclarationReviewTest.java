package dev.penstock.engine.definition;

import static dev.penstock.engine.scenario.Draft.build;
import static dev.penstock.engine.scenario.Draft.deploy;
import static dev.penstock.engine.scenario.Draft.pipeline;
import static dev.penstock.engine.scenario.Draft.s3Source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.json.ShapeCodec;
import dev.penstock.engine.scenario.KnownTypes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

@DisplayName("Everything that is wrong with a declaration")
class DeclarationReviewTest {

    private static List<Problem> review(PipelineDeclaration declaration) {
        return DeclarationReview.of(declaration, "111111111111", "eu-west-1", new KnownTypes(), null);
    }

    @Test
    void aGoodDeclarationHasNoProblems() {
        assertThat(review(pipeline("shop")
                        .stage("Source", s3Source("Source"))
                        .stage("Build", build("Compile"))
                        .declaration()))
                .isEmpty();
    }

    @Test
    void constraintsAndRulesOfAllKindsAreReportedWithTheirPlaces() {
        PipelineDeclaration wrong = pipeline("shop")
                .stage("Source", s3Source("Source"))
                .stage(
                        "Build",
                        build("Compile").with("Colour", "red").also(action -> action.runOrder(1000)),
                        build("Compile"))
                .stage("Build", deploy("Deploy").without("BucketName"))
                .declaration();

        assertThat(review(wrong))
                .extracting(Problem::path, Problem::rule)
                .satisfies(found -> assertThat(found.stream().map(Object::toString))
                        .containsExactlyInAnyOrder(
                                "(\"pipeline.stages.2.member.actions.1.member.runOrder\", \"range\")",
                                "(\"pipeline.stages.3.member.name\", \"stage-name-unique\")",
                                "(\"pipeline.stages.2.member.actions.1.member.configuration.Colour\","
                                        + " \"configuration-unknown\")",
                                "(\"pipeline.stages.3.member.actions.1.member.configuration\","
                                        + " \"configuration-required\")",
                                "(\"pipeline.stages.2.member.actions.2.member.name\", \"action-name-unique\")"));
    }

    @Test
    void theFirstProblemIsTheOneThatTheApiRefusesFor() {
        PipelineDeclaration wrong = pipeline("shop")
                .stage("Source", s3Source("Source"))
                .stage("Build", build("Compile").with("Colour", "red"))
                .stage("Build", deploy("Deploy"))
                .declaration();

        assertThat(review(wrong).getFirst().message()).isEqualTo("Stage name 'Build' is used more than once");
        assertThat(Problem.refusal(review(wrong))).hasMessage("Stage name 'Build' is used more than once");
    }

    static Stream<String> broken() {
        return Stream.of(
                "{}",
                "{\"stages\":[]}",
                "{\"stages\":[null]}",
                "{\"stages\":[{},{}]}",
                "{\"stages\":[{\"actions\":[{}]},{\"actions\":[{\"actionTypeId\":{}}]}]}",
                "{\"stages\":[{\"actions\":[{\"configuration\":{\"a\":null},\"commands\":[null],"
                        + "\"inputArtifacts\":[{}],\"outputArtifacts\":[null],"
                        + "\"environmentVariables\":[{}]}],"
                        + "\"onFailure\":{},\"onSuccess\":{},\"beforeEntry\":{}}]}",
                "{\"stages\":[{\"onSuccess\":{\"conditions\":[null,{\"rules\":[null,{\"configuration\":{\"a\":null}}]}]}}],"
                        + "\"variables\":[{}],\"triggers\":[{},{\"gitConfiguration\":{}}],"
                        + "\"artifactStores\":{\"eu-west-1\":null}}");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatIsMissingIsSaidOnceAndKeepsNothingElseFromBeingLookedAt(String json) {
        List<Problem> problems = review(ShapeCodec.read(json, PipelineDeclaration.builder()));

        assertThat(problems)
                .anySatisfy(problem -> assertThat(problem.message())
                        .isEqualTo("Value at 'pipeline.name' failed to satisfy constraint: Member must not be null"));
        assertThat(problems).doesNotHaveDuplicates();
        assertThat(problems.stream().filter(problem -> problem.rule().equals("action-type")))
                .isEmpty();
    }
}
