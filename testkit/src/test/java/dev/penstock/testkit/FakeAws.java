package dev.penstock.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers a few calls of AWS services over HTTP in the services' own wire protocols. A request without a signature of
 * version 4 for its service is refused, as AWS does. What it answers is set by the test, by the service's operation.
 */
final class FakeAws implements AutoCloseable {
    private static final Pattern SCOPE =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/\\d{8}/([^/]+)/([^/]+)/aws4_request, .*");
    private static final Pattern FUNCTION = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");

    private final HttpServer server;
    private final Map<String, Function<Request, Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /**
     * One call.
     *
     * @param operation for example {@code lambda:Invoke}
     * @param parameters of a query protocol, or the function's name as {@code FunctionName}
     */
    record Request(String operation, String accessKeyId, String region, Map<String, String> parameters, String body) {}

    /** @param functionError Lambda's header for a function that ended with an error */
    record Answer(int status, String body, @Nullable String functionError) {
        static Answer ok(String body) {
            return new Answer(200, body, null);
        }

        static Answer functionError(String body) {
            return new Answer(200, body, "Unhandled");
        }

        /** In the form of services that speak JSON. */
        static Answer jsonError(int status, String code, String message) {
            return new Answer(status, "{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}", null);
        }

        /** In the form of services that speak the query protocol. */
        static Answer queryError(int status, String code, String message) {
            return new Answer(
                    status,
                    "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message
                            + "</Message></Error><RequestId>r</RequestId></ErrorResponse>",
                    null);
        }
    }

    FakeAws() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What the operation answers from now on. */
    void on(String operation, Function<Request, Answer> answer) {
        answers.put(operation, answer);
    }

    /** The calls of an operation so far. */
    List<Request> requests(String operation) {
        return requests.stream()
                .filter(request -> request.operation().equals(operation))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher scope =
                    SCOPE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            if (!scope.matches()) {
                send(exchange, Answer.jsonError(403, "MissingAuthenticationTokenException", "not signed"));
                return;
            }
            String service = scope.group(3);
            Map<String, String> parameters = new HashMap<>();
            String operation = operation(exchange, service, body, parameters);
            Request request = new Request(operation, scope.group(1), scope.group(2), parameters, body);
            requests.add(request);
            Function<Request, Answer> answer = answers.get(operation);
            send(
                    exchange,
                    answer == null
                            ? Answer.jsonError(400, "UnknownOperationException", operation)
                            : answer.apply(request));
        }
    }

    private static String operation(
            HttpExchange exchange, String service, String body, Map<String, String> parameters) {
        Matcher function = FUNCTION.matcher(exchange.getRequestURI().getPath());
        if (function.matches()) {
            parameters.put("FunctionName", function.group(1));
            return service + ":Invoke";
        }
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target != null) {
            return service + ":" + target.substring(target.indexOf('.') + 1);
        }
        for (String pair : body.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return service + ":" + parameters.get("Action");
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("x-amzn-RequestId", "request-1");
        if (answer.functionError() != null) {
            exchange.getResponseHeaders().add("X-Amz-Function-Error", answer.functionError());
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
