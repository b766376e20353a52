package dev.penstock.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.Engine;
import dev.penstock.engine.EngineSettings;
import dev.penstock.providers.BuiltInActionTypes;
import dev.penstock.server.auth.Caller;
import dev.penstock.server.fuzz.HostileRequests.Request;
import dev.penstock.server.http.Admission;
import dev.penstock.server.http.ApiService.ApiCall;
import dev.penstock.server.http.TokenBuckets;
import dev.penstock.server.iam.Authorizer;
import dev.penstock.server.operations.ActionTypeDeclarations;
import dev.penstock.server.operations.ActionTypeOperations;
import dev.penstock.server.operations.ApprovalOperations;
import dev.penstock.server.operations.ClientPairs;
import dev.penstock.server.operations.CodePipelineService;
import dev.penstock.server.operations.DeployTargetOperations;
import dev.penstock.server.operations.ExecutionOperations;
import dev.penstock.server.operations.JobOperations;
import dev.penstock.server.operations.JobResults;
import dev.penstock.server.operations.NextTokens;
import dev.penstock.server.operations.OperationHandlers;
import dev.penstock.server.operations.PipelineOperations;
import dev.penstock.server.operations.PipelineSteps;
import dev.penstock.server.operations.Polls;
import dev.penstock.server.operations.RuleOperations;
import dev.penstock.server.operations.StageOperations;
import dev.penstock.server.operations.StateOperations;
import dev.penstock.server.operations.TagOperations;
import dev.penstock.server.operations.ThirdPartyJobOperations;
import dev.penstock.server.operations.WebhookOperations;
import dev.penstock.server.operations.WebhookRegistrations;
import dev.penstock.server.webhooks.GitHubHooks;
import dev.penstock.store.Store;
import dev.penstock.store.memory.MemoryStore;
import dev.penstock.store.time.MovableClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two hundred thousand requests of a fixed seed, from nearly right to nonsense, through codec, validator, rights and
 * operations: each is answered or refused in the API's own words, and what is stored stays whole. On a failure, the
 * number in its text repeats the request.
 */
class HostileRequestsTest {
    private static final int REQUESTS = 200_000;
    private static final long SEED = 20261124;
    private static final double[] MISCHIEF = {0, 0.002, 0.01, 0.05, 0.2};

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private enum Outcome {
        ANSWERED,
        REFUSED_BY_OPERATION,
        INVALID,
        NOT_READABLE
    }

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final CodePipelineService service = service();
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final Map<String, Integer> answered = new TreeMap<>();
    private final List<String> ids = new ArrayList<>();
    private int learnt;

    @Test
    @Timeout(180)
    void noRequestBreaksTheServerOrLeavesHalfOfSomething() {
        for (int i = 0; i < REQUESTS; i++) {
            if (i % 500 == 0) {
                preparePipeline();
            }
            HostileRequests requests = new HostileRequests(SEED + i, MISCHIEF[i % MISCHIEF.length], ids);
            Request request = requests.next();
            Outcome outcome = outcome(i, request);
            outcomes.merge(outcome, 1, Integer::sum);
            if (outcome == Outcome.ANSWERED) {
                answered.merge(request.operation(), 1, Integer::sum);
            }
            if (i % 50_000 == 0) {
                assertAllIsWhole();
            }
        }
        assertAllIsWhole();
        assertThat(outcomes).as("requests of every kind").containsOnlyKeys(Outcome.values());
        assertThat(outcomes.get(Outcome.ANSWERED)).as("outcomes %s", outcomes).isGreaterThan(REQUESTS / 20);
        assertThat(answered).as("operations that answered").hasSizeGreaterThan(25);
    }

    private Outcome outcome(int number, Request request) {
        try {
            byte[] answer = call(request.operation(), request.body());
            if (answer.length > 0) {
                assertThat(JsonMapper.shared().readTree(answer).isObject()).isTrue();
                learn(answer);
            }
            return Outcome.ANSWERED;
        } catch (CodePipelineException refused) {
            return Outcome.REFUSED_BY_OPERATION;
        } catch (ApiException refused) {
            assertThat(refused.status()).as("status of request %d", number).isBetween(400, 499);
            return switch (refused.code()) {
                case "SerializationException" -> Outcome.NOT_READABLE;
                case "ValidationException" -> Outcome.INVALID;
                default -> Outcome.REFUSED_BY_OPERATION;
            };
        } catch (Throwable broken) {
            String body = new String(request.body(), StandardCharsets.UTF_8);
            return fail(
                    "request " + number + " broke " + request.operation() + ": "
                            + body.substring(0, Math.min(2000, body.length())),
                    broken);
        }
    }

    /** Ids in answers, of executions, actions and jobs, for later requests to name. */
    private void learn(byte[] answer) {
        Matcher id = ID.matcher(new String(answer, StandardCharsets.UTF_8));
        for (int i = 0; i < 5 && id.find(); i++) {
            if (ids.size() < 200) {
                ids.add(id.group());
            } else {
                ids.set(learnt++ % ids.size(), id.group());
            }
        }
    }

