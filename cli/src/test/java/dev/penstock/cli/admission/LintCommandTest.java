package dev.penstock.cli.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.cli.Invocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("penstock lint")
class LintCommandTest {
    private static final String GOOD = """
            {"name": "shop", "roleArn": "arn:aws:iam::111111111111:role/service",
             "artifactStore": {"type": "S3", "location": "artifacts"},
             "stages": [
               {"name": "Source", "actions": [{"name": "Fetch",
                 "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "S3", "version": "1"},
                 "configuration": {"S3Bucket": "b", "S3ObjectKey": "k"},
                 "outputArtifacts": [{"name": "src"}]}]},
               {"name": "Gate", "actions": [{"name": "Ok",
                 "actionTypeId": {"category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1"}}]}]}
            """;

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String resource(String name) throws IOException {
        try (InputStream in = LintCommandTest.class.getResourceAsStream("/lint/" + name)) {
            assertThat(in).isNotNull();
            return file(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void goodDeclarationsOfAllKindsPassWithoutAWord() throws IOException {
        Invocation lint = Invocation.of(
                "lint",
                file("bare.json", GOOD),
                file("request.json", "{\"pipeline\": " + GOOD + "}"),
                resource("shop.template.json"));

        assertThat(lint.out()).isEmpty();
        assertThat(lint.err()).isEmpty();
        assertThat(lint.code()).isZero();
    }

    @Test
    void allProblemsOfAFileComeAtOnceInTheOrderOfItsLines() throws IOException {
        String wrong = resource("wrong.yaml");

        Invocation lint = Invocation.of("lint", wrong);

        assertThat(lint.code()).isEqualTo(1);
        assertThat(lint.out().replace(wrong, "wrong.yaml")).isEqualTo("""
                wrong.yaml:2:7: error: Value at 'pipeline.name' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9.@\\-_]+ (pattern)
                wrong.yaml:9:77: error: 'pipeline.stages.1.member.actions.1.member.actionTypeId.version' must be text; put it into quotes (type)
                wrong.yaml:13:11: error: Stage name 'Source' is used more than once (stage-name-unique)
                wrong.yaml:14:13: warning: 'colour' is not a member of StageDeclaration, and is passed over (unknown-member)
                wrong.yaml:17:19: error: Value at 'pipeline.stages.2.member.actions.1.member.runOrder' failed to satisfy constraint: Member must have value greater than or equal to 1 (range)
                wrong.yaml:19:33: error: Input Artifact Bundle other in action Deploy is not declared as Output Artifact Bundle in any of the preceding actions (input-artifact)
                wrong.yaml:23:22: error: Action configuration for action 'Deploy' contains unknown configuration 'CannedAcl' (configuration-unknown)
                wrong.yaml:25:23: note: the ThirdParty action type AcmeCheck is known to servers only, so this action's configuration and artifact counts were not checked; use --server (action-type-unknown)
                """);
    }

    @Test
    void aTemplateIsCheckedAsFarAsItsValuesAreKnown() throws IOException {
        String template = file(
                "wrong.template.json",
                Files.readString(Path.of(resource("shop.template.json")))
                        .replace("\"S3ObjectKey\": \"shop.zip\"", "\"ObjectKey\": \"shop.zip\"")
                        .replace("\"Extract\": \"true\"", "\"Extract\": true, \"CannedACL\": {\"Ref\": \"Acl\"}")
                        .replace("\"RunOrder\": 2", "\"RunOrder\": \"1000\""));

        Invocation lint = Invocation.of("lint", template);

        assertThat(lint.code()).isEqualTo(1);
        assertThat(lint.out().replace(template, "t")).isEqualTo("""
                t:33:26: error: Action configuration for action 'Source' is missing required configuration 'S3ObjectKey' (configuration-required)
                t:37:23: error: Action configuration for action 'Source' contains unknown configuration 'ObjectKey' (configuration-unknown)
                t:110:21: error: Value at 'pipeline.stages.2.member.actions.2.member.runOrder' failed to satisfy constraint: Member must have value less than or equal to 999 (range)
                """);
    }

    @Test
    void shortFormsOfFunctionsInYamlTemplatesAreUnknownText() throws IOException {
        Invocation lint = Invocation.of("lint", file("template.yaml", """
                Resources:
                  Pipeline:
                    Type: AWS::CodePipeline::Pipeline
                    Properties:
                      RoleArn: !GetAtt Role.Arn
                      ArtifactStores:
                        - Region: !Ref AWS::Region
                          ArtifactStore: {Type: S3, Location: !Ref Bucket}
                      Stages:
                        - Name: Source
                          Actions:
                            - Name: Fetch
                              ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: 1}
                              Configuration: {S3Bucket: !Sub "x-${AWS::AccountId}", S3ObjectKey: k}
                              OutputArtifacts: [{Name: !Ref Name}]
                        - Name: Deploy
                          Actions:
                            - Name: Deploy
                              ActionTypeId: {Category: Deploy, Owner: AWS, Provider: S3, Version: 1}
                              Configuration: {BucketName: !ImportValue site, Extract: true}
                              InputArtifacts: [{Name: !Ref Name}]
                        - !If [Production, {Name: Approve, Actions: []}, !Ref AWS::NoValue]
                """));

        assertThat(lint.out()).isEmpty();
        assertThat(lint.code()).isZero();
    }

    @Test
    void whatIsNeitherJsonNorYamlIsSaidWithItsPlace() throws IOException {
        String json = file("a.json", "{\"name\": \"shop\",\n  \"stages\": [}");
        String yaml = file("b.yaml", "name: shop\n  stages: []\n");

        Invocation lint = Invocation.of("lint", json, yaml);

        assertThat(lint.code()).isEqualTo(1);
        assertThat(lint.out())
                .contains(json + ":2:14: error: not valid JSON")
                .contains(yaml + ":2:9: error: not valid YAML");
    }

    @Test
    void programsGetTheFindingsAsJson() throws IOException {
        Invocation lint = Invocation.of("lint", "--output", "json", resource("wrong.yaml"));

        JsonNode first = JsonMapper.shared().readTree(lint.out()).at("/findings/0");
        assertThat(lint.code()).isEqualTo(1);
        assertThat(first.at("/line").asInt()).isEqualTo(2);
        assertThat(first.at("/column").asInt()).isEqualTo(7);
        assertThat(first.at("/level").asString()).isEqualTo("error");
        assertThat(first.at("/rule").asString()).isEqualTo("pattern");
        assertThat(first.at("/path").asString()).isEqualTo("pipeline.name");
    }

    @Test
    void aMissingFileIsWrongUsage() {
        Invocation lint = Invocation.of("lint", folder.resolve("none.json").toString());

        assertThat(lint.code()).isEqualTo(2);
        assertThat(lint.err()).contains("there is no such file");
    }

    /** The declarations that a test of the API creates and reads back. */
    static Stream<Path> declarations() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../testkit/src/test/resources/declarations"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void whatTheApiAcceptsPasses(Path file) {
        Invocation lint = Invocation.of("lint", file.toString());

        assertThat(lint.out().lines().filter(line -> !line.contains(": note: ")))
                .isEmpty();
        assertThat(lint.code()).isZero();
    }

    @Test
    void yamlThatNestsWithoutEndIsAFinding() throws IOException {
        Invocation lint = Invocation.of("lint", file("deep.yaml", "a: " + "[".repeat(200_000)));

        assertThat(lint.code()).isEqualTo(1);
        assertThat(lint.out()).contains("deep.yaml:1:", "nests too deep");
        assertThat(lint.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800"})
    void namesThatNoRequestCanCarryAreFindings(String bad) throws IOException {
        String key = GOOD.replace("\"S3Bucket\"", "\"S3Bucket" + bad + "\"");
        String name = GOOD.replace("\"shop\"", "\"shop" + bad + "\"");

        Invocation lint = Invocation.of("lint", file("key.json", key), file("name.json", name));

        assertThat(lint.code()).isEqualTo(1);
        assertThat(lint.err()).isEmpty();
        assertThat(lint.out()).contains("key.json:1:1: error: ", "name.json:1:1: error: ", "(serialization)");
    }
}
