package dev.penstock.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.cli.Invocation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator's commands send and print; the server's side has its own tests. */
class AdminCommandTest {
    private record Received(String target, String authorization, String body) {}

    @TempDir
    private Path data = Path.of("");

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private int status = 200;
    private String answer = "{}";
    private HttpServer server = newServer();

    private static HttpServer newServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void startServer() throws Exception {
        server.createContext("/", exchange -> {
            received.add(new Received(
                    exchange.getRequestHeaders().getFirst("X-Amz-Target"),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        Files.writeString(data.resolve("config"), """
                [profile penstock]
                region = eu-west-1
                endpoint_url = %s
                """.formatted(endpoint));
        Files.writeString(data.resolve("credentials"), """
                [penstock]
                aws_access_key_id = AKIAADMIN
                aws_secret_access_key = top-secret
                """);
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void aCallIsSignedAndItsAnswerPrinted() {
        answer = "{\"accessKeyId\":\"AKIANEW\",\"secretAccessKey\":\"s\"}";
        Invocation made = admin("create-access-key", "--account-id", "222222222222");
        assertThat(made.err()).isEmpty();
        assertThat(made.code()).isZero();
        assertThat(made.out()).contains("\"accessKeyId\" : \"AKIANEW\"");
        Received call = received.getFirst();
        assertThat(call.target()).isEqualTo("Penstock_20261101.CreateAccessKey");
        assertThat(call.body()).isEqualTo("{\"accountId\":\"222222222222\"}");
        assertThat(call.authorization())
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIAADMIN/")
                .contains("/eu-west-1/codepipeline/aws4_request")
                .doesNotContain("top-secret");
    }

    @Test
    void aPointInTimeIsPrintedInFull() {
        answer = "{\"created\":1.795505564462E9}";
        assertThat(admin("list-accounts").out()).contains("\"created\" : 1795505564.462");
    }

    @Test
    void anActionTypeIsNamedInOneWord() {
        admin("show-client", "--account-id", "222222222222", "--action-type", "Test/ThirdParty/AcmeCheck/1");
        assertThat(received.getFirst().body())
                .isEqualTo("{\"accountId\":\"222222222222\",\"actionTypeId\":\"Test/ThirdParty/AcmeCheck/1\"}");
        assertThat(admin("show-client", "--account-id", "222222222222", "--action-type", "Test/Custom/A/1")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void aDeclarationIsSentAsItIs() throws Exception {
        Path file = Files.writeString(data.resolve("type.json"), "{\"id\": {\"category\": \"Test\"}}");
        admin("register-action-type", "--account-id", "333333333333", "--file", file.toString());
        assertThat(received.getFirst().target()).isEqualTo("Penstock_20261101.RegisterActionType");
        assertThat(received.getFirst().body())
                .isEqualTo("{\"accountId\":\"333333333333\",\"actionType\":{\"id\":{\"category\":\"Test\"}}}");
    }

    @Test
    void whoIsSentEventsIsSaidWithTheSecretFromAFile() throws Exception {
        Path secret = Files.writeString(data.resolve("secret.txt"), "correct-horse-battery\n");
        admin(
                "put-event-subscription",
                "--name",
                "ops",
                "--url",
                "https://hooks.test/p",
                "--secret-file",
                secret.toString(),
                "--pipeline",
                "shop-*",
                "--detail-type",
                "pipeline",
                "--state",
                "FAILED",
                "--state",
                "STOPPED");
        assertThat(received.getFirst().target()).isEqualTo("Penstock_20261101.PutEventSubscription");
        assertThat(received.getFirst().body())
                .isEqualTo("{\"name\":\"ops\",\"url\":\"https://hooks.test/p\",\"secret\":\"correct-horse-battery\","
                        + "\"pipelines\":[\"shop-*\"],"
                        + "\"detailTypes\":[\"CodePipeline Pipeline Execution State Change\"],"
                        + "\"states\":[\"FAILED\",\"STOPPED\"]}");
    }

    @Test
    void aFileThatIsNotJsonIsNotSent() throws Exception {
        Path file = Files.writeString(data.resolve("type.json"), "{oops");
        Invocation made = admin("register-action-type", "--account-id", "333333333333", "--file", file.toString());
        assertThat(made.code()).isEqualTo(1);
        assertThat(made.err()).contains("type.json is not valid JSON");
        assertThat(received).isEmpty();
    }

    @Test
    void aRefusalIsToldInTheServersWords() {
        status = 400;
        answer = "{\"__type\":\"ValidationException\",\"message\":\"the account exists\"}";
        Invocation made = admin("create-account", "--account-id", "222222222222", "--name", "acme");
        assertThat(made.code()).isEqualTo(1);
        assertThat(made.out()).isEmpty();
        assertThat(made.err().strip())
                .isEqualTo("penstock: CreateAccount was refused: ValidationException: the account exists");
    }

    @Test
    void aServerThatIsNotThereSaysWhatToDo() {
        server.stop(0);
        Invocation made = admin("list-accounts");
        assertThat(made.code()).isEqualTo(1);
        assertThat(made.err()).contains("No answer from", "penstock up");
    }

    @Test
    void anAccountIdHasTwelveDigits() {
        Invocation made = admin("create-account", "--account-id", "22", "--name", "acme");
        assertThat(made.code()).isEqualTo(2);
        assertThat(made.err()).contains("twelve digits");
    }

    private Invocation admin(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "admin";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--data";
        all[all.length - 1] = data.toString();
        return Invocation.of(all);
    }
}