    /** Whatever is listed can be read whole. */
    private void assertAllIsWhole() {
        for (JsonNode pipeline : ask("ListPipelines", "{}").path("pipelines")) {
            String name =
                    JsonMapper.shared().writeValueAsString(pipeline.path("name").asString());
            assertThat(ask("GetPipeline", "{\"name\":" + name + "}")
                            .path("pipeline")
                            .path("stages")
                            .size())
                    .isGreaterThan(1);
            assertThat(ask("GetPipelineState", "{\"name\":" + name + "}")
                            .path("stageStates")
                            .size())
                    .isGreaterThan(1);
            ask("ListPipelineExecutions", "{\"pipelineName\":" + name + "}");
            ask("ListActionExecutions", "{\"pipelineName\":" + name + "}");
            ask("ListRuleExecutions", "{\"pipelineName\":" + name + "}");
        }
        ask("ListActionTypes", "{}");
        ask("ListWebhooks", "{}");
    }

    private void preparePipeline() {
        for (String category : new String[] {"Source", "Build"}) {
            ask("CreateCustomActionType", """
                    {"category":"%s","provider":"Acme","version":"1","inputArtifactDetails":
                    {"minimumCount":0,"maximumCount":5},"outputArtifactDetails":{"minimumCount":0,"maximumCount":5}}
                    """.formatted(category));
        }
        if (ask("ListPipelines", "{}")
                .path("pipelines")
                .valueStream()
                .anyMatch(pipeline -> pipeline.path("name").asString().equals("shop"))) {
            return;
        }
        ask("CreatePipeline", """
                {"pipeline":{"name":"shop","pipelineType":"V2","roleArn":"arn:aws:iam::111111111111:role/service",
                "artifactStore":{"type":"S3","location":"artifacts"},
                "stages":[{"name":"Source","actions":[{"name":"Fetch","actionTypeId":{"category":"Source",
                "owner":"Custom","provider":"Acme","version":"1"}}]},{"name":"Build","actions":[{"name":"Check",
                "actionTypeId":{"category":"Build","owner":"Custom","provider":"Acme","version":"1"}}]}]}}""");
    }

    private JsonNode ask(String operation, String body) {
        return JsonMapper.shared().readTree(call(operation, body.getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] call(String operation, byte[] body) {
        clock.advance(Duration.ofMillis(1));
        Caller caller =
                new Caller("111111111111", "us-east-1", "arn:aws:iam::111111111111:user/a", "AKIAEXAMPLE", null, false);
        return service.call(operation, new ApiCall(caller, body, Optional.of(Duration.ZERO), null));
    }

    /** A service on a store in memory, that nobody works for. */
    private CodePipelineService service() {
        Store store = new OneAtATime(new MemoryStore(), new ReentrantLock());
        Random random = new Random(SEED);
        Supplier<String> newIds = () -> new UUID(random.nextLong(), random.nextLong()).toString();
        EngineSettings settings = EngineSettings.DEFAULTS;
        PipelineSteps steps = new PipelineSteps(
                new Engine(),
                clock,
                newIds,
                random,
                settings,
                BuiltInActionTypes::find,
                new ClientPairs(clock, newIds, new SecureRandom()));
        JobResults results = new JobResults(store, steps, clock, settings);
        Polls polls = new Polls(store, clock, settings, new Admission(64, 64, 64, Duration.ofSeconds(1)));
        NextTokens tokens = new NextTokens(new byte[32]);
        URI here = URI.create("http://127.0.0.1:1");
        OperationHandlers handlers = new OperationHandlers();
        new PipelineOperations(store, steps, tokens, newIds, 1000, id -> {}).register(handlers);
        new ExecutionOperations(store, steps, tokens).register(handlers);
        new StateOperations(store, steps).register(handlers);
        new StageOperations(store, steps).register(handlers);
        new RuleOperations(store, tokens).register(handlers);
        new DeployTargetOperations(store, tokens).register(handlers);
        new TagOperations(store, tokens).register(handlers);
        new WebhookOperations(store, steps, tokens, new SecureRandom(), 300, () -> here).register(handlers);
        new WebhookRegistrations(store, steps, new GitHubHooks(here), () -> here).register(handlers);
        new ApprovalOperations(store, steps, clock).register(handlers);
        new JobOperations(store, clock, settings, polls, results, job -> Optional.empty()).addTo(handlers);
        new ThirdPartyJobOperations(store, clock, settings, polls, results, job -> Optional.empty()).addTo(handlers);
        new ActionTypeOperations(
                        store,
                        tokens,
                        BuiltInActionTypes.list(),
                        new ActionTypeDeclarations(Duration.ofHours(1)),
                        new ActionTypeOperations.Options(50, Duration.ofHours(24), true))
                .addTo(handlers);
        return new CodePipelineService(
                handlers,
                new Authorizer(arn -> Map.of()),
                new TokenBuckets(1_000_000, 1_000_000, 10, clock),
                Duration.ZERO);
    }
}
