package dev.penstock.bench.client;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the API as lean as it can be done: one open connection, a derived signing key, JSON in and out. What it costs is
 * measured by the scenario {@code bare-http}. It never repeats a call by itself. Not thread-safe.
 */
public final class ApiClient implements AutoCloseable {
    public static final String REGION = "us-east-1";
    private static final String CODE_PIPELINE = "CodePipeline_20150709.";
    private static final String PENSTOCK = "Penstock_20261101.";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI endpoint;
    private final String host;
    private final RequestSigner signer;
    private @Nullable Connection connection;

    public ApiClient(URI endpoint, Credentials credentials) {
        this.endpoint = endpoint;
        this.host = endpoint.getHost() + ":" + endpoint.getPort();
        this.signer = new RequestSigner(credentials, REGION, host);
    }

    /**
     * An operation of CodePipeline.
     *
     * @throws CallFailedException if the answer is not a success
     */
    public JsonNode call(String operation, String input) {
        return JSON.readTree(send(CODE_PIPELINE + operation, input, ""));
    }

    /** The same without a look at the answer. */
    public byte[] send(String operation, String input) {
        return send(CODE_PIPELINE + operation, input, "");
    }

    /** A poll that the server may hold so long. */
    public JsonNode poll(String operation, String input, int waitSeconds) {
        String wait = waitSeconds == 0 ? "" : "X-Penstock-Wait: " + waitSeconds + "\r\n";
        return JSON.readTree(send(CODE_PIPELINE + operation, input, wait));
    }

    /** An operation of the admin API. */
    public JsonNode admin(String operation, String input) {
        return JSON.readTree(send(PENSTOCK + operation, input, ""));
    }

    private byte[] send(String target, String input, String moreHeaders) {
        byte[] body = input.getBytes(StandardCharsets.UTF_8);
        String head = "POST / HTTP/1.1\r\nHost: " + host
                + "\r\nContent-Type: application/x-amz-json-1.1\r\nX-Amz-Target: " + target + "\r\n"
                + signer.headers(target, body, Instant.now()) + moreHeaders + "Content-Length: " + body.length
                + "\r\n\r\n";
        Connection.Answer answer = exchange(head, body);
        if (answer.status() != 200) {
            throw refused(answer);
        }
        return answer.body();
    }

    private Connection.Answer exchange(String head, byte[] body) {
        try {
            Connection open = connection;
            if (open == null) {
                open = new Connection(endpoint);
                connection = open;
            }
            return open.post(head, body);
        } catch (IOException e) {
            close();
            throw new CallFailedException(e.getClass().getSimpleName(), String.valueOf(e.getMessage()));
        }
    }

    private static CallFailedException refused(Connection.Answer answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        String type = text.startsWith("{")
                ? JSON.readTree(text).path("__type").asString("HTTP " + answer.status())
                : "HTTP " + answer.status();
        return new CallFailedException(type, text);
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // it is given up anyhow
            }
        }
    }
}
