package dev.penstock.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP endpoint for events, as a user would write one from the manual. */
final class EventReceiver implements AutoCloseable {
    static final String SECRET = "correct-horse-battery";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private volatile int status = 200;
    private volatile String location = "";

    /** One request, as it came. */
    record Received(String body, String signature, String eventId, int attempt, String timestamp) {
        JsonNode document() {
            return JsonMapper.shared().readTree(body);
        }

        /** {@code "pipeline STARTED"}, {@code "stage Build FAILED"}, {@code "action Compile SUCCEEDED"}. */
        String told() {
            JsonNode detail = document().get("detail");
            String state = detail.get("state").asString();
            if (detail.has("action")) {
                return "action " + detail.get("action").asString() + " " + state;
            }
            return detail.has("stage") ? "stage " + detail.get("stage").asString() + " " + state : "pipeline " + state;
        }

        /** True if the sender knew the secret. */
        boolean signed() {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                String hmac = HexFormat.of()
                        .formatHex(mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
                return signature.equals("t=" + timestamp + ",v1=" + hmac);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    EventReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** Answers so from now on. */
    void answer(int next) {
        status = next;
    }

    void redirectTo(String url) {
        status = 302;
        location = url;
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders();
        received.add(new Received(
                body,
                headers.getFirst("X-Penstock-Signature"),
                headers.getFirst("X-Penstock-Event-Id"),
                Integer.parseInt(headers.getFirst("X-Penstock-Delivery-Attempt")),
                headers.getFirst("X-Penstock-Timestamp")));
        if (!location.isEmpty()) {
            exchange.getResponseHeaders().set("Location", location);
        }
        byte[] answer = "seen".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** Waits for the next request. */
    Received next() throws InterruptedException {
        Received next = received.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no event came");
        }
        return next;
    }

    boolean gotNothingMore() {
        return received.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
