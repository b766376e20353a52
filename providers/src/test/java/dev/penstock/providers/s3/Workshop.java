package dev.penstock.providers.s3;

import dev.penstock.artifacts.client.S3Clients;
import dev.penstock.artifacts.credentials.SessionTokens;
import dev.penstock.artifacts.endpoint.AccountKey;
import dev.penstock.artifacts.endpoint.EmbeddedS3;
import dev.penstock.artifacts.endpoint.EmbeddedS3Settings;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.artifact.ArtifactLocation;
import dev.penstock.engine.artifact.Revision;
import dev.penstock.engine.execution.SourceOverride;
import dev.penstock.engine.job.Job;
import dev.penstock.providers.ProviderJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.EncryptionKey;
import software.amazon.awssdk.services.codepipeline.model.JobStatus;
import software.amazon.awssdk.services.s3.S3Client;

/** The embedded S3 endpoint, reached as one account, and jobs to perform against it. */
final class Workshop implements AutoCloseable {
    static final String ACCOUNT = "111111111111";
    static final String STRANGER = "222222222222";
    static final String ROLE = "arn:aws:iam::111111111111:role/pipeline";
    static final Instant CREATED = Instant.parse("2026-11-01T12:34:56Z");

    private final EmbeddedS3 endpoint;
    private final S3Clients clients;
    private final Path scratch;

    Workshop(Path folder) throws IOException {
        SessionTokens tokens = new SessionTokens(new byte[32]);
        endpoint = EmbeddedS3.start(
                EmbeddedS3Settings.loopback(folder.resolve("s3"), 0),
                id -> Optional.<AccountKey>empty(),
                tokens,
                id -> Optional.empty(),
                InstantSource.system());
        clients = S3Clients.embedded(endpoint.uri(), "us-east-1", tokens, InstantSource.system());
        scratch = Files.createDirectories(folder.resolve("scratch"));
    }

    S3Client s3() {
        return clients.forAccount(ACCOUNT);
    }

    S3Client strangersS3() {
        return clients.forAccount(STRANGER);
    }

    Path scratch() {
        return scratch;
    }

    JobBuilder job(ActionTypeKey type) {
        return new JobBuilder(type, s3(), scratch);
    }

    void stopEndpoint() throws IOException {
        endpoint.close();
    }

    @Override
    public void close() throws IOException {
        clients.close();
        endpoint.close();
    }

    /** One job, told part by part. */
    static final class JobBuilder {
        final List<Revision> found = new ArrayList<>();
        private final ActionTypeKey type;
        private final S3Client s3;
        private final Path scratch;
        private Map<String, String> configuration = Map.of();
        private List<ArtifactLocation> inputs = List.of();
        private List<ArtifactLocation> outputs = List.of();
        private List<SourceOverride> overrides = List.of();
        private @Nullable EncryptionKey key;
        private @Nullable Revision bound;

        JobBuilder(ActionTypeKey type, S3Client s3, Path scratch) {
            this.type = type;
            this.s3 = s3;
            this.scratch = scratch;
        }

        JobBuilder configured(Map<String, String> values) {
            configuration = values;
            return this;
        }

        JobBuilder input(String bucket, String objectKey) {
            inputs = List.of(new ArtifactLocation("SourceOut", bucket, objectKey, null));
            return this;
        }

        JobBuilder output(String bucket, String objectKey) {
            outputs = List.of(new ArtifactLocation("SourceOut", bucket, objectKey, null));
            return this;
        }

        JobBuilder overridden(SourceOverride... sourceOverrides) {
            overrides = List.of(sourceOverrides);
            return this;
        }

        JobBuilder encryptedWith(String keyId) {
            key = EncryptionKey.builder().id(keyId).type("KMS").build();
            return this;
        }

        JobBuilder alreadyBoundTo(Revision revision) {
            bound = revision;
            return this;
        }

        ProviderJob build() {
            Job job = new Job(
                    "job",
                    "queue",
                    type,
                    ACCOUNT,
                    "us-east-1",
                    "pipeline-id",
                    "pipe",
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
                    CREATED,
                    CREATED,
                    null,
                    null,
                    null,
                    null,
                    CREATED.plusSeconds(3600),
                    null,
                    null,
                    null,
                    configuration,
                    inputs,
                    outputs,
                    overrides,
                    null,
                    null,
                    key,
                    null);
            return new ProviderJob(job, s3, ROLE, bound, found::add, scratch);
        }
    }
}
