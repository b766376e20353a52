package dev.penstock.cli.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.json.ShapeCodec;
import dev.penstock.cli.Invocation;
import dev.penstock.testkit.PenstockExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionConfigurationPropertyType;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

@DisplayName("penstock plan")
@Timeout(120)
class PlanCommandTest {
    private static final String SHOP = """
            {"name": "shop", "roleArn": "arn:aws:iam::111111111111:role/service", "pipelineType": "V2",
             "artifactStore": {"type": "S3", "location": "artifacts"},
             "variables": [{"name": "Target", "defaultValue": "beta"}],
             "stages": [
               {"name": "Source", "actions": [{"name": "Fetch",
                 "actionTypeId": {"category": "Source", "owner": "Custom", "provider": "Repo", "version": "1"},
                 "configuration": {"Token": "hunter2", "Branch": "main"},
                 "outputArtifacts": [{"name": "src"}]}]},
               {"name": "Gate", "actions": [
                 {"name": "Ok", "actionTypeId": {"category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1"}},
                 {"name": "Also", "actionTypeId": {"category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1"}}]}]}
            """;

    @RegisterExtension
    final PenstockExtension penstock = PenstockExtension.builder().build();

    @TempDir
    Path folder;

    private CodePipelineClient client() {
        CodePipelineClient client = penstock.codePipeline(penstock.administrator());
        client.createCustomActionType(request -> request.category(ActionCategory.SOURCE)
                .provider("Repo")
                .version("1")
                .configurationProperties(
                        property -> property.name("Token")
                                .required(true)
                                .key(false)
                                .secret(true)
                                .type(ActionConfigurationPropertyType.STRING),
                        property -> property.name("Branch")
                                .required(false)
                                .key(false)
                                .secret(false))
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(1)));
        return client;
    }

    private Invocation plan(String declaration, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("shop.json"), declaration);
        String[] arguments = new String[options.length + 4];
        arguments[0] = "plan";
        arguments[1] = "--data";
        arguments[2] = penstock.server().dataFolder().toString();
        arguments[3] = file.toString();
        System.arraycopy(options, 0, arguments, 4, options.length);
        return Invocation.of(arguments);
    }

    @Test
    void aPipelineThatDoesNotExistIsNew() throws IOException {
        assertThat(plan(SHOP)).isEqualTo(new Invocation(0, """
                shop is new. It would have these stages, and an execution starts at once:
                  + stage Source
                  + stage Gate
                """, ""));
    }

    @Test
    void differencesAreShownWithoutSecretsAndExecutionsUnderWayAreNamed() throws IOException {
        CodePipelineClient client = client();
        client.createPipeline(request -> request.pipeline(ShapeCodec.read(SHOP, PipelineDeclaration.builder())));
        String execution = client.listPipelineExecutions(request -> request.pipelineName("shop"))
                .pipelineExecutionSummaries()
                .getFirst()
                .pipelineExecutionId();

        Invocation plan = plan(
                SHOP.replace("\"pipelineType\": \"V2\"", "\"pipelineType\": \"V2\", \"executionMode\": \"QUEUED\"")
                        .replace("beta", "prod")
                        .replace("hunter2", "hunter3")
                        .replace("\"main\"", "\"next\"")
                        .replace("\"name\": \"Also\"", "\"name\": \"Then\", \"runOrder\": 2"),
                "--detailed-exitcode");

        assertThat(plan).isEqualTo(new Invocation(3, """
                shop: version 1 would become 2:
                  ~ executionMode: 'SUPERSEDED' -> 'QUEUED'
                  ~ variable Target
                    ~ defaultValue: 'beta' -> 'prod'
                  ~ stage Source
                    ~ action Fetch
                      ~ configuration.Token: a secret is given; the running one cannot be compared
                      ~ configuration.Branch: 'main' -> 'next'
                  ~ stage Gate
                    - action Also
                    + action Then
                The update cancels these executions:
                  %s  in stage Source: actions that run now still end, open approvals are closed
                """.formatted(execution), ""));
    }

    @Test
    void whatGetPipelineShowsIsNoChange() throws IOException {
        CodePipelineClient client = client();
        client.createPipeline(request -> request.pipeline(ShapeCodec.read(SHOP, PipelineDeclaration.builder())));
        String shown = ShapeCodec.toJson(
                client.getPipeline(request -> request.name("shop")).pipeline());

        Invocation plan = plan(shown, "--detailed-exitcode");

        assertThat(plan.code()).isZero();
        assertThat(plan.out()).startsWith("shop: no change from version 1. An update would still make version 2.");
    }

    @Test
    void parallelExecutionsAreNotTouched() throws IOException {
        String parallel =
                SHOP.replace("\"pipelineType\": \"V2\"", "\"pipelineType\": \"V2\", \"executionMode\": \"PARALLEL\"");
        client().createPipeline(request -> request.pipeline(ShapeCodec.read(parallel, PipelineDeclaration.builder())));

        assertThat(plan(SHOP).out())
                .contains("~ executionMode: 'PARALLEL' -> 'SUPERSEDED'")
                .contains("These executions are not touched:")
                .doesNotContain("cancels");
    }

    @Test
    void aWrongFileIsNotPlanned() throws IOException {
        Invocation plan = plan(SHOP.replace("\"name\": \"Gate\"", "\"name\": \"Source\""));

        assertThat(plan.code()).isEqualTo(1);
        assertThat(plan.err()).contains("Stage name 'Source' is used more than once (stage-name-unique)");
    }

    /** The same pipeline as SHOP, as a template has it: the bucket and the role come with the deployment. */
    private static final String TEMPLATE = """
            {"Resources": {"Bucket": {"Type": "AWS::S3::Bucket"}, "Shop": {"Type": "AWS::CodePipeline::Pipeline",
             "Properties": {"RoleArn": {"Fn::GetAtt": ["Role", "Arn"]}, "PipelineType": "V2",
             "ArtifactStore": {"Type": "S3", "Location": {"Ref": "Bucket"}},
             "Variables": [{"Name": "Target", "DefaultValue": "beta"}],
             "Stages": [
               {"Name": "Source", "Actions": [{"Name": "Fetch",
                 "ActionTypeId": {"Category": "Source", "Owner": "Custom", "Provider": "Repo", "Version": "1"},
                 "Configuration": {"Token": {"Ref": "Token"}, "Branch": "main"},
                 "OutputArtifacts": [{"Name": "src"}]}]},
               {"Name": "Gate", "Actions": [
                 {"Name": "Ok", "ActionTypeId": {"Category": "Approval", "Owner": "AWS", "Provider": "Manual", "Version": "1"}},
                 {"Name": "Also", "ActionTypeId": {"Category": "Approval", "Owner": "AWS", "Provider": "Manual", "Version": "1"}}]}]
            }}}}
            """;

    @Test
    void aTemplateIsPlannedAsFarAsItsValuesAreKnown() throws IOException {
        client().createPipeline(request -> request.pipeline(ShapeCodec.read(SHOP, PipelineDeclaration.builder())));

        Invocation same = plan(TEMPLATE, "--name", "shop", "--detailed-exitcode");
        assertThat(same.err()).isEmpty();
        assertThat(same.code()).isZero();
        assertThat(same.out()).startsWith("""
                shop: no change from version 1. An update would still make version 2.
                Known only when the template is deployed, and taken as they are now:
                  artifactStore.location
                  roleArn
                  stages.Source.actions.Fetch.configuration.Token
                """);

        Invocation other = plan(TEMPLATE.replace("beta", "prod"), "--name", "shop", "--detailed-exitcode");
        assertThat(other.code()).isEqualTo(3);
        assertThat(other.out()).contains("~ defaultValue: 'beta' -> 'prod'").doesNotContain("~ artifactStore");
    }

    @Test
    void aTemplateThatLeavesTheNameToCloudFormationNeedsOne() throws IOException {
        Invocation plan = plan(TEMPLATE);

        assertThat(plan.code()).isEqualTo(2);
        assertThat(plan.err()).contains("does not say what the pipeline is called; say so with --name");
    }

    @Test
    void aTemplateOfANewPipelineShowsItsStages() throws IOException {
        assertThat(plan(TEMPLATE, "--name", "stall").out()).startsWith("""
                stall is new. It would have these stages, and an execution starts at once:
                  + stage Source
                """);
    }
}
