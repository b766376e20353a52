package dev.penstock.bench.crash.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.penstock.artifacts.S3Object;
import dev.penstock.artifacts.credentials.JobScope;
import dev.penstock.artifacts.credentials.SessionKey;
import dev.penstock.artifacts.credentials.SessionSubject;
import dev.penstock.artifacts.credentials.SessionTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code AssumeRole} of STS, as far as servers ask for it: a session opens the objects that its policy allows to get and to
 * put, and nothing else. It does not look who asks, nor which role is asked for. Thread-safe.
 */
final class TokenService implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ARN = "arn:aws:s3:::";

    private final HttpServer server;
    private final SessionTokens tokens;
    private final InstantSource clock;
    private final Map<String, JobScope> scopes = new ConcurrentHashMap<>();

    private TokenService(HttpServer server, SessionTokens tokens, InstantSource clock) {
        this.server = server;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** On a free port. */
    static TokenService start(SessionTokens tokens, InstantSource clock) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TokenService service = new TokenService(server, tokens, clock);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", service::answer);
        server.start();
        return service;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What a session may touch; empty if none was given out by that name. */
    Optional<JobScope> scope(String session) {
        return Optional.ofNullable(scopes.get(session));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> form =
                    form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            boolean known = "AssumeRole".equals(form.get("Action")) && form.containsKey("Policy");
            byte[] answer = (known
                            ? session(form)
                            : "<ErrorResponse><Error><Code>InvalidAction</Code></Error></ErrorResponse>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/xml");
            exchange.sendResponseHeaders(known ? 200 : 400, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private String session(Map<String, String> form) {
        String name = UUID.randomUUID().toString();
        scopes.put(name, scope(JSON.readTree(form.get("Policy"))));
        Duration lifetime = Duration.ofSeconds(Long.parseLong(form.getOrDefault("DurationSeconds", "3600")));
        SessionKey key =
                tokens.mint(new SessionSubject.OfJob(name), clock.instant().plus(lifetime));
        return """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
                <AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>
                <SessionToken>%s</SessionToken><Expiration>%s</Expiration>
                </Credentials></AssumeRoleResult></AssumeRoleResponse>
                """.formatted(key.accessKeyId(), key.secretAccessKey(), key.sessionToken(), key.expiration());
    }

    private static JobScope scope(JsonNode policy) {
        Set<S3Object> reads = new HashSet<>();
        Set<S3Object> writes = new HashSet<>();
        for (JsonNode statement : policy.path("Statement")) {
            if (!statement.path("Effect").asString("").equals("Allow")) {
                continue;
            }
            for (JsonNode action : statement.path("Action")) {
                switch (action.asString()) {
                    case "s3:GetObject" -> reads.addAll(objects(statement));
                    case "s3:PutObject" -> writes.addAll(objects(statement));
                    default -> {
                        // comes with one of these two
                    }
                }
            }
        }
        return new JobScope(S3StoreMain.OWNER, reads, writes);
    }

    private static Set<S3Object> objects(JsonNode statement) {
        Set<S3Object> objects = new HashSet<>();
        for (JsonNode resource : statement.path("Resource")) {
            String object = resource.asString().substring(ARN.length());
            int slash = object.indexOf('/');
            objects.add(new S3Object(object.substring(0, slash), object.substring(slash + 1)));
        }
        return objects;
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
