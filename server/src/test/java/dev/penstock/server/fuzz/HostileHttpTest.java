package dev.penstock.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.model.ServiceModel;
import dev.penstock.server.PenstockServer;
import dev.penstock.server.SigningClient;
import dev.penstock.server.fuzz.HostileHttp.Sent;
import dev.penstock.server.fuzz.RawConnection.Answer;
import dev.penstock.server.settings.Settings;
import dev.penstock.store.account.AccessKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hostile requests to a whole server, over connections that stay open. */
@DisplayName("No request over HTTP breaks the server, shows its inside, or leaves half of something")
class HostileHttpTest {
    private static final int REQUESTS = 24_000;
    private static final int CONNECTIONS = 4;
    private static final long SEED = 4711;
    private static final double[] MISCHIEF = {0, 0.01, 0.1};

    @TempDir
    Path folder;

    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();

    @Test
    @Timeout(180)
    void everyAnswerIsInTheApisFormAndNoneIsAFaultOfOurs() throws Exception {
        Settings settings = Settings.of(
                Map.of("server.port", "0", "server.s3-port", "0", "limits.webhook-deliveries-per-second", "100000"));
        try (PenstockServer server = PenstockServer.start(folder.resolve("data"), settings);
                SigningClient client = new SigningClient(server.apiEndpoint().resolve("/"), Clock.systemUTC());
                ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS)) {
            AccessKey key = server.store()
                    .read(tx -> tx.accessKeys().list("111111111111"))
                    .getFirst();
            List<String> hooks = prepare(client, key);
            List<Future<?>> shares = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int share = i;
                shares.add(senders.submit(() -> {
                    send(share, server.apiEndpoint().resolve("/"), key, hooks);
                    return null;
                }));
            }
            for (Future<?> share : shares) {
                share.get();
            }
            assertAllIsWhole(client, key);
        }
        assertThat(new TreeMap<>(statuses)).as("answers of every kind").containsKeys(200, 400, 403, 404, 405);
        assertThat(statuses.get(200)).isGreaterThan(REQUESTS / 50);
    }

    private void send(int share, URI endpoint, AccessKey key, List<String> hooks) throws Exception {
        try (RawConnection connection = new RawConnection(endpoint.getPort())) {
            for (int i = share; i < REQUESTS; i += CONNECTIONS) {
                double mischief = MISCHIEF[i / CONNECTIONS % MISCHIEF.length];
                Sent sent = new HostileHttp(SEED + i, endpoint, key, hooks)
                        .next(
                                new HostileRequests(SEED + i, mischief, List.of()),
                                new HostileRequests(ServiceModel.penstock(), SEED + i, mischief, List.of()));
                String what = "answer to request " + i + ", " + sent.what();
                Answer answer;
                try {
                    answer = connection.send(sent.bytes());
                } catch (IOException e) {
                    throw new AssertionError("no " + what, e);
                }
                check(what, answer);
                statuses.merge(answer.status(), 1, Integer::sum);
            }
        }
    }

    private static void check(String what, Answer answer) {
        assertThat(answer.status()).as(what).isBetween(200, 499);
        assertThat(answer.headers()).as(what).containsKey("x-amzn-requestid");
        assertThat(answer.body()).as(what).doesNotContain("dev.penstock", "java.lang", "\tat ", "\\tat ");
        if (answer.status() >= 400 && !answer.body().isEmpty()) {
            JsonNode error = JsonMapper.shared().readTree(answer.body());
            assertThat(error.path("__type").asString("")).as(what).isNotEmpty();
        }
    }

    /** A pipeline, and two webhooks that start it: one for everybody, one for GitHub. */
    private static List<String> prepare(SigningClient client, AccessKey key) {
        List<String> hooks = new ArrayList<>();
        for (String category : List.of("Source", "Build")) {
            ask(client, key, "CreateCustomActionType", """
                    {"category":"%s","provider":"Acme","version":"1","inputArtifactDetails":
                    {"minimumCount":0,"maximumCount":5},"outputArtifactDetails":{"minimumCount":0,"maximumCount":5}}
                    """.formatted(category));
        }
        ask(client, key, "CreatePipeline", """
                {"pipeline":{"name":"hooked","roleArn":"arn:aws:iam::111111111111:role/service",
                "artifactStore":{"type":"S3","location":"artifacts"},
                "stages":[{"name":"Source","actions":[{"name":"Fetch","actionTypeId":{"category":"Source",
                "owner":"Custom","provider":"Acme","version":"1"}}]},{"name":"Build","actions":[{"name":"Check",
                "actionTypeId":{"category":"Build","owner":"Custom","provider":"Acme","version":"1"}}]}]}}""");
        for (String authentication : List.of("UNAUTHENTICATED", "GITHUB_HMAC")) {
            String configuration = authentication.equals("GITHUB_HMAC") ? "{\"SecretToken\":\"x\"}" : "{}";
            URI url = URI.create(
                    ask(client, key, "PutWebhook", """
                            {"webhook":{"name":"%s","targetPipeline":"hooked","targetAction":"Fetch","filters":[{"jsonPath":
                            "$.ref","matchEquals":"refs/heads/main"}],"authentication":"%s","authenticationConfiguration":%s}}
                            """.formatted(authentication, authentication, configuration))
                            .at("/webhook/url")
                            .asString());
            hooks.add(url.getPath() + "?" + url.getQuery());
        }
        return hooks;
    }

    /** Whatever is listed can be read whole. */
    private static void assertAllIsWhole(SigningClient client, AccessKey key) {
        for (JsonNode pipeline : ask(client, key, "ListPipelines", "{}").path("pipelines")) {
            String name =
                    JsonMapper.shared().writeValueAsString(pipeline.path("name").asString());
            assertThat(ask(client, key, "GetPipeline", "{\"name\":" + name + "}")
                            .path("pipeline")
                            .path("stages")
                            .size())
                    .isGreaterThan(1);
            assertThat(ask(client, key, "GetPipelineState", "{\"name\":" + name + "}")
                            .path("stageStates")
                            .size())
                    .isGreaterThan(1);
            for (String list : List.of("ListPipelineExecutions", "ListActionExecutions", "ListRuleExecutions")) {
                var _ = ask(client, key, list, "{\"pipelineName\":" + name + "}");
            }
        }
        var _ = ask(client, key, "ListActionTypes", "{}");
        assertThat(ask(client, key, "ListWebhooks", "{}").path("webhooks").size())
                .isPositive();
    }

    private static JsonNode ask(SigningClient client, AccessKey key, String operation, String body) {
        HttpResponse<String> answer = client.call(key, "codepipeline", "CodePipeline_20150709." + operation, body);
        assertThat(answer.statusCode()).as(operation + ": " + answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }
}
