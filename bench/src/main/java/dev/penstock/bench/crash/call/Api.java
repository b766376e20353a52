package dev.penstock.bench.crash.call;

import dev.penstock.bench.crash.record.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request to one server, without any retry of its own: what the AWS SDK would send again by itself must show in the
 * records. Thread-safe.
 */
public final class Api implements AutoCloseable {
    public static final String CODE_PIPELINE = "CodePipeline_20150709";
    public static final String ADMIN = "Penstock_20261101";
    public static final String REGION = "us-east-1";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A stopped server still takes connections, and nobody else notices. */
    private static final Duration LONGEST = Duration.ofSeconds(4);

    private final List<URI> nodes;
    private final AwsBasicCredentials credentials;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** @param nodes root URLs of the servers */
    public Api(List<URI> nodes, Keys keys) {
        this.nodes = List.copyOf(nodes);
        this.credentials = AwsBasicCredentials.create(keys.id(), keys.secret());
    }

    public int nodes() {
        return nodes.size();
    }

    /**
     * @param invocation the same for every attempt at the same call
     * @param hold how long the server may hold an empty poll
     */
    public Outcome send(int node, String service, String operation, JsonNode input, String invocation, Duration hold) {
        String body = JSON.writeValueAsString(input);
        SdkHttpRequest.Builder plain = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(nodes.get(node))
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", service + "." + operation)
                .putHeader("amz-sdk-invocation-id", invocation);
        if (hold.isPositive()) {
            plain.putHeader("X-Penstock-Wait", Long.toString(hold.toSeconds()));
        }
        HttpRequest request = signed(plain.build(), body)
                .timeout(LONGEST.plus(hold))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return outcome(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return new Outcome.Unanswered(String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unanswered(String.valueOf(e));
        }
    }

    /** Opens the stream of events behind a position; lines come as they are sent. */
    public HttpResponse<java.io.InputStream> events(int node, long after) throws IOException, InterruptedException {
        SdkHttpRequest plain = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(nodes.get(node).resolve("/events"))
                .putHeader("Last-Event-ID", Long.toString(after))
                .build();
        return http.send(signed(plain, "").timeout(LONGEST).GET().build(), BodyHandlers.ofInputStream());
    }

    private HttpRequest.Builder signed(SdkHttpRequest plain, String body) {
        SdkHttpRequest signed = signer.sign(sign -> sign.identity(credentials)
                        .request(plain)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "codepipeline")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, REGION))
                .request();
        HttpRequest.Builder request = HttpRequest.newBuilder(plain.getUri());
        signed.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("host")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request;
    }

    private static Outcome outcome(HttpResponse<String> answer) {
        try {
            JsonNode body = answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
            return answer.statusCode() == 200
                    ? new Outcome.Answered(body)
                    : new Outcome.Refused(
                            answer.statusCode(),
                            body.path("__type").asString("?"),
                            body.path("message").asString(""));
        } catch (JacksonException e) {
            return new Outcome.Refused(answer.statusCode(), "not JSON", answer.body());
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
