package dev.penstock.bench.crash.worker;

import dev.penstock.bench.crash.call.Api;
import dev.penstock.bench.crash.town.Town;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import tools.jackson.databind.JsonNode;

/** Artifacts in S3, read and written with the credentials of jobs. Thread-safe. */
final class Warehouse {
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final S3Client s3;

    Warehouse(URI endpoint) {
        this.s3 = S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(Api.REGION))
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(2))
                        .socketTimeout(Duration.ofSeconds(5))
                        .build())
                .build();
    }

    /**
     * Reads what the job reads and writes what it writes: the name of its action's execution. Tries until it is done, or the
     * job is over.
     *
     * @param credentials new ones of the job; empty once it is over
     * @return what was read; {@code missing} and the key for what is not there
     */
    List<String> carry(TakenJob job, Supplier<Optional<JsonNode>> credentials) {
        while (!Thread.currentThread().isInterrupted()) {
            Optional<JsonNode> keys = credentials.get();
            if (keys.isEmpty()) {
                return List.of();
            }
            try {
                return carry(job, provider(keys.get()));
            } catch (AwsServiceException e) {
                if (e.statusCode() == 403) {
                    return List.of(); // the job was closed in the meantime
                }
            } catch (SdkException | UncheckedIOException _) {
                // the store is away, and comes back
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return List.of();
    }

    private List<String> carry(TakenJob job, StaticCredentialsProvider credentials) {
        List<String> contents = new ArrayList<>();
        for (String key : job.reads()) {
            contents.add(read(key, credentials));
        }
        for (String key : job.writes()) {
            s3.putObject(
                    r -> r.bucket(Town.BUCKET).key(key).overrideConfiguration(o -> o.credentialsProvider(credentials)),
                    RequestBody.fromString(job.actionExecutionId()));
        }
        return contents;
    }

    private String read(String key, StaticCredentialsProvider credentials) {
        try {
            return s3.getObjectAsBytes(r -> r.bucket(Town.BUCKET)
                            .key(key)
                            .overrideConfiguration(o -> o.credentialsProvider(credentials)))
                    .asUtf8String();
        } catch (NoSuchKeyException _) {
            return "missing " + key;
        }
    }

    private static StaticCredentialsProvider provider(JsonNode keys) {
        return StaticCredentialsProvider.create(AwsSessionCredentials.create(
                keys.get("accessKeyId").asString(),
                keys.get("secretAccessKey").asString(),
                keys.get("sessionToken").asString()));
    }
}
