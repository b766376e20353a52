package dev.penstock.cli.codepipeline.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.penstock.cli.codepipeline.CommandProcess;
import dev.penstock.cli.codepipeline.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Credentials that are asked over the network: whole processes, with a stand-in on this machine for everything that they
 * ask. A call that reaches the API tells by its signature which credentials were found.
 */
@Timeout(180)
class SdkSourcesTest {
    private static final String KEYS = """
            {"AccessKeyId":"%s","SecretAccessKey":"s","Token":"%s-token","Expiration":"2100-01-01T00:00:00Z",\
            "Code":"Success"}""";

    @TempDir
    private Path home;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private HttpServer server;

    @BeforeEach
    void standIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        environment.put("AWS_ENDPOINT_URL", url());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_DEFAULT_REGION", "eu-west-1");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String by = authorization == null ? "nobody" : authorization.replaceAll(".*Credential=([^,]*)/\\d{8}/.*", "$1");
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestHeaders().containsKey("X-Amz-Target")) {
            asked.add("call by " + by + " " + exchange.getRequestHeaders().getFirst("X-Amz-Security-Token"));
            reply(exchange, 200, "{\"pipelines\":[]}");
        } else if (body.contains("Action=AssumeRole")) {
            asked.add(body.replaceAll("(^|&)(Version|RoleSessionName)=[^&]*", "") + " by " + by);
            if (body.contains("refused")) {
                reply(exchange, 403, """
                        <ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>You may not.</Message>\
                        </Error></ErrorResponse>""");
            } else {
                String key = body.replaceAll(".*RoleArn=[^&]*%2F([^&]*).*", "$1");
                String action = body.contains("WithWebIdentity") ? "AssumeRoleWithWebIdentity" : "AssumeRole";
                reply(exchange, 200, """
                        <%sResponse><%sResult><Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>s</SecretAccessKey>\
                        <SessionToken>%s-token</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials>\
                        </%sResult></%sResponse>""".formatted(action, action, key, key, action, action));
            }
        } else if (path.equals("/federation/credentials")) {
            String token = exchange.getRequestHeaders().getFirst("x-amz-sso_bearer_token");
            asked.add("sign-in " + token + " " + exchange.getRequestURI().getQuery());
            if (token.equals("withdrawn")) {
                exchange.getResponseHeaders().set("x-amzn-ErrorType", "UnauthorizedException");
                reply(exchange, 401, "{\"message\":\"Session token not found or invalid\"}");
            } else {
                reply(exchange, 200, """
                        {"roleCredentials":{"accessKeyId":"sso-key","secretAccessKey":"s","sessionToken":"sso-token",\
                        "expiration":4102444800000}}""");
            }
        } else if (path.equals("/token")) {
            asked.add("refresh");
            reply(exchange, 200, "{\"accessToken\":\"fresh\",\"expiresIn\":3600,\"tokenType\":\"Bearer\"}");
        } else if (path.equals("/container")) {
            asked.add("container with " + authorization);
            reply(exchange, 200, KEYS.formatted("container-key", "container"));
        } else if (path.equals("/latest/api/token")) {
            asked.add("instance token");
            reply(exchange, 200, "imds-token");
        } else if (path.startsWith("/latest/meta-data/iam/security-credentials")
                && "imds-token".equals(exchange.getRequestHeaders().getFirst("x-aws-ec2-metadata-token"))) {
            reply(exchange, 200, path.endsWith("/") ? "instance-role" : KEYS.formatted("instance-key", "instance"));
        } else {
            reply(exchange, 404, "");
        }
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void config(String text) throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws").resolve("config"), text);
    }

    /** Where the AWS CLI keeps what a sign-in brought. */
    private void signIn(String of, String token) throws Exception {
        Path cache = Files.createDirectories(home.resolve(".aws/sso/cache"));
        String name = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-1").digest(of.getBytes(StandardCharsets.UTF_8)));
        Files.writeString(cache.resolve(name + ".json"), token);
    }

    private Run list(String... words) throws Exception {
        String[] all = new String[words.length + 1];
        all[0] = "list-pipelines";
        System.arraycopy(words, 0, all, 1, words.length);
        return CommandProcess.run(home, environment, all);
    }

    @Test
    void rolesAreAssumedOneByTheOtherAndOnlyOnce() throws Exception {
        config("""
                [profile deploy]
                role_arn = arn:aws:iam::1:role/outer
                source_profile = hub
                external_id = ext
                [profile hub]
                role_arn = arn:aws:iam::1:role/inner
                source_profile = keys
                [profile keys]
                aws_access_key_id = static-key
                aws_secret_access_key = s
                """);
        assertThat(list("--profile", "deploy").code()).isZero();
        assertThat(asked)
                .containsExactly(
                        "Action=AssumeRole&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Finner by static-key",
                        "Action=AssumeRole&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fouter&ExternalId=ext by inner",
                        "call by outer outer-token");
        asked.clear();
        assertThat(list("--profile", "deploy").code()).isZero();
        assertThat(asked).containsExactly("call by outer outer-token");
    }

    @Test
    void aRefusalIsShownAsOneOfSts() throws Exception {
        config("""
                [profile deploy]
                role_arn = arn:aws:iam::1:role/refused
                source_profile = keys
                [profile keys]
                aws_access_key_id = static-key
                aws_secret_access_key = s
                """);
        assertThat(list("--profile", "deploy"))
                .isEqualTo(new Run(
                        255,
                        "",
                        "\nAn error occurred (AccessDenied) when calling the AssumeRole operation: You may not.\n"));
    }

    @Test
    void aWebIdentityIsExchangedWithoutASignature() throws Exception {
        Files.writeString(home.resolve("token"), "the-token");
        environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", home.resolve("token").toString());
        environment.put("AWS_ROLE_ARN", "arn:aws:iam::1:role/pod");
        assertThat(list().code()).isZero();
        assertThat(asked).hasSize(2).last().isEqualTo("call by pod pod-token");
        assertThat(asked.getFirst()).contains("WebIdentityToken=the-token").endsWith("by nobody");
    }

    @Test
    void aSignInIsUsedUntilItIsOver() throws Exception {
        config("""
                [default]
                sso_start_url = https://example.awsapps.com/start
                sso_region = eu-west-1
                sso_account_id = 1
                sso_role_name = deployer
                """);
        assertThat(list())
                .isEqualTo(new Run(
                        255,
                        "",
                        "\nError loading SSO Token: Token for https://example.awsapps.com/start does not exist\n"));

        String token = "{\"accessToken\":\"%s\",\"expiresAt\":\"%s\",\"region\":\"eu-west-1\"}";
        signIn("https://example.awsapps.com/start", token.formatted("signed", "2100-01-01T00:00:00Z"));
        assertThat(list().err()).isEmpty();
        assertThat(asked)
                .containsExactly("sign-in signed role_name=deployer&account_id=1", "call by sso-key sso-token");

        signIn("https://example.awsapps.com/start", token.formatted("signed", "2020-01-01T00:00:00Z"));
        assertThat(list().err()).contains("aws sso login");
        signIn("https://example.awsapps.com/start", token.formatted("withdrawn", "2100-01-01T00:00:00Z"));
        assertThat(list().err()).contains("aws sso login");
    }

    @Test
    void theTokenOfASignInSessionIsMadeNew() throws Exception {
        config("""
                [default]
                sso_session = corp
                sso_account_id = 1
                sso_role_name = deployer
                [sso-session corp]
                sso_region = eu-west-1
                sso_start_url = https://example.awsapps.com/start
                """);
        signIn("corp", """
                {"accessToken":"old","expiresAt":"2020-01-01T00:00:00Z","region":"eu-west-1","refreshToken":"r",\
                "clientId":"c","clientSecret":"s","registrationExpiresAt":"2100-01-01T00:00:00Z",\
                "startUrl":"https://example.awsapps.com/start"}""");
        assertThat(list().err()).isEmpty();
        assertThat(asked)
                .containsExactly(
                        "refresh", "sign-in fresh role_name=deployer&account_id=1", "call by sso-key sso-token");
    }

    @Test
    void aContainerAsksItsHost() throws Exception {
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", url() + "/container");
        environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "secret");
        assertThat(list().err()).isEmpty();
        assertThat(asked).containsExactly("container with secret", "call by container-key container-token");
    }

    @Test
    void anInstanceAsksItsMetadataService() throws Exception {
        environment.remove("AWS_EC2_METADATA_DISABLED");
        environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", url());
        assertThat(list().err()).isEmpty();
        assertThat(asked).contains("instance token").last().isEqualTo("call by instance-key instance-token");
    }

    @Test
    void withoutAMetadataServiceThereAreNoCredentials() throws Exception {
        environment.remove("AWS_EC2_METADATA_DISABLED");
        environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:1");
        assertThat(list())
                .isEqualTo(new Run(
                        255,
                        "",
                        "Unable to locate credentials. You can configure credentials by running \"aws configure\".\n"));
    }
}
