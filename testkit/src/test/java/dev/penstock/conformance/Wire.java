package dev.penstock.conformance;

import dev.penstock.testkit.Keys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signed requests as JSON over HTTP, also such as no SDK would send. */
public final class Wire implements Api, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI endpoint;
    private final Clock clock;

    public Wire(URI endpoint, InstantSource clock) {
        this.endpoint = endpoint.resolve("/");
        this.clock = clock.withZone(ZoneOffset.UTC);
    }

    /** @param body null where the answer has none */
    public record Answer(int status, JsonNode body) {

        static Answer refused(int status, String error, @Nullable String message) {
            return new Answer(
                    status,
                    JSON.createObjectNode().put("__type", error).put("message", message == null ? "" : message));
        }

        public boolean ok() {
            return status == 200;
        }

        public String error() {
            return body.path("__type").asString("");
        }

        public String message() {
            return body.path("message").asString("");
        }
    }

    @Override
    public Answer call(Keys keys, String target, Object request) {
        String body = JSON.writeValueAsString(request);
        SdkHttpRequest plain = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", target)
                .build();
        SdkHttpRequest signed = (SdkHttpRequest) AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(keys.credentials())
                        .request(plain)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "codepipeline")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request();
        HttpRequest.Builder sent =
                HttpRequest.newBuilder(endpoint).timeout(Duration.ofSeconds(30)).POST(BodyPublishers.ofString(body));
        signed.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("host")) {
                values.forEach(value -> sent.header(name, value));
            }
        });
        try {
            HttpResponse<String> answer = http.send(sent.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body()));
        } catch (IOException e) {
            throw new IllegalStateException("no answer from " + endpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
