package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.server.data.DataFolderInUseException;
import dev.penstock.server.settings.Settings;
import dev.penstock.server.settings.SettingsException;
import dev.penstock.store.account.AccessKey;
import dev.penstock.store.time.MovableClock;
import dev.penstock.store.time.TimeSource;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole server over HTTP: its first start, and the operator's API with signed requests. */
@Timeout(120)
class PenstockServerTest {
    private static final String TYPE = """
            {"id":{"category":"Test","owner":"ThirdParty","provider":"AcmeCheck","version":"1"},
             "executor":{"type":"JobWorker","configuration":{"jobWorkerExecutorConfiguration":
               {"pollingAccounts":["333333333333"]}},"jobTimeout":600},
             "inputArtifactDetails":{"minimumCount":1,"maximumCount":1},
             "outputArtifactDetails":{"minimumCount":0,"maximumCount":1},
             "permissions":{"allowedAccounts":["222222222222"]},
             "properties":[{"name":"Level","optional":true,"key":true,"noEcho":false}]}""";
    private static final String CLIENT =
            "{\"accountId\":\"222222222222\",\"actionTypeId\":\"Test/ThirdParty/AcmeCheck/1\"}";

    @TempDir
    Path parent;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-01T12:00:00Z"));

    @Test
    void theFirstStartLeavesAProfileThatOpensTheServer() throws IOException {
        try (PenstockServer server = start()) {
            String config = Files.readString(server.dataFolder().resolve("config"));

            assertThat(config)
                    .contains("[profile penstock]\nregion = us-east-1\nservices = penstock\n")
                    .contains("codepipeline =\n    endpoint_url = " + server.apiEndpoint() + "\n");
            assertThat(permissions(server.dataFolder().resolve("credentials"))).isEqualTo("rw-------");
            assertThat(permissions(server.dataFolder().resolve("config"))).isEqualTo("rw-------");
            assertThat(permissions(server.dataFolder().resolve("penstock.key"))).isEqualTo("rw-------");
            JsonNode accounts = ok(call(server, administrator(server), "ListAccounts", "{}"));
            assertThat(accounts.at("/accounts/0/accountId").asString()).isEqualTo("111111111111");
        }
    }

    @Test
    void aChosenAdministratorsKeyOpensEveryServerOnTheDatabase() throws IOException {
        Map<String, String> chosen = Map.of(
                "server.administrator-key-id", "AKIACHOSENBYOPERATOR",
                "server.administrator-secret", "a secret of the operator's");
        for (int node = 1; node <= 2; node++) {
            // what a node begins with whose folder does not outlive it
            Files.deleteIfExists(parent.resolve("data/credentials"));
            try (PenstockServer server = start(chosen)) {
                assertThat(administrator(server).id()).isEqualTo("AKIACHOSENBYOPERATOR");
                ok(call(server, administrator(server), "ListAccounts", "{}"));
                List<AccessKey> keys = server.store().read(tx -> tx.accessKeys().list("111111111111"));
                assertThat(keys).hasSize(1);
            }
        }
        Map<String, String> wrong = Map.of(
                "server.administrator-key-id", "AKIACHOSENBYOPERATOR",
                "server.administrator-secret", "what somebody else would think of");
        assertThatThrownBy(() -> start(wrong))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("server.administrator-key-id")
                .hasMessageNotContaining("somebody else");
    }

    @Test
    void aRestartKeepsTheKeysAndFollowsThePort() throws IOException {
        AccessKey first;
        URI before;
        try (PenstockServer server = start()) {
            first = administrator(server);
            before = server.apiEndpoint();
        }
        try (ServerSocket taken = new ServerSocket(before.getPort());
                PenstockServer server = start()) {
            assertThat(taken.isBound()).isTrue();
            assertThat(administrator(server)).isEqualTo(first);
            assertThat(server.apiEndpoint()).isNotEqualTo(before);
            assertThat(Files.readString(server.dataFolder().resolve("config")))
                    .contains("endpoint_url = " + server.apiEndpoint())
                    .doesNotContain(before.toString());
            ok(call(server, first, "ListAccounts", "{}"));
        }
    }

