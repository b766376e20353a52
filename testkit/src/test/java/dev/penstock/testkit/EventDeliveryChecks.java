package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.store.Store;
import dev.penstock.store.Topics;
import dev.penstock.testkit.EventReceiver.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.Job;
import tools.jackson.databind.JsonNode;

/** Events of a pipeline that runs, at a real HTTP endpoint. */
@Timeout(120)
abstract class EventDeliveryChecks {
    private static final String ACCOUNT = "222222222222";
    private static final ActionTypeId SOURCE = ActionTypeId.builder()
            .category(ActionCategory.SOURCE)
            .owner(ActionOwner.CUSTOM)
            .provider("Repo")
            .version("1")
            .build();

    private static final List<String> UNTIL_APPROVAL = List.of(
            "pipeline STARTED",
            "stage Source STARTED",
            "action Fetch STARTED",
            "action Fetch SUCCEEDED",
            "stage Source SUCCEEDED",
            "stage Release STARTED",
            "action GoLive STARTED");

    private static final List<String> AFTER_APPROVAL =
            List.of("action GoLive SUCCEEDED", "stage Release SUCCEEDED", "pipeline SUCCEEDED");

    @RegisterExtension
    final PenstockExtension penstock;

    private final EventReceiver receiver = new EventReceiver();

    EventDeliveryChecks(PenstockExtension.Builder server) {
        this.penstock = server.movableClock()
                .setting("events.allowed-networks", "127.0.0.1/32")
                .build();
    }

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    private void subscribe(String name, String url) {
        penstock.operator()
                .call(
                        "PutEventSubscription",
                        Map.of("accountId", ACCOUNT, "name", name, "url", url, "secret", EventReceiver.SECRET));
    }

    private JsonNode subscription(String name) {
        for (JsonNode found : penstock.operator()
                .call("ListEventSubscriptions", Map.of("accountId", ACCOUNT))
                .get("subscriptions")) {
            if (found.get("name").asString().equals(name)) {
                return found;
            }
        }
        throw new AssertionError("no subscription " + name);
    }

    /** Waits until the subscription is as wanted, looking whenever deliveries change. */
    private JsonNode awaitSubscription(String name, Predicate<JsonNode> wanted) throws InterruptedException {
        Store store = penstock.server().store();
        while (true) {
            long seen = store.signals().version(Topics.DELIVERIES);
            JsonNode now = subscription(name);
            if (wanted.test(now)) {
                return now;
            }
            store.signals().await(Topics.DELIVERIES, seen, Instant.MAX);
        }
    }

