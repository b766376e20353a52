package dev.penstock.cli.codepipeline.golden;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on this machine that gives prepared answers in turn and keeps what it was asked. */
public final class RecordingServer implements AutoCloseable {
    /**
     * @param headers by lower-case name
     */
    public record Request(String method, String path, Map<String, String> headers, byte[] body) {
        public String target() {
            return headers.getOrDefault("x-amz-target", "");
        }
    }

    /**
     * @param kept never answered: the client must give up by itself
     * @param dropped closed without an answer
     */
    public record Answer(int status, Map<String, String> headers, String body, boolean kept, boolean dropped) {
        public static Answer ok(String body) {
            return new Answer(200, Map.of(), body, false, false);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Request> requests = new ArrayList<>();
    private List<Answer> answers = List.of();

    public RecordingServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Forgets what was asked. Without answers each request gets {@code {}}. */
    public synchronized void prepare(List<Answer> next) {
        requests.clear();
        answers = List.copyOf(next);
    }

    /** Waits for the first request after {@link #prepare}. */
    public synchronized void awaitRequest() throws InterruptedException {
        while (requests.isEmpty()) {
            wait();
        }
    }

    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Answer answer = record(exchange);
        if (answer.kept()) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (!answer.kept() && !answer.dropped()) {
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private synchronized Answer record(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        requests.add(new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                exchange.getRequestBody().readAllBytes()));
        notifyAll();
        if (answers.isEmpty()) {
            return Answer.ok("{}");
        }
        return requests.size() <= answers.size()
                ? answers.get(requests.size() - 1)
                : new Answer(500, Map.of(), "{\"__type\":\"NoMoreAnswers\"}", false, false);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }
}
