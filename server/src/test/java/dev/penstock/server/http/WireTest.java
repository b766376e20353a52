package dev.penstock.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.error.ApiException;
import dev.penstock.server.SigningClient;
import dev.penstock.server.auth.SignatureVerifier;
import dev.penstock.store.ContendedException;
import dev.penstock.store.account.AccessKey;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;

/** What callers see on the wire: headers, error bodies, limits, draining (spec events 5). */
@Timeout(60)
class WireTest {
    private static final AccessKey KEY = key("AKIAEXAMPLEEXAMPLE01", false);
    private static final AccessKey ADMINISTRATOR = key("AKIAEXAMPLEEXAMPLE02", true);
    private static final Clock CLOCK = Clock.systemUTC();

    private final AtomicInteger ids = new AtomicInteger();
    private final CountDownLatch parked = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final HttpServer server = start();
    private final SigningClient client = new SigningClient(endpoint(), CLOCK);

    @AfterEach
    void stop() {
        release.countDown();
        client.close();
        server.close();
    }

    @Test
    void anAnswerCarriesRequestIdTypeAndBody() {
        HttpResponse<String> answer = call("Echo", "{\"a\":1}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"a\":1}");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.1");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).contains("request-1");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void anOperationWithoutOutputAnswersAnEmptyBody() {
        HttpResponse<String> answer = call("Nothing", "{}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Length")).contains("0");
    }

    @Test
    void aModelledExceptionIsNamedByItsShape() {
        HttpResponse<String> answer = call("Modelled", "{}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("PipelineNotFoundException");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.body())
                .isEqualTo("{\"__type\":\"PipelineNotFoundException\",\"message\":\"no \\\"such\\\" pipeline\"}");
    }

    @Test
    void anyOtherRefusalKeepsItsCodeStatusAndText() {
        HttpResponse<String> answer = call("Refused", "{}");

        assertThat(answer.statusCode()).isEqualTo(418);
        assertThat(answer.body()).isEqualTo("{\"__type\":\"TeapotException\",\"message\":\"short and stout\"}");
    }

    /** Outside of what an operation declares, for example of the operator's API. */
    @Test
    void aWriteThatLostAgainstOthersMayBeAskedForAgain() {
        HttpResponse<String> answer = client.call(ADMINISTRATOR, "penstock", "Admin_1.Contended", "{}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("ServiceUnavailable");
        assertThat(answer.body()).contains("nothing was changed").doesNotContain("deadlock");
    }

    @Test
    void aFaultOfOursShowsNothingOfItself() {
        HttpResponse<String> answer = call("Broken", "{}");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"__type\":\"InternalFailure\"}");
    }

    @Test
    void anErrorOfTheMachineShowsNothingOfItselfEither() {
        HttpResponse<String> answer = call("OutOfStack", "{}");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"__type\":\"InternalFailure\"}");
    }

    @Test
    void unknownOrMissingTargetsAndWrongTypesAreUnknownOperations() {
        assertUnknown(client.call(KEY, "codepipeline", "Test_1.DoesNotExist", "{}"));
        assertUnknown(client.call(KEY, "codepipeline", "Nobody_1.Echo", "{}"));
        assertUnknown(client.call(KEY, "codepipeline", "Echo", "{}"));
        assertUnknown(client.send(client.signed(KEY, "codepipeline", "{}", Map.of())));
        assertUnknown(client.send(HttpRequest.newBuilder(endpoint())
                .header("X-Amz-Target", "Test_1.Echo")
                .POST(BodyPublishers.ofString("{}"))));
        assertUnknown(client.send(
                HttpRequest.newBuilder(endpoint().resolve("/elsewhere")).GET()));
    }

    @Test
    void anotherMethodIsNotAllowed() {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(endpoint()).GET());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("UnknownOperationException");
    }

    @Test
    void anUnsignedCallReachesNoOperation() {
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(endpoint())
                .header("X-Amz-Target", "Test_1.Echo")
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"__type\":\"MissingAuthenticationTokenException\","
                        + "\"message\":\"Missing Authentication Token\"}");
    }

    @Test
    void theAdminApiIsForAdministratorsOnly() {
        HttpResponse<String> refused = client.call(KEY, "penstock", "Admin_1.Echo", "{}");

        assertThat(refused.body())
                .contains(
                        "AccessDeniedException",
                        "User: " + KEY.principalArn() + " is not authorized to perform:"
                                + " penstock:Echo on resource: * because no identity-based policy allows the penstock:Echo action");
        assertThat(client.call(ADMINISTRATOR, "penstock", "Admin_1.Echo", "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSignatureForOneApiDoesNotOpenTheOther() {
        assertThat(client.call(ADMINISTRATOR, "codepipeline", "Admin_1.Echo", "{}")
                        .body())
                .contains("InvalidSignatureException", "correct service: 'penstock'");
    }

    @Test
    void aBodyOverTheLimitIsTooLargeWhetherDeclaredOrNot() {
        String large = "x".repeat(70_000);
        HttpRequest.Builder declared = client.signed(KEY, "codepipeline", large, Map.of("X-Amz-Target", "Test_1.Echo"));
        HttpRequest.Builder chunked = client.signed(KEY, "codepipeline", large, Map.of("X-Amz-Target", "Test_1.Echo"))
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(large)));

        assertThat(client.send(declared).statusCode()).isEqualTo(413);
        HttpResponse<String> answer = client.send(chunked);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("RequestEntityTooLargeException");
    }

    @Test
    void aBodyThatNeverEndsIsGivenUp() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: Test_1.Echo\r\n"
                                    + "Content-Type: application/x-amz-json-1.1\r\nContent-Length: 100\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));

            String answer = readAll(socket.getInputStream());

            assertThat(answer).startsWith("HTTP/1.1 408").contains("RequestTimeoutException");
        }
    }

    @Test
    void whatIsNotHttpIsMalformed() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write("NONSENSE\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(readAll(socket.getInputStream()))
                    .startsWith("HTTP/1.1 400")
                    .containsIgnoringCase("x-amzn-RequestId: request-")
                    .contains("{\"__type\":\"MalformedHttpRequestException\"}");
        }
    }

    @Test
    void aHeldCallOutlivesTheIdleTimeout() throws InterruptedException {
        CompletableFuture<HttpResponse<String>> held = client.http()
                .sendAsync(
                        client.signed(KEY, "codepipeline", "{}", Map.of("X-Amz-Target", "Test_1.Park"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(parked.await(20, TimeUnit.SECONDS)).isTrue();
        // A stalled body is given up after the idle timeout, so this takes that long without sleeping.
        assertThat(stalledBody()).startsWith("HTTP/1.1 408");

        release.countDown();

        assertThat(held.join().statusCode()).isEqualTo(200);
    }

    @Test
    void aRunningCallIsFinishedWhenTheServerStops() throws InterruptedException {
        CompletableFuture<HttpResponse<String>> held = client.http()
                .sendAsync(
                        client.signed(KEY, "codepipeline", "{}", Map.of("X-Amz-Target", "Test_1.Park"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(parked.await(20, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        release.countDown();

        assertThat(held.join().body()).isEqualTo("{\"parked\":true}");
        stopped.join();
    }

    @Test
    void theWaitOfAPollIsBounded() {
        HttpRequest.Builder tooLong = client.signed(
                KEY, "codepipeline", "{}", Map.of("X-Amz-Target", "Test_1.Echo", "X-Penstock-Wait", "21"));

        assertThat(client.send(tooLong).body()).contains("ValidationException", "between 0 and 20");
    }

    @Test
    void healthNeedsNoSignature() {
        assertThat(client.send(HttpRequest.newBuilder(endpoint().resolve("/health"))
                                .GET())
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.send(HttpRequest.newBuilder(endpoint().resolve("/health/ready"))
                                .GET())
                        .statusCode())
                .isEqualTo(503);
    }

    @Test
    @SuppressWarnings("NullAway") // what the test is about
    void aRouteWithoutDeclaredAccessCannotBeAdded() {
        assertThatThrownBy(() -> new Routes().add(HandlerType.GET, "/open", null, ctx -> {}))
                .hasMessageContaining("/open declares no access");
    }

    private HttpServer start() {
        SignatureVerifier signatures = new SignatureVerifier(
                id -> List.of(KEY, ADMINISTRATOR).stream()
                        .filter(key -> key.id().equals(id))
                        .findFirst(),
                CLOCK,
                false);
        ApiEndpoint endpoint = new ApiEndpoint(
                signatures,
                new RequestBodies(
                        65_536, Duration.ofSeconds(30), new BodyMemory(1 << 20, Duration.ofSeconds(1)), CLOCK),
                new Admission(64, 64, 64, Duration.ofSeconds(1)),
                List.of(
                        new TestService("Test_1", "codepipeline", new Access.SignedApi()),
                        new TestService("Admin_1", "penstock", new Access.AdminApi())));
        Routes routes = new Routes().add(HandlerType.POST, "/", new Access.SignedApi(), endpoint);
        new Health(() -> false).addTo(routes);
        return HttpServer.start(
                new HttpSettings(
                        "The API", "--port", "127.0.0.1", 0, Duration.ofSeconds(3), Duration.ofSeconds(20), 1000),
                routes,
                () -> "request-" + ids.incrementAndGet(),
                CLOCK);
    }

    private final class TestService implements ApiService {
        private final String prefix;
        private final String signingName;
        private final Access access;

        TestService(String prefix, String signingName, Access access) {
            this.prefix = prefix;
            this.signingName = signingName;
            this.access = access;
        }

        @Override
        public String targetPrefix() {
            return prefix;
        }

        @Override
        public String signingName() {
            return signingName;
        }

        @Override
        public String actionPrefix() {
            return signingName;
        }

        @Override
        public Access access() {
            return access;
        }

        @Override
        public boolean has(String operation) {
            return !operation.equals("DoesNotExist");
        }

        @Override
        public byte[] call(String operation, ApiCall call) {
            return switch (operation) {
                case "Echo" -> call.body();
                case "Nothing" -> new byte[0];
                case "Modelled" ->
                    throw PipelineNotFoundException.builder()
                            .message("no \"such\" pipeline")
                            .build();
                case "Refused" -> throw new ApiException("TeapotException", 418, "short and stout");
                case "Park" -> park();
                case "Contended" -> throw new ContendedException(new SQLException("deadlock detected"));
                case "OutOfStack" -> throw new StackOverflowError("secret");
                default -> throw new IllegalStateException("secret detail");
            };
        }

        private byte[] park() {
            parked.countDown();
            try {
                assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "{\"parked\":true}".getBytes(StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> call(String operation, String body) {
        return client.call(KEY, "codepipeline", "Test_1." + operation, body);
    }

    private static void assertUnknown(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("UnknownOperationException");
        assertThat(answer.body()).startsWith("{\"__type\":\"UnknownOperationException\"");
    }

    private String stalledBody() {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: Test_1.Echo\r\n"
                                    + "Content-Type: application/x-amz-json-1.1\r\nContent-Length: 9\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return readAll(socket.getInputStream());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String readAll(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port() + "/");
    }

    private static AccessKey key(String id, boolean administrator) {
        return new AccessKey(
                id,
                "111111111111",
                "arn:aws:iam::111111111111:user/" + (administrator ? "root" : "worker"),
                "secret-of-" + id,
                null,
                administrator,
                Instant.EPOCH);
    }
}
