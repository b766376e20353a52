package dev.penstock.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

/** An acknowledgement whose answer is lost while the server starts again is repeated as the same call. */
@Timeout(60)
class PatientAcknowledgementTest {
    private static final int LOST = 6;

    private final List<String> invocations = new CopyOnWriteArrayList<>();

    @Test
    void aWorkerAsksUntilTheServerIsBackForItsOwnAndAPartnersJob() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            invocations.add(exchange.getRequestHeaders().getFirst("amz-sdk-invocation-id"));
            if (invocations.size() % (LOST + 1) == 0) {
                byte[] answer = "{\"status\":\"InProgress\"}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
            exchange.close();
        });
        server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (CodePipelineClient client = CodePipelineClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            CustomJob own =
                    new CustomJob(client, Job.builder().id("j1").nonce("3").build());
            ThirdPartyJob partners = new ThirdPartyJob(client, "j2", "c1", "token");

            assertThat(own.acknowledge()).isEqualTo(JobStatus.IN_PROGRESS);
            assertThat(invocations).hasSize(LOST + 1);
            assertThat(invocations.stream().distinct()).hasSize(1);
            assertThat(partners.acknowledge()).isEqualTo(JobStatus.IN_PROGRESS);
            assertThat(invocations.subList(LOST + 1, invocations.size()).stream()
                            .distinct())
                    .hasSize(1);
        } finally {
            server.stop(0);
        }
    }
}
