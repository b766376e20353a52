package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.InvalidWebhookAuthenticationParametersException;
import software.amazon.awssdk.services.codepipeline.model.InvalidWebhookFilterPatternException;
import software.amazon.awssdk.services.codepipeline.model.LimitExceededException;
import software.amazon.awssdk.services.codepipeline.model.ListWebhookItem;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.Tag;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;
import software.amazon.awssdk.services.codepipeline.model.WebhookAuthenticationType;
import software.amazon.awssdk.services.codepipeline.model.WebhookDefinition;
import software.amazon.awssdk.services.codepipeline.model.WebhookFilterRule;
import software.amazon.awssdk.services.codepipeline.model.WebhookNotFoundException;

/** Webhooks over HTTP: made with the AWS SDK, called as GitHub and others call them (spec jobs 18). */
@Timeout(120)
class WebhooksTest {
    private static final String ACCOUNT = "222222222222";
    private static final String SECRET = "long-random";
    private static final String PUSH = "{\"ref\":\"refs/heads/main\",\"zen\":\"x\"}";
    private static final String JSON = "application/json";

    @RegisterExtension
    final PenstockExtension penstock = PenstockExtension.builder()
            .movableClock()
            .setting("limits.webhooks", "3")
            .setting("limits.webhook-deliveries-per-second", "2")
            .build();

    private final HttpClient http = HttpClient.newHttpClient();
    private Keys team;
    private CodePipelineClient client;

    @BeforeEach
    void aPipeline() {
        team = penstock.newAccount(ACCOUNT, "team");
        client = penstock.codePipeline(team);
        SmallPipeline.createTypes(client);
        client.createPipeline(request -> request.pipeline(SmallPipeline.declaration("shop", ACCOUNT)));
    }

