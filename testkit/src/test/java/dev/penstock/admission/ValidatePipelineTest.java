package dev.penstock.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.testkit.Keys;
import dev.penstock.testkit.PenstockExtension;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionConfigurationPropertyType;
import tools.jackson.databind.JsonNode;

@DisplayName("ValidatePipeline")
class ValidatePipelineTest {
    private static final String TEAM = "222222222222";

    private static final String PIPELINE = """
            {"name":"shop","roleArn":"arn:aws:iam::222222222222:role/service",\
            "artifactStore":{"type":"S3","location":"artifacts"},\
            "stages":[{"name":"Source","actions":[{"name":"Fetch","actionTypeId":{"category":"Source",\
            "owner":"Custom","provider":"Repo","version":"1"},"configuration":{"Token":"%s"},\
            "outputArtifacts":[{"name":"src"}]}]},\
            {"name":"%s","actions":[{"name":"Ok","runOrder":%d,"actionTypeId":{"category":"Approval",\
            "owner":"AWS","provider":"Manual","version":"1"}}]}]}""";

    @RegisterExtension
    final PenstockExtension penstock = PenstockExtension.builder().build();

    private JsonNode validate(String declaration) {
        return penstock.operator().call("ValidatePipeline", Map.of("accountId", TEAM, "declaration", declaration));
    }

    private CodePipelineClient team() {
        Keys keys = penstock.newAccount(TEAM, "team");
        CodePipelineClient client = penstock.codePipeline(keys);
        client.createCustomActionType(request -> request.category(ActionCategory.SOURCE)
                .provider("Repo")
                .version("1")
                .configurationProperties(property -> property.name("Token")
                        .required(true)
                        .key(true)
                        .secret(true)
                        .type(ActionConfigurationPropertyType.STRING))
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(1)));
        return client;
    }

    @Test
    void aGoodDeclarationIsValidBareOrAsARequest() {
        team();
        String good = PIPELINE.formatted("abc", "Gate", 1);

        assertThat(validate(good).toString()).isEqualTo("{\"valid\":true,\"problems\":[]}");
        assertThat(validate("{\"pipeline\":" + good + "}").get("valid").asBoolean())
                .isTrue();
    }

    @Test
    void constraintsAndRulesAreReportedTogetherAndNothingIsStored() {
        CodePipelineClient client = team();

        JsonNode answer = validate(PIPELINE.formatted("abc", "Source", 1000));

        assertThat(answer.get("valid").asBoolean()).isFalse();
        assertThat(answer.get("problems").toString()).isEqualTo("""
                [{"code":"ValidationException","message":"Value at 'pipeline.stages.2.member.actions.1.member.runOrder' \
                failed to satisfy constraint: Member must have value less than or equal to 999",\
                "path":"pipeline.stages.2.member.actions.1.member.runOrder","rule":"range"},\
                {"code":"InvalidStageDeclarationException","message":"Stage name 'Source' is used more than once",\
                "path":"pipeline.stages.2.member.name","rule":"stage-name-unique"}]""");
        assertThat(client.listPipelines().pipelines()).isEmpty();
    }

    @Test
    void aMaskedSecretIsGoodForThePipelineThatHasItAlready() {
        CodePipelineClient client = team();
        String masked = PIPELINE.formatted("****", "Gate", 1);
        assertThat(validate(masked).at("/problems/0/rule").asString()).isEqualTo("secret-mask");

        client.createPipeline(Declarations.read(PIPELINE.formatted("abc", "Gate", 1)));

        assertThat(validate(masked).get("valid").asBoolean()).isTrue();
    }

    @Test
    void whatIsNotJsonIsRefused() {
        team();
        assertThatThrownBy(() -> validate("{\"name\":")).hasMessageContaining("The declaration cannot be read.");
    }

    @Test
    void anUnknownAccountIsRefused() {
        assertThatThrownBy(() -> validate("{}")).hasMessageContaining("AccountNotFoundException");
    }
}
