package dev.penstock.cli.admin;

import dev.penstock.cli.AwsFiles;
import dev.penstock.cli.CommandFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls the admin API: AWS JSON 1.1, signed as for {@code codepipeline}. Not retried: an operator sees at once what
 * happened. Thread-safe; close it.
 */
public final class AdminClient implements AutoCloseable {
    private static final String TARGET = "Penstock_20261101.";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final AwsFiles.Access access;
    /** Points in time are seconds with fractions: shown as they are, not as 1.7E9. */
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final SdkHttpClient http = UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(ANSWER)
            .build();

    public AdminClient(AwsFiles.Access access) {
        this.access = access;
    }

    /** An empty request, to be filled. */
    public ObjectNode request() {
        return json.createObjectNode();
    }

    /** Reads JSON that a user wrote. */
    public JsonNode parse(String text, String from) {
        try {
            return json.readTree(text);
        } catch (JacksonException e) {
            throw new CommandFailure(from + " is not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Calls one operation.
     *
     * @throws CommandFailure if the server refused, with its words, or cannot be reached
     */
    public JsonNode call(String operation, JsonNode input) {
        byte[] body = json.writeValueAsBytes(input);
        SdkHttpFullRequest request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(withPath(access.codePipeline()))
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", TARGET + operation)
                .build();
        ContentStreamProvider payload = () -> new ByteArrayInputStream(body);
        AwsCredentialsIdentity identity = access.credentials();
        SignedRequest signed = signer.sign(r -> r.identity(identity)
                .request(request)
                .payload(payload)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "codepipeline")
                .putProperty(AwsV4HttpSigner.REGION_NAME, access.region()));
        try {
            HttpExecuteResponse response = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(signed.request())
                            .contentStreamProvider(payload)
                            .build())
                    .call();
            String answer = read(response);
            if (response.httpResponse().isSuccessful()) {
                return answer.isBlank() ? json.createObjectNode() : json.readTree(answer);
            }
            throw refused(operation, response.httpResponse().statusCode(), answer);
        } catch (IOException e) {
            throw new CommandFailure(
                    "No answer from " + access.codePipeline() + ": " + e.getMessage()
                            + ". Is the server running? Start it with 'penstock up', or name its data folder with --data.",
                    e);
        } catch (JacksonException e) {
            throw new CommandFailure(
                    access.codePipeline() + " answered with something that is not JSON. Is that a Penstock server?", e);
        }
    }

    /** JSON for people and programs: two blanks, order as the server sent. */
    public String pretty(JsonNode answer) {
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(answer);
    }

    private CommandFailure refused(String operation, int status, String answer) {
        JsonNode error = json.readTree(answer.isBlank() ? "{}" : answer);
        String type = error.path("__type").asString("HTTP " + status);
        String message = error.path("message").asString(error.path("Message").asString("no message"));
        return new CommandFailure(
                operation + " was refused: " + type.substring(type.lastIndexOf('#') + 1) + ": " + message);
    }

    private static URI withPath(URI endpoint) {
        return endpoint.getPath().isEmpty() ? endpoint.resolve("/") : endpoint;
    }

    private static String read(HttpExecuteResponse response) throws IOException {
        if (response.responseBody().isEmpty()) {
            return "";
        }
        try (InputStream in = response.responseBody().get()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