    private List<Received> take(int count) throws InterruptedException {
        List<Received> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(receiver.next());
        }
        return taken;
    }

    private CodePipelineClient pipeline(Keys keys, String... names) {
        CodePipelineClient client = penstock.codePipeline(keys);
        client.createCustomActionType(request -> request.category(SOURCE.category())
                .provider(SOURCE.provider())
                .version(SOURCE.version())
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .outputArtifactDetails(count -> count.minimumCount(1).maximumCount(1)));
        for (String name : names) {
            client.createPipeline(request -> request.pipeline(pipeline -> pipeline.name(name)
                    .roleArn("arn:aws:iam::222222222222:role/service")
                    .artifactStore(store -> store.type(ArtifactStoreType.S3).location("artifacts"))
                    .stages(
                            stage -> stage.name("Source")
                                    .actions(action -> action.name("Fetch")
                                            .actionTypeId(SOURCE)
                                            .outputArtifacts(artifact -> artifact.name("Out"))),
                            stage -> stage.name("Release")
                                    .actions(action -> action.name("GoLive")
                                            .actionTypeId(type -> type.category(ActionCategory.APPROVAL)
                                                    .owner(ActionOwner.AWS)
                                                    .provider("Manual")
                                                    .version("1"))))));
            Job job = client.pollForJobs(request -> request.actionTypeId(SOURCE))
                    .jobs()
                    .getFirst();
            client.acknowledgeJob(request -> request.jobId(job.id()).nonce(job.nonce()));
            client.putJobSuccessResult(request -> request.jobId(job.id()));
        }
        return client;
    }

    private static void approve(CodePipelineClient client, String name) {
        String token = client.getPipelineState(request -> request.name(name))
                .stageStates()
                .getLast()
                .actionStates()
                .getFirst()
                .latestExecution()
                .token();
        client.putApprovalResult(request -> request.pipelineName(name)
                .stageName("Release")
                .actionName("GoLive")
                .token(token)
                .result(result -> result.status(ApprovalStatus.APPROVED).summary("fine")));
    }

    @Test
    void aRunIsToldInOrderOnceAndSigned() throws Exception {
        Keys keys = penstock.newAccount(ACCOUNT, "team");
        subscribe("ops", receiver.url());
        CodePipelineClient client = pipeline(keys, "shop");
        approve(client, "shop");

        List<Received> received = take(UNTIL_APPROVAL.size() + AFTER_APPROVAL.size());
        assertThat(received.stream().map(Received::told))
                .startsWith(UNTIL_APPROVAL.toArray(String[]::new))
                .endsWith(AFTER_APPROVAL.toArray(String[]::new));
        assertThat(received)
                .allMatch(Received::signed)
                .allMatch(event -> event.attempt() == 1)
                .allMatch(event ->
                        event.eventId().equals(event.document().get("id").asString()))
                .extracting(Received::eventId)
                .doesNotHaveDuplicates();
        JsonNode first = received.getFirst().document();
        assertThat(first.get("account").asString()).isEqualTo(ACCOUNT);
        assertThat(first.get("resources").get(0).asString())
                .isEqualTo("arn:aws:codepipeline:us-east-1:" + ACCOUNT + ":shop");
        assertThat(first.get("detail")
                        .get("execution-trigger")
                        .get("trigger-type")
                        .asString())
                .isEqualTo("CreatePipeline");

        JsonNode shown = awaitSubscription("ops", now -> now.get("waiting").asInt() == 0);
        assertThat(shown.has("lastSuccess")).isTrue();
        assertThat(shown.has("lastFailure")).isFalse();
        assertThat(shown.has("secret")).isFalse();
        assertThat(receiver.gotNothingMore()).isTrue();
    }

    @Test
    void aReceiverThatFailsForAWhileGetsEverythingInOrderOnceItRecovers() throws Exception {
        Keys keys = penstock.newAccount(ACCOUNT, "team");
        subscribe("ops", receiver.url());
        receiver.answer(503);
        CodePipelineClient client = pipeline(keys, "shop");

        Received first = receiver.next();
        JsonNode shown = awaitSubscription("ops", now -> now.has("lastFailure"));
        assertThat(shown.get("lastFailure").get("status").asInt()).isEqualTo(503);
        assertThat(shown.get("lastFailure").get("text").asString()).isEqualTo("HTTP 503: seen");
        penstock.clock().advance(Duration.ofSeconds(5));
        Received again = receiver.next();
        assertThat(again.eventId()).isEqualTo(first.eventId());
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.signed()).isTrue();
        Instant failedAt = penstock.clock().instant();
        awaitSubscription("ops", now -> now.get("lastFailure").get("at").asDouble() * 1000 >= failedAt.toEpochMilli());
        assertThat(receiver.gotNothingMore()).isTrue();

        approve(client, "shop");
        receiver.answer(204);
        penstock.clock().advance(Duration.ofSeconds(10));
        List<String> all = new ArrayList<>(UNTIL_APPROVAL);
        all.addAll(AFTER_APPROVAL);
        assertThat(take(all.size()).stream().map(Received::told)).containsExactlyElementsOf(all);
    }

    @Test
    void whatIsNotTakenInTimeIsPutAsideAndWhatFollowsIsSent() throws Exception {
        Keys keys = penstock.newAccount(ACCOUNT, "team");
        subscribe("ops", receiver.url());
        receiver.answer(400);
        CodePipelineClient client = pipeline(keys, "shop");
        receiver.next();
        awaitSubscription("ops", now -> now.has("lastFailure"));

        receiver.answer(500);
        penstock.clock().advance(Duration.ofHours(25));

        // the first is tried once more; those behind it are too old as well, and go with it
        assertThat(receiver.next().told()).isEqualTo(UNTIL_APPROVAL.getFirst());
        JsonNode shown = awaitSubscription("ops", now -> now.get("waiting").asInt() == 0);
        assertThat(shown.get("putAside").asInt()).isEqualTo(UNTIL_APPROVAL.size());
        assertThat(shown.get("lastFailure").get("status").asInt()).isEqualTo(500);
        assertThat(receiver.gotNothingMore()).isTrue();

        receiver.answer(200);
        approve(client, "shop");
        assertThat(take(AFTER_APPROVAL.size()).stream().map(Received::told)).containsExactlyElementsOf(AFTER_APPROVAL);
    }

    @Test
    void aDeadReceiverKeepsNobodyElseWaitingAndARestartForgetsNothing() throws Exception {
        Keys keys = penstock.newAccount(ACCOUNT, "team");
        EventReceiver dead = new EventReceiver();
        String deadUrl = dead.url();
        dead.close();
        subscribe("dead", deadUrl);
        subscribe("alive", receiver.url());
        pipeline(keys, "shop");

        assertThat(take(UNTIL_APPROVAL.size()).stream().map(Received::told)).containsExactlyElementsOf(UNTIL_APPROVAL);
        JsonNode shown = awaitSubscription("dead", now -> now.has("lastFailure"));
        assertThat(shown.get("lastFailure").has("status")).isFalse();
        assertThat(shown.get("lastFailure").get("text").asString()).startsWith("no connection");
        assertThat(shown.get("waiting").asInt()).isEqualTo(UNTIL_APPROVAL.size());

        penstock.restart();
        subscribe("dead", receiver.url());
        penstock.clock().advance(Duration.ofSeconds(5));
        List<Received> late = take(UNTIL_APPROVAL.size());
        assertThat(late.stream().map(Received::told)).containsExactlyElementsOf(UNTIL_APPROVAL);
    }

    @Test
    void aPipelineWhoseEventsAreRefusedDoesNotHoldUpAnother() throws Exception {
        Keys keys = penstock.newAccount(ACCOUNT, "team");
        subscribe("ops", receiver.url());
        receiver.answer(500);
        CodePipelineClient client = pipeline(keys, "shop");
        receiver.next();
        awaitSubscription("ops", now -> now.has("lastFailure"));
        receiver.answer(200);
        client.startPipelineExecution(request -> request.name("shop"));
        client.createPipeline(
                request -> request.pipeline(client.getPipeline(get -> get.name("shop")).pipeline().toBuilder()
                        .name("blog")
                        .build()));

        assertThat(receiver.next().document().get("detail").get("pipeline").asString())
                .isEqualTo("blog");
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        Keys keys = penstock.newAccount(ACCOUNT, "team");
        try (EventReceiver elsewhere = new EventReceiver()) {
            subscribe("ops", receiver.url());
            receiver.redirectTo(elsewhere.url());
            pipeline(keys, "shop");

            receiver.next();
            JsonNode shown = awaitSubscription("ops", now -> now.has("lastFailure"));
            assertThat(shown.get("lastFailure").get("status").asInt()).isEqualTo(302);
            assertThat(elsewhere.gotNothingMore()).isTrue();
        }
    }

    @Test
    void anAddressThatIsNotAllowedIsNotConnectedTo() throws Exception {
        Keys keys = penstock.newAccount(ACCOUNT, "team");
        subscribe("literal", receiver.url().replace("127.0.0.1", "127.0.0.2"));
        subscribe("six", receiver.url().replace("127.0.0.1", "[::1]"));
        pipeline(keys, "shop");

        for (String name : List.of("literal", "six")) {
            JsonNode shown = awaitSubscription(name, now -> now.has("lastFailure"));
            assertThat(shown.get("lastFailure").get("text").asString()).contains("events.allowed-networks");
        }
        assertThat(receiver.gotNothingMore()).isTrue();
    }

    @Test
    void aSubscriptionIsCheckedBeforeItIsKept() {
        penstock.newAccount(ACCOUNT, "team");
        for (String url : List.of(
                "ftp://acme.test/x",
                "https://user:secret@acme.test/",
                "https://acme.test/#part",
                "https:///x",
                "http://acme.test:99999/",
                "not a url")) {
            assertThatThrownBy(() -> subscribe("ops", url))
                    .hasMessageContaining("ValidationException")
                    .hasMessageNotContaining("user:secret");
        }
        assertThatThrownBy(() -> penstock.operator()
                        .call("PutEventSubscription", Map.of("name", "ops", "url", "https://acme.test/")))
                .hasMessageContaining("needs a secret");
        assertThatThrownBy(() -> penstock.operator().call("DeleteEventSubscription", Map.of("name", "none")))
                .hasMessageContaining("EventSubscriptionNotFoundException");
        subscribe("ops", "https://acme.test/");
        penstock.operator().call("DeleteEventSubscription", Map.of("accountId", ACCOUNT, "name", "ops"));
        assertThat(penstock.operator()
                        .call("ListEventSubscriptions", Map.of())
                        .get("subscriptions")
                        .isEmpty())
                .isTrue();
    }
}
