package dev.penstock.artifacts.endpoint;

import dev.penstock.artifacts.client.S3Clients;
import dev.penstock.artifacts.credentials.JobScope;
import dev.penstock.artifacts.credentials.SessionKey;
import dev.penstock.artifacts.credentials.SessionTokens;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A real endpoint on a free port, with the accounts, jobs and clock that a test sets. */
final class RunningEndpoint implements AutoCloseable {
    static final String ALICE = "111111111111";
    static final String BOB = "222222222222";
    static final AwsCredentials ALICES_KEY = AwsBasicCredentials.create("AKIAALICE00000000001", "alices-secret");
    static final AwsCredentials BOBS_KEY = AwsBasicCredentials.create("AKIABOB0000000000002", "bobs-secret");

    final Map<String, AccountKey> keys = new ConcurrentHashMap<>(Map.of(
            ALICES_KEY.accessKeyId(), new AccountKey(ALICE, ALICES_KEY.secretAccessKey(), Permissions.ALL),
            BOBS_KEY.accessKeyId(), new AccountKey(BOB, BOBS_KEY.secretAccessKey(), Permissions.ALL)));
    final Map<String, JobScope> jobs = new ConcurrentHashMap<>();
    final SessionTokens tokens = new SessionTokens(new byte[32]);
    volatile Instant now = Instant.now();

    private final SdkHttpClient http = S3Clients.httpClient();
    private final EmbeddedS3 endpoint;

    RunningEndpoint(Path folder) throws IOException {
        endpoint = EmbeddedS3.start(
                EmbeddedS3Settings.loopback(folder, 0),
                id -> Optional.ofNullable(keys.get(id)),
                tokens,
                id -> Optional.ofNullable(jobs.get(id)),
                () -> now);
    }

    URI uri() {
        return endpoint.uri();
    }

    S3Client client(AwsCredentials credentials) {
        return S3Client.builder()
                .httpClient(http)
                .endpointOverride(uri())
                .region(Region.EU_CENTRAL_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    S3Presigner presigner(AwsCredentials credentials) {
        return presigner(credentials, "127.0.0.1", true);
    }

    S3Presigner presigner(AwsCredentials credentials, String host, boolean pathStyle) {
        return S3Presigner.builder()
                .endpointOverride(URI.create("http://" + host + ":" + uri().getPort()))
                .region(Region.EU_CENTRAL_1)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(pathStyle)
                        .build())
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    static AwsSessionCredentials session(SessionKey key) {
        return AwsSessionCredentials.create(key.accessKeyId(), key.secretAccessKey(), key.sessionToken());
    }

    @Override
    public void close() throws IOException {
        http.close();
        endpoint.close();
    }
}
