package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;
import tools.jackson.databind.JsonNode;

@DisplayName(
        "A webhook of a GitHub source, from its registration to the push that starts the pipeline (spec jobs 18.4)")
@Timeout(60)
class GitHubWebhooksTest {
    private static final GitHubStandIn GIT_HUB = GitHubStandIn.start();
    private static final String PUSH = "{\"ref\":\"refs/heads/main\"}";

    @RegisterExtension
    final PenstockExtension penstock = PenstockExtension.builder()
            .setting("server.github-api", GIT_HUB.url())
            .build();

    private CodePipelineClient client;

    @AfterAll
    static void stop() {
        GIT_HUB.close();
    }

    @BeforeEach
    void aPipelineWithAWebhook() {
        client = penstock.codePipeline(penstock.newAccount("222222222222", "team"));
        create("blog", GitHubStandIn.TOKEN);
    }

    private void create(String name, String token) {
        client.createPipeline(request -> request.pipeline(pipeline -> pipeline.name(name)
                .roleArn("arn:aws:iam::222222222222:role/service")
                .artifactStore(store -> store.type("S3").location("artifacts"))
                .stages(
                        stage -> stage.name("Source")
                                .actions(action -> action.name("Fetch")
                                        .actionTypeId(type -> type.category(ActionCategory.SOURCE)
                                                .owner(ActionOwner.THIRD_PARTY)
                                                .provider("GitHub")
                                                .version("1"))
                                        .configuration(Map.of(
                                                "Owner", "acme",
                                                "Repo", name,
                                                "Branch", "main",
                                                "OAuthToken", token,
                                                "PollForSourceChanges", "false"))
                                        .outputArtifacts(artifact -> artifact.name("Posts"))),
                        stage -> stage.name("Gate")
                                .actions(action -> action.name("Ok")
                                        .actionTypeId(type -> type.category(ActionCategory.APPROVAL)
                                                .owner(ActionOwner.AWS)
                                                .provider("Manual")
                                                .version("1"))))));
        client.putWebhook(request -> request.webhook(webhook -> webhook.name(name)
                .targetPipeline(name)
                .targetAction("Fetch")
                .filters(filter -> filter.jsonPath("$.ref").matchEquals("refs/heads/{Branch}"))
                .authentication("GITHUB_HMAC")
                .authenticationConfiguration(configuration -> configuration.secretToken("long-random"))));
    }

    @Test
    void gitHubIsToldWhereToSendPushesAndThenAPushStartsThePipeline() throws Exception {
        client.registerWebhookWithThirdParty(request -> request.webhookName("blog"));

        assertThat(GIT_HUB.hooks()).hasSize(1);
        JsonNode config = GIT_HUB.hooks().values().iterator().next().path("config");
        assertThat(config.path("secret").asString()).isEqualTo("long-random");
        assertThat(push(config)).isEqualTo(200);
        assertThat(client.listPipelineExecutions(request -> request.pipelineName("blog"))
                        .pipelineExecutionSummaries()
                        .getFirst()
                        .trigger()
                        .triggerType())
                .isEqualTo(TriggerType.WEBHOOK);

        client.deregisterWebhookWithThirdParty(request -> request.webhookName("blog"));
        assertThat(GIT_HUB.hooks()).isEmpty();
        client.deregisterWebhookWithThirdParty(request -> request.webhookName("blog"));
    }

    @Test
    void whoeverRegistersAgainHasOneHook() {
        client.registerWebhookWithThirdParty(request -> request.webhookName("blog"));
        client.registerWebhookWithThirdParty(request -> request.webhookName("blog"));

        assertThat(GIT_HUB.hooks()).hasSize(1);
        client.deregisterWebhookWithThirdParty(request -> request.webhookName("blog"));
    }

    @Test
    void whatGitHubRefusesIsSaidInAwssWords() {
        create("shop", "no-token");

        assertThatThrownBy(() -> client.registerWebhookWithThirdParty(request -> request.webhookName("shop")))
                .hasMessageContaining("Webhook could not be registered with GitHub. Error cause: Bad credentials"
                        + " [StatusCode: 401, Body: {\"message\":\"Bad credentials\"}]");
        assertThat(GIT_HUB.hooks()).isEmpty();
    }

    /** As GitHub sends it: to the hook's URL, signed with the hook's secret. */
    private static int push(JsonNode config) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(config.path("secret").asString().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(PUSH.getBytes(StandardCharsets.UTF_8)));
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(config.path("url").asString()))
                                    .header("Content-Type", "application/json")
                                    .header("X-GitHub-Event", "push")
                                    .header("X-Hub-Signature-256", "sha256=" + signature)
                                    .POST(BodyPublishers.ofString(PUSH))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        }
    }
}
