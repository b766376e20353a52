package dev.penstock.server.fuzz;

import dev.penstock.server.fuzz.HostileRequests.Request;
import dev.penstock.store.account.AccessKey;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Requests as bytes: to both APIs, to webhooks, to the event stream, and to nobody, from one seed. */
final class HostileHttp {
    private static final List<String> TYPES = List.of(
            "application/json", "text/plain", "", "application/x-amz-json-1.0", "application/x-www-form-urlencoded");
    private static final List<String> ROUTES = List.of(
            "GET /",
            "PUT /",
            "DELETE /x",
            "GET /trigger",
            "POST /events",
            "GET /%2e%2e/etc/passwd",
            "POST //",
            "OPTIONS /",
            "POST /health",
            "PATCH /events",
            "GET /favicon.ico",
            "POST /?x=%zz",
            "POST /trigger/../",
            "GET /" + "a".repeat(2000));
    private static final List<String> TARGETS = List.of(
            "CodePipeline_20150709.",
            "CodePipeline_20150709.Nothing",
            ".ListPipelines",
            "Penstock_20261101",
            "CodePipeline_20150709.listPipelines",
            "x".repeat(3000),
            "CodePipeline_20150709..ListPipelines",
            "%s%n");

    private final Random random;
    private final URI endpoint;
    private final AccessKey key;
    private final List<String> hooks;

    /**
     * @param endpoint of the API, with the root path
     * @param hooks paths and queries of webhooks that there are
     */
    HostileHttp(long seed, URI endpoint, AccessKey key, List<String> hooks) {
        this.random = new Random(seed);
        this.endpoint = endpoint;
        this.key = key;
        this.hooks = hooks;
    }

    /** What is asked, from whom, and whether it is in the API's protocol so that the answer must be, too. */
    record Sent(String what, byte[] bytes) {}

    Sent next(HostileRequests api, HostileRequests admin) {
        return switch (random.nextInt(20)) {
            case 0, 1 -> trigger(api);
            case 2 -> events();
            case 3 -> plain(pick(ROUTES), "", "{}".getBytes(StandardCharsets.UTF_8));
            case 4 -> signed("target", pick(TARGETS), new byte[0], false);
            case 5, 6 -> {
                Request request = admin.next();
                yield signed(request.operation(), "Penstock_20261101." + request.operation(), request.body(), false);
            }
            case 7 -> {
                Request request = api.next();
                yield signed(request.operation() + " in chunks", aws(request), request.body(), true);
            }
            case 8 -> {
                Request request = api.next();
                yield plain(
                        "POST /",
                        "X-Amz-Target: " + aws(request) + "\r\nContent-Type: " + pick(TYPES) + "\r\n",
                        request.body());
            }
            default -> {
                Request request = api.next();
                yield signed(request.operation(), aws(request), request.body(), false);
            }
        };
    }

    private static String aws(Request request) {
        return "CodePipeline_20150709." + request.operation();
    }

    private Sent trigger(HostileRequests bodies) {
        String hook = pick(hooks);
        String path = switch (random.nextInt(4)) {
            case 0 -> "/trigger";
            case 1 ->
                hook.substring(0, random.nextInt(hook.length() - 1) + 1).replaceFirst("^(?!/trigger).*", "/trigger?t=");
            default -> hook;
        };
        byte[] body = random.nextBoolean()
                ? "{\"ref\":\"refs/heads/main\"}".getBytes(StandardCharsets.UTF_8)
                : bodies.next().body();
        String event =
                random.nextBoolean() ? "" : "X-GitHub-Event: " + pick(List.of("push", "ping", "\u00e9")) + "\r\n";
        String signature =
                random.nextBoolean() ? "" : "X-Hub-Signature-256: sha256=" + "0".repeat(random.nextInt(80)) + "\r\n";
        return plain("POST " + path, event + signature + "Content-Type: " + pick(TYPES) + "\r\n", body);
    }

    /** Never one that would be followed: a stream does not end. */
    private Sent events() {
        String path =
                pick(List.of("/events", "/events?pipeline=shop", "/events?state=%00&state=x", "/events?detail-type="));
        String last = random.nextBoolean() ? "" : "Last-Event-ID: " + pick(List.of("x", "-1", "9".repeat(40))) + "\r\n";
        String authorization = pick(List.of(
                "",
                "Authorization: Bearer x\r\n",
                "Authorization: AWS4-HMAC-SHA256 Credential=" + key.id() + "\r\n",
                "Authorization: AWS4-HMAC-SHA256 Credential=" + key.id()
                        + "/20261124/us-east-1/codepipeline/aws4_request, SignedHeaders=host, Signature="
                        + "0".repeat(64) + "\r\nX-Amz-Date: 20261124T000000Z\r\n"));
        return plain("GET " + path, last + authorization, new byte[0]);
    }

    private Sent plain(String route, String headers, byte[] body) {
        return new Sent(route, bytes(route, headers, body, random.nextInt(5) == 0));
    }

    private Sent signed(String what, String target, byte[] body, boolean chunked) {
        String headers = SignedHeaders.of(endpoint, key, target, "application/x-amz-json-1.1", body);
        return new Sent(what, bytes("POST /", headers, body, chunked));
    }

    private byte[] bytes(String route, String headers, byte[] body, boolean chunked) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024 + body.length);
        String head = route + " HTTP/1.1\r\nHost: 127.0.0.1:" + endpoint.getPort() + "\r\n" + headers;
        if (!chunked) {
            out.writeBytes((head + "Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            out.writeBytes(body);
            return out.toByteArray();
        }
        out.writeBytes((head + "Transfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        for (int from = 0; from < body.length; ) {
            int size = Math.min(body.length - from, 1 + random.nextInt(200));
            out.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body, from, size);
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            from += size;
        }
        out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
