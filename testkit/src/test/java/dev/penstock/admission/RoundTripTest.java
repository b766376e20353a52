package dev.penstock.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.json.ShapeCodec;
import dev.penstock.testkit.Keys;
import dev.penstock.testkit.PenstockExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Declarations come back as they were given, but for the specified normalisation (spec engine 5.8)")
class RoundTripTest {
    private static final String TEAM = "222222222222";
    private static final Path FOLDER = Path.of("src/test/resources/declarations");
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Providers that V1 pipelines do not have. */
    private static final Set<String> SECOND = Set.of("Commands", "ECRBuildAndPublish", "EC2", "EKS");

    @RegisterExtension
    static final PenstockExtension PENSTOCK = PenstockExtension.builder().build();

    private static CodePipelineClient client;

    @BeforeAll
    static void aTeamWithActionTypesOfItsOwnAndOfAPartner() throws IOException {
        Keys team = PENSTOCK.newAccount(TEAM, "team");
        client = PENSTOCK.codePipeline(team);
        type(type -> type.category(ActionCategory.SOURCE)
                .provider("Repo")
                .configurationProperties(
                        property ->
                                property.name("Branch").required(true).key(true).secret(false),
                        property ->
                                property.name("Token").required(true).key(false).secret(true)));
        type(type -> type.category(ActionCategory.BUILD)
                .provider("Maker")
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(5))
                .configurationProperties(property ->
                        property.name("Project").required(true).key(true).secret(false)));
        Keys acme = PENSTOCK.newAccount("333333333333", "acme");
        PENSTOCK.operator()
                .registerActionType(
                        acme.accountId(), Files.readString(Path.of("../examples/acme-check/action-type.json")));
    }

    private static void type(Consumer<CreateCustomActionTypeRequest.Builder> more) {
        client.createCustomActionType(request -> {
            request.version("1")
                    .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                    .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(5));
            more.accept(request);
        });
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @Test
    void thereAreAtLeastTwenty() throws IOException {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aDeclarationComesBack(Path file) throws IOException {
        String text = Files.readString(file);
        PipelineDeclaration declaration = ShapeCodec.read(text, PipelineDeclaration.builder());
        JsonNode expected = normalised((ObjectNode) JSON.readTree(text), 1);

        PipelineDeclaration created =
                client.createPipeline(request -> request.pipeline(declaration)).pipeline();

        assertThat(JSON.readTree(ShapeCodec.toJson(created))).isEqualTo(expected);
        assertThat(running(declaration.name())).isEqualTo(expected);

        // What GetPipeline shows can be sent back: only the version is another one.
        PipelineDeclaration shown =
                client.getPipeline(request -> request.name(declaration.name())).pipeline();
        client.updatePipeline(request -> request.pipeline(shown));
        assertThat(running(declaration.name())).isEqualTo(normalised((ObjectNode) JSON.readTree(text), 2));
    }

    private static JsonNode running(String name) {
        return JSON.readTree(ShapeCodec.toJson(
                client.getPipeline(request -> request.name(name)).pipeline()));
    }

    /** The specified normalisation, done by hand on the text. */
    private static JsonNode normalised(ObjectNode pipeline, int version) {
        pipeline.put("version", version);
        if (!pipeline.has("pipelineType")) {
            pipeline.put("pipelineType", second(pipeline) ? "V2" : "V1");
        }
        if (!pipeline.has("executionMode")) {
            pipeline.put("executionMode", "SUPERSEDED");
        }
        for (JsonNode stage : pipeline.get("stages")) {
            for (JsonNode node : stage.get("actions")) {
                ObjectNode action = (ObjectNode) node;
                if (!action.has("runOrder")) {
                    action.put("runOrder", 1);
                }
                for (String list : List.of("inputArtifacts", "outputArtifacts")) {
                    if (!action.has(list)) {
                        action.putArray(list);
                    }
                }
                if (!action.has("configuration")) {
                    action.putObject("configuration");
                }
                if (action.get("configuration").has("Token")) {
                    ((ObjectNode) action.get("configuration")).put("Token", "****");
                }
            }
        }
        return pipeline;
    }

    private static boolean second(JsonNode pipeline) {
        boolean parts = Stream.of("variables", "triggers", "executionMode").anyMatch(pipeline::has);
        boolean stages = pipeline.get("stages")
                .valueStream()
                .anyMatch(stage ->
                        Stream.of("beforeEntry", "onSuccess", "onFailure").anyMatch(stage::has)
                                || stage.get("actions")
                                        .valueStream()
                                        .anyMatch(action -> SECOND.contains(action.at("/actionTypeId/provider")
                                                .asString())));
        return parts || stages;
    }
}