    @Test
    void aNewDatabaseUnderAnOldFolderGetsAKeyOfItsOwn() throws IOException {
        start().close();
        try (var files = Files.list(parent.resolve("data"))) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("penstock."))
                    .toList()) {
                Files.delete(file);
            }
        }

        try (PenstockServer server = start()) {
            ok(call(server, administrator(server), "ListAccounts", "{}"));
        }
    }

    @Test
    void aSecondServerOnTheFolderIsRefusedAndTheFirstGoesOn() {
        try (PenstockServer server = start()) {
            assertThatThrownBy(this::start).isInstanceOf(DataFolderInUseException.class);

            ok(call(server, administrator(server), "ListAccounts", "{}"));
        }
    }

    @Test
    void aTakenPortIsNamedAndTheFolderIsFreeAgain() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> start(Map.of("server.port", Integer.toString(taken.getLocalPort()))))
                    .hasMessage("The API cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": the port is in use. Choose another one with --port.");
        }
        start().close();
    }

    @Test
    void aServerWhoseDatabaseAnswersIsReady() {
        try (PenstockServer server = start();
                SigningClient client = client(server)) {
            assertThat(client.send(HttpRequest.newBuilder(server.apiEndpoint().resolve("/health/ready"))
                                    .GET())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void anOperatorSetsUpAPartnerAndACustomer() {
        try (PenstockServer server = start()) {
            AccessKey admin = administrator(server);
            ok(call(server, admin, "CreateAccount", "{\"accountId\":\"222222222222\",\"name\":\"Customer\"}"));
            JsonNode partner =
                    ok(call(server, admin, "CreateAccount", "{\"accountId\":\"333333333333\",\"name\":\"Acme\"}"));
            assertThat(partner.at("/account/name").asString()).isEqualTo("Acme");
            assertThat(partner.at("/account/created").asLong())
                    .isEqualTo(clock.instant().getEpochSecond());
            assertRefused(
                    call(server, admin, "CreateAccount", "{\"accountId\":\"333333333333\",\"name\":\"Acme\"}"),
                    "AccountAlreadyExistsException",
                    "The account '333333333333' exists already.");

            JsonNode registered = ok(call(
                    server,
                    admin,
                    "RegisterActionType",
                    "{\"accountId\":\"333333333333\",\"actionType\":" + TYPE + "}"));
            assertThat(registered.at("/actionType/id/provider").asString()).isEqualTo("AcmeCheck");
            assertThat(registered.at("/actionType/executor/jobTimeout").asInt()).isEqualTo(600);
            ok(call(
                    server,
                    admin,
                    "RegisterActionType",
                    "{\"accountId\":\"333333333333\",\"actionType\":" + TYPE + "}"));
            assertRefused(
                    call(
                            server,
                            admin,
                            "RegisterActionType",
                            "{\"accountId\":\"222222222222\",\"actionType\":" + TYPE + "}"),
                    "ValidationException",
                    "is registered for account '333333333333'");

            JsonNode shown = ok(call(server, admin, "ShowClient", CLIENT));
            assertThat(shown.at("/clientId").asString()).matches("[0-9a-f-]{36}");
            assertThat(shown.at("/clientToken").asString()).matches("[A-Za-z0-9_-]{43}");
            assertThat(ok(call(server, admin, "ShowClient", CLIENT))).isEqualTo(shown);
            JsonNode rotated =
                    ok(call(server, admin, "RotateClient", CLIENT.replace("}", ",\"gracePeriodSeconds\":60}")));
            assertThat(rotated.at("/clientId")).isEqualTo(shown.at("/clientId"));
            assertThat(rotated.at("/clientToken")).isNotEqualTo(shown.at("/clientToken"));
            assertThat(rotated.at("/previousValidUntil").asLong())
                    .isEqualTo(clock.instant().plusSeconds(60).getEpochSecond());
            assertRefused(
                    call(server, admin, "ShowClient", CLIENT.replace("222222222222", "111111111111")),
                    "ActionTypeNotFoundException",
                    "There is no partner's action type Test/ThirdParty/AcmeCheck/1");
        }
    }

    @Test
    void theKeyOfACustomerSignsCallsOfTheApiButNotOfTheOperator() {
        try (PenstockServer server = start()) {
            AccessKey admin = administrator(server);
            ok(call(server, admin, "CreateAccount", "{\"accountId\":\"222222222222\",\"name\":\"My Team\"}"));
            AccessKey key = key(ok(call(server, admin, "CreateAccessKey", "{\"accountId\":\"222222222222\"}")));

            assertThat(ok(codePipeline(server, key, "ListActionTypes", "{}"))
                            .at("/actionTypes")
                            .isArray())
                    .isTrue();
            assertRefused(
                    call(server, key, "ListAccounts", "{}"),
                    "AccessDeniedException",
                    "User: arn:aws:iam::222222222222:user/My-Team is not authorized to perform: penstock:ListAccounts");

            ok(call(server, admin, "DeleteAccessKey", "{\"accessKeyId\":\"" + key.id() + "\"}"));
            assertRefused(
                    codePipeline(server, key, "ListActionTypes", "{}"),
                    "UnrecognizedClientException",
                    "The security token included in the request is invalid.");
            assertRefused(
                    call(server, admin, "DeleteAccessKey", "{\"accessKeyId\":\"" + key.id() + "\"}"),
                    "AccessKeyNotFoundException",
                    "There is no access key");
            assertRefused(
                    call(server, admin, "DeleteAccessKey", "{\"accessKeyId\":\"" + admin.id() + "\"}"),
                    "ValidationException",
                    "cannot be the one to delete");
        }
    }

    @Test
    void aPolicyBoundsAKeyAndOneThatCannotBeEvaluatedIsRefused() {
        try (PenstockServer server = start()) {
            AccessKey admin = administrator(server);
            String policy = "{\\\"Statement\\\":{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":"
                    + "\\\"codepipeline:GetActionType\\\",\\\"Resource\\\":\\\"*\\\"%s}}";
            AccessKey key = key(ok(call(
                    server,
                    admin,
                    "CreateAccessKey",
                    "{\"accountId\":\"111111111111\",\"userName\":\"reader\",\"policy\":\"" + policy.formatted("")
                            + "\"}")));

            assertRefused(
                    codePipeline(server, key, "ListActionTypes", "{}"),
                    "AccessDeniedException",
                    "User: arn:aws:iam::111111111111:user/reader is not authorized to perform:"
                            + " codepipeline:ListActionTypes on resource: * because no identity-based policy allows the"
                            + " codepipeline:ListActionTypes action");
            assertRefused(
                    call(
                            server,
                            admin,
                            "CreateAccessKey",
                            "{\"accountId\":\"111111111111\",\"policy\":\""
                                    + policy.formatted(",\\\"Principal\\\":\\\"*\\\"") + "\"}"),
                    "ValidationException",
                    "the element Principal in a statement is not supported");
        }
    }

    @Test
    void inputThatBreaksTheModelIsRefusedWithAllViolations() {
        try (PenstockServer server = start()) {
            assertRefused(
                    call(server, administrator(server), "CreateAccount", "{\"accountId\":\"12\"}"),
                    "ValidationException",
                    "2 validation errors detected");
        }
    }

    @Test
    void theServersClockDecidesWhetherASignatureIsCurrent() {
        try (PenstockServer server = start();
                SigningClient stale = new SigningClient(
                        server.apiEndpoint().resolve("/"), Clock.fixed(clock.instant(), ZoneOffset.UTC))) {
            clock.advance(Duration.ofMinutes(6));

            assertRefused(
                    stale.call(administrator(server), "codepipeline", "Penstock_20261101.ListAccounts", "{}"),
                    "InvalidSignatureException",
                    "Signature expired: 20261101T120000Z is now earlier than 20261101T120100Z"
                            + " (20261101T120600Z - 5 min.)");
        }
    }

    /** The clock stands still, so the poll's own deadline never comes: only the stopping server can answer it. */
    @Test
    void aHeldPollIsAnsweredWhenTheServerStops() throws InterruptedException {
        ParkingClock parking = new ParkingClock(clock, "request-");
        PenstockServer server = PenstockServer.start(
                parent.resolve("data"),
                Settings.of(Map.of("server.port", "0", "server.s3-port", "0")),
                Sources.withClock(parking));
        try (server;
                SigningClient client = client(server)) {
            AccessKey admin = administrator(server);
            createActionType(server, admin);
            var held = heldPoll(client, admin);
            assertThat(parking.parked.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(held).isNotDone();

            server.close();

            assertThat(ok(held.join()).at("/jobs").isArray()).isTrue();
        }
    }

    @Test
    void aServerThatStopsSaysSoFirstAndGoesOnAnsweringForItsDelay() throws InterruptedException {
        ParkingClock parking = new ParkingClock(clock, "stopping");
        PenstockServer server = PenstockServer.start(
                parent.resolve("data"),
                Settings.of(Map.of("server.port", "0", "server.s3-port", "0", "server.stop-delay", "10s")),
                Sources.withClock(parking));
        try (SigningClient client = client(server)) {
            AccessKey admin = administrator(server);
            Thread stopping = Thread.ofVirtual().name("stopping").start(server::close);
            assertThat(parking.parked.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(health(client, server, "/health/ready")).isEqualTo(503);
            assertThat(health(client, server, "/health")).isEqualTo(200);
            ok(call(server, admin, "ListAccounts", "{}"));
            clock.advance(Duration.ofSeconds(10));

            stopping.join();
            assertThatThrownBy(() -> call(server, admin, "ListAccounts", "{}")).isInstanceOf(RuntimeException.class);
        }
    }

    /** Else its worker would come back at once, and again, until the load balancer sends it elsewhere. */
    @Test
    void aServerThatStopsHoldsPollsUntilItsDelayIsOver() throws InterruptedException {
        ParkingClock stops = new ParkingClock(clock, "stopping");
        ParkingClock polls = new ParkingClock(stops, "request-");
        PenstockServer server = PenstockServer.start(
                parent.resolve("data"),
                Settings.of(Map.of("server.port", "0", "server.s3-port", "0", "server.stop-delay", "10s")),
                Sources.withClock(polls));
        try (SigningClient client = client(server)) {
            AccessKey admin = administrator(server);
            createActionType(server, admin);
            Thread stopping = Thread.ofVirtual().name("stopping").start(server::close);
            assertThat(stops.parked.await(30, TimeUnit.SECONDS)).isTrue();

            var held = heldPoll(client, admin);
            assertThat(polls.parked.await(30, TimeUnit.SECONDS)).isTrue();
            clock.advance(Duration.ofSeconds(10));

            assertThat(ok(held.join()).at("/jobs").isArray()).isTrue();
            stopping.join();
        }
    }

    @Test
    void probesAreAnsweredWhenTheApiHasNoConnectionLeft() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        PenstockServer server = PenstockServer.start(
                parent.resolve("data"),
                Settings.of(Map.of(
                        "server.port", "0",
                        "server.s3-port", "0",
                        "server.health-port", Integer.toString(port),
                        "limits.connections", "10")),
                Sources.withClock(clock));
        List<Socket> hoarded = new ArrayList<>();
        try (SigningClient client = client(server)) {
            for (int i = 0; i < 20; i++) {
                hoarded.add(new Socket("127.0.0.1", server.apiEndpoint().getPort()));
            }
            URI probes = URI.create("http://127.0.0.1:" + port);

            assertThat(status(client, probes.resolve("/health"))).isEqualTo(200);
            assertThat(status(client, probes.resolve("/health/ready"))).isEqualTo(200);
            assertThat(status(client, probes.resolve("/"))).isEqualTo(404);
            assertThatThrownBy(() -> PenstockServer.start(
                            parent.resolve("other"),
                            Settings.of(Map.of(
                                    "server.port", "0",
                                    "server.s3-port", "0",
                                    "server.health-port", Integer.toString(port)))))
                    .hasMessageContaining("server.health-port");
        } finally {
            for (Socket socket : hoarded) {
                socket.close();
            }
            server.close();
        }
    }

    private void createActionType(PenstockServer server, AccessKey admin) {
        ok(codePipeline(server, admin, "CreateCustomActionType", """
                {"category":"Test","provider":"Acme","version":"1",
                 "inputArtifactDetails":{"minimumCount":0,"maximumCount":1},
                 "outputArtifactDetails":{"minimumCount":0,"maximumCount":1}}"""));
    }

    /** For 20 seconds, by the server's clock. */
    private static CompletableFuture<HttpResponse<String>> heldPoll(SigningClient client, AccessKey admin) {
        String poll = "{\"actionTypeId\":{\"category\":\"Test\",\"owner\":\"Custom\",\"provider\":\"Acme\","
                + "\"version\":\"1\"}}";
        Map<String, String> headers =
                Map.of("X-Amz-Target", "CodePipeline_20150709.PollForJobs", "X-Penstock-Wait", "20");
        return client.http()
                .sendAsync(
                        client.signed(admin, "codepipeline", poll, headers).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static int health(SigningClient client, PenstockServer server, String path) {
        return status(client, server.apiEndpoint().resolve(path));
    }

    private static int status(SigningClient client, URI url) {
        return client.send(HttpRequest.newBuilder(url).GET()).statusCode();
    }

    /** Tells when a thread of that name waits for a moment: {@code request-} for a held poll. */
    private static final class ParkingClock implements TimeSource {
        private final TimeSource clock;
        private final String name;
        private final CountDownLatch parked = new CountDownLatch(1);

        ParkingClock(TimeSource clock, String name) {
            this.clock = clock;
            this.name = name;
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // the caller loops
        public void await(Condition condition, Instant until) throws InterruptedException {
            if (Thread.currentThread().getName().startsWith(name)) {
                parked.countDown();
            }
            clock.await(condition, until);
        }

        @Override
        public void onMoved(Runnable listener) {
            clock.onMoved(listener);
        }
    }

    private PenstockServer start() {
        return start(Map.of());
    }

    private PenstockServer start(Map<String, String> more) {
        var settings = new java.util.HashMap<>(Map.of("server.port", "0", "server.s3-port", "0"));
        settings.putAll(more);
        return PenstockServer.start(parent.resolve("data"), Settings.of(settings), Sources.withClock(clock));
    }

    private SigningClient client(PenstockServer server) {
        return new SigningClient(server.apiEndpoint().resolve("/"), Clock.fixed(clock.instant(), ZoneOffset.UTC));
    }

    private HttpResponse<String> call(PenstockServer server, AccessKey key, String operation, String body) {
        try (SigningClient client = client(server)) {
            return client.call(key, "codepipeline", "Penstock_20261101." + operation, body);
        }
    }

    private HttpResponse<String> codePipeline(PenstockServer server, AccessKey key, String operation, String body) {
        try (SigningClient client = client(server)) {
            return client.call(key, "codepipeline", "CodePipeline_20150709." + operation, body);
        }
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static void assertRefused(HttpResponse<String> answer, String type, String words) {
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode error = JsonMapper.shared().readTree(answer.body());
        assertThat(error.at("/__type").asString()).isEqualTo(type);
        assertThat(error.at("/message").asString()).contains(words);
    }

    private static AccessKey key(JsonNode created) {
        return key(
                created.at("/accessKeyId").asString(),
                created.at("/secretAccessKey").asString());
    }

    private static AccessKey administrator(PenstockServer server) {
        try {
            String credentials = Files.readString(server.dataFolder().resolve("credentials"));
            return key(value(credentials, "aws_access_key_id"), value(credentials, "aws_secret_access_key"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AccessKey key(String id, String secret) {
        return new AccessKey(id, "", "", secret, null, false, Instant.EPOCH);
    }

    private static String value(String file, String name) {
        Matcher matcher =
                Pattern.compile("^" + name + " = (.+)$", Pattern.MULTILINE).matcher(file);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static @Nullable String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
