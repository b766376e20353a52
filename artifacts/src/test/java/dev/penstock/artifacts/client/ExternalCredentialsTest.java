package dev.penstock.artifacts.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.job.Job;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.AWSSessionCredentials;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;

class ExternalCredentialsTest {
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    @Test
    void aRoleIsAssumedWithAPolicyThatNamesTheJobsObjectsOnly() throws Exception {
        BlockingQueue<String> requests = new ArrayBlockingQueue<>(1);
        HttpServer sts = sts(requests);
        try {
            URI endpoint = URI.create("http://127.0.0.1:" + sts.getAddress().getPort());
            var credentials = ExternalCredentials.of(
                            store("arn:aws:iam::123456789012:role/jobs", endpoint, false), LIFETIME)
                    .mint(job());

            assertThat(credentials)
                    .contains(AWSSessionCredentials.builder()
                            .accessKeyId("ASIASCOPED")
                            .secretAccessKey("scoped-secret")
                            .sessionToken("scoped-token")
                            .build());
            assertThat(URLDecoder.decode(requests.take(), StandardCharsets.UTF_8))
                    .contains("Action=AssumeRole")
                    .contains("DurationSeconds=900")
                    .contains("RoleArn=arn:aws:iam::123456789012:role/jobs")
                    .contains("RoleSessionName=penstock-job-1")
                    .contains("\"arn:aws:s3:::artifacts/p/In/1.zip\"")
                    .contains("\"arn:aws:s3:::artifacts/p/Out/2\"");
        } finally {
            sts.stop(0);
        }
    }

    @Test
    void withoutARoleJobsGetNothing() {
        assertThat(ExternalCredentials.of(store(null, null, false), LIFETIME).mint(job()))
                .isEmpty();
    }

    @Test
    void theStoresOwnKeysAreHandedOutOnlyWhenTheOperatorSaysSo() {
        assertThat(ExternalCredentials.of(store(null, null, true), LIFETIME).mint(job()))
                .hasValueSatisfying(
                        credentials -> assertThat(credentials.secretAccessKey()).isEqualTo("store-secret"));
    }

    @Test
    void theStoresSecretIsNotPrinted() {
        assertThat(store(null, null, true).toString()).doesNotContain("store-secret");
    }

    private static ExternalStore store(@Nullable String role, @Nullable URI sts, boolean handOutKeys) {
        return new ExternalStore(
                URI.create("http://127.0.0.1:1"),
                "us-east-1",
                "AKIASTORE",
                "store-secret",
                true,
                role,
                sts,
                handOutKeys);
    }

    private static HttpServer sts(BlockingQueue<String> requests) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = """
                    <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
                    <AccessKeyId>ASIASCOPED</AccessKeyId><SecretAccessKey>scoped-secret</SecretAccessKey>
                    <SessionToken>scoped-token</SessionToken><Expiration>2026-11-01T12:15:00Z</Expiration>
                    </Credentials></AssumeRoleResult></AssumeRoleResponse>
                    """.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/xml");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Job job() {
        Instant now = Instant.parse("2026-11-01T12:00:00Z");
        return new Job(
                "job-1",
                "queue",
                ActionTypeKey.parse("Test/Custom/Check/1"),
                "111111111111",
                "us-east-1",
                "pipeline-id",
                "p",
                1,
                "execution",
                "Stage",
                "Action",
                "action-execution",
                1,
                JobStatus.IN_PROGRESS,
                1,
                null,
                null,
                null,
                now,
                now,
                null,
                null,
                null,
                null,
                now.plusSeconds(3600),
                null,
                null,
                null,
                Map.of(),
                List.of(new ArtifactLocation("In", "artifacts", "p/In/1.zip", null)),
                List.of(new ArtifactLocation("Out", "artifacts", "p/Out/2", null)),
                List.of(),
                null,
                null,
                null,
                null);
    }
}
