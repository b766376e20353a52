package dev.penstock.server.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.penstock.api.error.ApiException;
import dev.penstock.server.webhooks.GitHubHooks.Repository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hooks at GitHub, against a server that answers as GitHub does (spec jobs 18.4). */
@SuppressWarnings("NullAway.Init") // set before each test
class GitHubHooksTest {
    private static final Repository SHOP = new Repository("acme", "the shop", "gh-token");
    private static final String URL = "http://127.0.0.1:8420/trigger?t=abc&v=1";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private GitHubHooks hooks;
    private int status = 201;
    private String answer = "{\"id\":4711}";
    private volatile JsonNode sent;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        hooks = new GitHubHooks(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aHookSendsPushesAsJsonSignedWithTheSecret() {
        assertThat(hooks.register(SHOP, URL, "long-random")).isEqualTo("4711");

        assertThat(asked).containsExactly("POST /repos/acme/the%20shop/hooks Bearer gh-token");
        assertThat(sent.at("/config/url").asString()).isEqualTo(URL);
        assertThat(sent.at("/config/secret").asString()).isEqualTo("long-random");
        assertThat(sent.at("/config/content_type").asString()).isEqualTo("json");
        assertThat(sent.at("/events/0").asString()).isEqualTo("push");
    }

    @Test
    void aHookThatIsGoneIsDeregisteredAllTheSame() {
        status = 404;
        hooks.deregister(SHOP, "4711");
        status = 204;
        hooks.deregister(SHOP, "4711");

        assertThat(asked).containsOnly("DELETE /repos/acme/the%20shop/hooks/4711 Bearer gh-token");
    }

    @Test
    void aRefusalIsToldInTheApisWords() {
        status = 404;
        answer = "{\"message\":\"Not Found\"}";

        assertThatThrownBy(() -> hooks.register(SHOP, URL, null))
                .isInstanceOf(ApiException.class)
                .hasMessage(
                        "Webhook could not be registered with GitHub. Error cause: Not found [StatusCode: 404, Body:"
                                + " {\"message\":\"Not Found\"}]");
        assertThat(SHOP.toString()).doesNotContain("gh-token");
    }

    @Test
    void whoCannotBeReachedIsAnErrorOfTheCaller() {
        server.stop(0);

        assertThatThrownBy(() -> hooks.register(SHOP, URL, null))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("GitHub cannot be reached")
                .hasMessageNotContaining("gh-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gh-token\n", "gh-token\u20ac"})
    void aTokenThatNoHeaderCanCarryIsRefusedWithoutQuotingIt(String token) {
        Repository shop = new Repository("acme", "shop", token);

        assertThatThrownBy(() -> hooks.register(shop, URL, null))
                .isInstanceOf(ApiException.class)
                .hasNoCause()
                .hasMessageContaining("registered with GitHub. Error cause: Bad credentials")
                .hasMessageNotContaining("gh-token");
        assertThat(asked).isEmpty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (body.length > 0) {
            sent = JsonMapper.shared().readTree(body);
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        boolean empty = status == 204;
        exchange.sendResponseHeaders(status, empty ? -1 : bytes.length);
        if (!empty) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