    @Test
    void aSignedPushToTheBranchStartsThePipeline() throws Exception {
        ListWebhookItem hook = put(gitHub("push"));

        assertThat(hook.arn()).isEqualTo("arn:aws:codepipeline:us-east-1:222222222222:webhook:push");
        assertThat(hook.url())
                .startsWith(penstock.apiEndpoint() + "/trigger?t=")
                .endsWith("&v=1");
        assertThat(send(hook, JSON, PUSH, "X-Hub-Signature-256", sha256(PUSH))).isEqualTo(200);

        PipelineExecutionSummary started = executions().getFirst();
        assertThat(executions()).hasSize(2);
        assertThat(started.trigger().triggerType()).isEqualTo(TriggerType.WEBHOOK);
        assertThat(started.trigger().triggerDetail()).isEqualTo(hook.arn());
        assertThat(listed("push").lastTriggered())
                .isEqualTo(penstock.clock().instant().truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void aFormWorksAsWellAndItsSignatureIsOverTheRawBytes() throws Exception {
        ListWebhookItem hook = put(gitHub("push"));
        String form = "payload=" + URLEncoder.encode(PUSH, StandardCharsets.UTF_8);

        assertThat(send(hook, "application/x-www-form-urlencoded", form, "X-Hub-Signature-256", sha256(PUSH)))
                .isEqualTo(403);
        assertThat(send(hook, "application/x-www-form-urlencoded", form, "X-Hub-Signature-256", sha256(form)))
                .isEqualTo(200);
        assertThat(executions()).hasSize(2);
    }

    @Test
    void whatDoesNotMatchIsIgnoredAndWhoMayNotSendIsRefused() throws Exception {
        ListWebhookItem hook = put(gitHub("push"));
        String other = PUSH.replace("main", "dev");

        assertThat(send(hook, JSON, other, "X-Hub-Signature-256", sha256(other)))
                .isEqualTo(200);
        assertThat(send(hook, JSON, PUSH, "X-Hub-Signature-256", sha256(other))).isEqualTo(403);
        assertThat(send(hook, JSON, PUSH)).isEqualTo(403);
        assertThat(send(hook, JSON, "not json", "X-Hub-Signature-256", sha256("not json")))
                .isEqualTo(400);
        assertThat(post(URI.create(hook.url().replace("?t=", "?t=x")), JSON, PUSH)
                        .statusCode())
                .isEqualTo(404);
        assertThat(post(penstock.apiEndpoint().resolve("/trigger"), JSON, PUSH).statusCode())
                .isEqualTo(404);
        assertThat(executions()).hasSize(1);
        assertThat(listed("push").lastTriggered()).isNull();
    }

    @Test
    void pingsOfGitHubStartNothingEvenWithoutFilters() throws Exception {
        ListWebhookItem hook = put(gitHub("push").toBuilder().filters(List.of()).build());

        assertThat(send(hook, JSON, PUSH, "X-Hub-Signature-256", sha256(PUSH), "X-GitHub-Event", "ping"))
                .isEqualTo(200);
        assertThat(executions()).hasSize(1);
        assertThat(send(hook, JSON, PUSH, "X-Hub-Signature-256", sha256(PUSH), "X-GitHub-Event", "push"))
                .isEqualTo(200);
        assertThat(executions()).hasSize(2);
    }

    @Test
    void theConfigurationAtDeliveryDecidesWhatAPlaceholderStandsFor() throws Exception {
        ListWebhookItem hook = put(gitHub("push"));
        var declaration = client.getPipeline(request -> request.name("shop")).pipeline();
        var source = declaration.stages().getFirst();
        var fetch = source.actions().getFirst();
        client.updatePipeline(request -> request.pipeline(declaration.toBuilder()
                .stages(
                        source.toBuilder()
                                .actions(fetch.toBuilder()
                                        .configuration(Map.of("Branch", "dev", "Token", "****"))
                                        .build())
                                .build(),
                        declaration.stages().getLast())
                .build()));
        String dev = PUSH.replace("main", "dev");

        assertThat(send(hook, JSON, dev, "X-Hub-Signature-256", sha256(dev))).isEqualTo(200);
        assertThat(executions()).hasSize(2);
    }

    @Test
    void anAddressRangeLetsInWhoIsInsideAndNobodyElse() throws Exception {
        ListWebhookItem inside = put(byAddress("inside", "127.0.0.0/8"));
        ListWebhookItem outside = put(byAddress("outside", "192.0.2.0/24"));

        assertThat(send(inside, JSON, PUSH)).isEqualTo(200);
        assertThat(send(outside, JSON, PUSH, "X-Forwarded-For", "192.0.2.1")).isEqualTo(403);
        assertThat(executions()).hasSize(2);
    }

    @Test
    void anUpdateKeepsUrlAndSecretAndNeverShowsIt() throws Exception {
        ListWebhookItem hook = client.putWebhook(request -> request.webhook(gitHub("push"))
                        .tags(Tag.builder().key("team").value("blue").build()))
                .webhook();
        assertThat(hook.definition().authenticationConfiguration().secretToken())
                .isEqualTo("****");
        ListWebhookItem updated =
                put(hook.definition().toBuilder().filters(filter("$.zen", "x")).build());

        assertThat(updated.url()).isEqualTo(hook.url());
        assertThat(updated.tags())
                .containsExactly(Tag.builder().key("team").value("blue").build());
        assertThat(send(hook, JSON, "{\"zen\":\"x\"}", "X-Hub-Signature-256", sha256("{\"zen\":\"x\"}")))
                .isEqualTo(200);
        assertThat(listed("push").toString()).doesNotContain(SECRET);
        assertThat(client.listTagsForResource(request -> request.resourceArn(hook.arn()))
                        .tags())
                .hasSize(1);

        client.deleteWebhook(request -> request.name("push"));
        client.deleteWebhook(request -> request.name("push"));
        assertThat(send(hook, JSON, PUSH)).isEqualTo(404);
        assertThat(put(gitHub("push")).url()).isNotEqualTo(hook.url());
        assertThat(listed("push").tags()).isEmpty();
    }

    @Test
    void aWebhookOutlivesItsPipelineAndSaysWhatIsWrong() throws Exception {
        ListWebhookItem hook = put(gitHub("push"));
        client.deletePipeline(request -> request.name("shop"));

        assertThat(send(hook, JSON, PUSH, "X-Hub-Signature-256", sha256(PUSH))).isEqualTo(400);
        assertThat(listed("push").errorCode()).isEqualTo("PipelineNotFoundException");
        assertThat(listed("push").errorMessage())
                .isEqualTo("Pipeline with name shop does not exist in account 222222222222.");

        client.createPipeline(request -> request.pipeline(SmallPipeline.declaration("shop", ACCOUNT)));
        assertThat(send(hook, JSON, PUSH, "X-Hub-Signature-256", sha256(PUSH))).isEqualTo(200);
        assertThat(listed("push").errorCode()).isNull();
    }

    @Test
    void tooManyDeliveriesAreHeldOffUntilTimePasses() throws Exception {
        ListWebhookItem hook = put(gitHub("push"));
        for (int i = 0; i < 10; i++) {
            assertThat(send(hook, JSON, PUSH)).isEqualTo(403);
        }
        assertThat(send(hook, JSON, PUSH, "X-Hub-Signature-256", sha256(PUSH))).isEqualTo(429);

        penstock.clock().advance(Duration.ofSeconds(1));
        assertThat(send(hook, JSON, PUSH, "X-Hub-Signature-256", sha256(PUSH))).isEqualTo(200);
    }

    @Test
    void whatIsWrongWithADefinitionIsRefused() {
        assertThatThrownBy(() ->
                        put(gitHub("push").toBuilder().targetPipeline("none").build()))
                .isInstanceOf(PipelineNotFoundException.class);
        assertThatThrownBy(() ->
                        put(gitHub("push").toBuilder().targetAction("Check").build()))
                .isInstanceOfSatisfying(
                        CodePipelineException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo("ValidationException"))
                .hasMessageContaining("Action with name Check was not found in the first stage of the pipeline");
        for (String wanted : List.of("{Nothing}", "{Token}")) {
            assertThatThrownBy(() -> put(gitHub("push").toBuilder()
                            .filters(filter("$.ref", wanted))
                            .build()))
                    .isInstanceOf(InvalidWebhookFilterPatternException.class);
        }
        assertThatThrownBy(() -> put(gitHub("push").toBuilder()
                        .authenticationConfiguration(given -> given.secretToken("****"))
                        .build()))
                .isInstanceOf(InvalidWebhookAuthenticationParametersException.class);
        for (int i = 0; i < 3; i++) {
            put(gitHub("push" + i));
        }
        assertThatThrownBy(() -> put(gitHub("one-more")))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("The limit of 3 webhooks has been exceeded");
        assertThat(client.listWebhooksPaginator(request -> request.maxResults(2)).stream()
                        .flatMap(page -> page.webhooks().stream())
                        .map(item -> item.definition().name()))
                .containsExactly("push0", "push1", "push2");
    }

    @Test
    void onlyWebhooksOfGitHubSourcesCanBeRegistered() {
        put(gitHub("push"));

        assertThatThrownBy(() -> client.registerWebhookWithThirdParty(request -> request.webhookName("push")))
                .isInstanceOf(CodePipelineException.class)
                .hasMessageContaining("only webhooks for source actions of provider GitHub can");
        assertThatThrownBy(() -> client.registerWebhookWithThirdParty(request -> request.webhookName("none")))
                .isInstanceOf(WebhookNotFoundException.class)
                .hasMessageContaining("Webhook with name 'none' was not found");
        client.deregisterWebhookWithThirdParty(request -> request.webhookName("push"));
    }

    private ListWebhookItem put(WebhookDefinition definition) {
        return client.putWebhook(request -> request.webhook(definition)).webhook();
    }

    private ListWebhookItem listed(String name) {
        return client.listWebhooks().webhooks().stream()
                .filter(item -> item.definition().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<PipelineExecutionSummary> executions() {
        return client.listPipelineExecutions(request -> request.pipelineName("shop"))
                .pipelineExecutionSummaries();
    }

    private static WebhookDefinition gitHub(String name) {
        return WebhookDefinition.builder()
                .name(name)
                .targetPipeline("shop")
                .targetAction("Fetch")
                .filters(filter("$.ref", "refs/heads/{Branch}"))
                .authentication(WebhookAuthenticationType.GITHUB_HMAC)
                .authenticationConfiguration(given -> given.secretToken(SECRET))
                .build();
    }

    private static WebhookDefinition byAddress(String name, String range) {
        return gitHub(name).toBuilder()
                .authentication(WebhookAuthenticationType.IP)
                .authenticationConfiguration(given -> given.allowedIPRange(range))
                .build();
    }

    private static WebhookFilterRule filter(String path, String wanted) {
        return WebhookFilterRule.builder().jsonPath(path).matchEquals(wanted).build();
    }

    private int send(ListWebhookItem hook, String type, String body, String... headers)
            throws IOException, InterruptedException {
        return post(URI.create(hook.url()), type, body, headers).statusCode();
    }

    private HttpResponse<String> post(URI url, String type, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String sha256(String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
