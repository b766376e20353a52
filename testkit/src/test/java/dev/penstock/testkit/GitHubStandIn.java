package dev.penstock.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The part of GitHub's API that keeps the hooks of repositories. It takes whoever shows the token {@code gh-token}. */
public final class GitHubStandIn implements AutoCloseable {
    public static final String TOKEN = "gh-token";

    private final HttpServer server;
    private final Map<String, JsonNode> hooks = new ConcurrentSkipListMap<>();
    private final AtomicInteger ids = new AtomicInteger(4710);

    private GitHubStandIn(HttpServer server) {
        this.server = server;
    }

    public static GitHubStandIn start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            GitHubStandIn standIn = new GitHubStandIn(server);
            server.createContext("/", standIn::handle);
            server.start();
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The hooks that there are, as they were asked for, by their path. */
    public Map<String, JsonNode> hooks() {
        return Map.copyOf(hooks);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            JsonNode body = JsonMapper.shared()
                    .readTree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 401, "{\"message\":\"Bad credentials\"}");
            } else if (exchange.getRequestMethod().equals("POST") && path.endsWith("/hooks")) {
                int id = ids.incrementAndGet();
                hooks.put(path + "/" + id, body);
                answer(exchange, 201, "{\"id\":" + id + "}");
            } else if (exchange.getRequestMethod().equals("DELETE") && hooks.remove(path) != null) {
                exchange.sendResponseHeaders(204, -1);
            } else {
                answer(exchange, 404, "{\"message\":\"Not Found\"}");
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
