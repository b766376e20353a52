package dev.penstock.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.codepipeline.model.Artifact;
import software.amazon.awssdk.services.codepipeline.model.EncryptionKey;
import software.amazon.awssdk.services.codepipeline.model.PipelineContext;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class JobArtifactsTest {
    /** Keeps one object and breaks as told. */
    private static final class Store implements S3Client {
        final Queue<RuntimeException> failures = new ArrayDeque<>();
        final List<PutObjectRequest> puts = new ArrayList<>();
        String content = "";

        @Override
        public <T> T getObject(
                GetObjectRequest request,
                software.amazon.awssdk.core.sync.ResponseTransformer<GetObjectResponse, T> transformer) {
            fail();
            try {
                return transformer.transform(
                        GetObjectResponse.builder().build(),
                        AbortableInputStream.create(
                                new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8))));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
            return getObject(request, software.amazon.awssdk.core.sync.ResponseTransformer.toInputStream());
        }

        @Override
        public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
            fail();
            puts.add(request);
            return PutObjectResponse.builder().build();
        }

        private void fail() {
            RuntimeException failure = failures.poll();
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public String serviceName() {
            return "s3";
        }

        @Override
        public void close() {}
    }

    private final Store store = new Store();
    private final List<Duration> pauses = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void anOutputIsWrittenWhereTheJobSaysWithTheEncryptionHeader() throws Exception {
        Path file = Files.writeString(folder.resolve("x.zip"), "zip");
        artifacts(null).upload("Report", file);
        artifacts(EncryptionKey.builder().id("key-1").build()).upload("Report", file);
        assertThat(store.puts).allSatisfy(put -> {
            assertThat(put.bucket()).isEqualTo("store");
            assertThat(put.key()).isEqualTo("shop/Report/a1");
            assertThat(put.serverSideEncryptionAsString()).isEqualTo("aws:kms");
            assertThat(put.contentType()).isEqualTo("application/zip");
            assertThat(put.overrideConfiguration().orElseThrow().credentialsIdentityProvider())
                    .isPresent();
        });
        assertThat(store.puts).extracting(PutObjectRequest::ssekmsKeyId).containsExactly(null, "key-1");
    }

    @Test
    void aTransferThatBreaksIsDoneAgain() throws Exception {
        store.content = "the source";
        store.failures.add(new UncheckedIOException(new SocketException("Unexpected end of file from server")));
        store.failures.add((S3Exception)
                S3Exception.builder().statusCode(503).message("starting").build());
        artifacts(null).download("SourceOut", folder.resolve("in"));
        assertThat(folder.resolve("in")).hasContent("the source");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void aRefusalIsNotTriedAgain() {
        store.failures.add((S3Exception)
                S3Exception.builder().statusCode(403).message("Access Denied").build());
        assertThatThrownBy(() -> artifacts(null).download("SourceOut", folder.resolve("in")))
                .isInstanceOf(S3Exception.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aStoreThatStaysAwayFailsTheTransfer() throws IOException {
        Path file = Files.writeString(folder.resolve("x.zip"), "zip");
        for (int i = 0; i < 6; i++) {
            store.failures.add(new UncheckedIOException(new SocketException("refused")));
        }
        assertThatThrownBy(() -> artifacts(null).upload("Report", file)).isInstanceOf(UncheckedIOException.class);
        assertThat(pauses).hasSize(5);
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> artifacts(null).download("Sources", folder.resolve("in")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'Sources'")
                .hasMessageContaining("[SourceOut]");
    }

    private JobArtifacts artifacts(@org.jspecify.annotations.Nullable EncryptionKey key) {
        FakeCodePipeline server = new FakeCodePipeline();
        server.offer("C1", "J1");
        var job = new ThirdPartyJob(server, "J1", "C1", "token-of-C1");
        JobDetails details = new JobDetails(
                null,
                Map.of(),
                PipelineContext.builder().build(),
                List.of(artifact("SourceOut")),
                List.of(artifact("Report")),
                null,
                null,
                key);
        return new JobArtifacts(
                store,
                new JobCredentials(job, job.details(), InstantSource.system(), Duration.ofMinutes(10)),
                details,
                new Retries(RandomGenerator.getDefault(), time -> {
                    pauses.add(time);
                    return true;
                }));
    }

    private static Artifact artifact(String name) {
        return Artifact.builder()
                .name(name)
                .location(
                        l -> l.type("S3").s3Location(s -> s.bucketName("store").objectKey("shop/" + name + "/a1")))
                .build();
    }
}
