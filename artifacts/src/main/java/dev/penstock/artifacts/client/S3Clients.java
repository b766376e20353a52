package dev.penstock.artifacts.client;

import dev.penstock.artifacts.credentials.SessionKey;
import dev.penstock.artifacts.credentials.SessionSubject;
import dev.penstock.artifacts.credentials.SessionTokens;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The clients that the server itself reads and writes objects with, one for each account, because a pipeline must reach
 * its own account's buckets and no others. They share one HTTP client. Safe for use by many threads.
 */
public final class S3Clients implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Silence on a connection, not the length of a transfer. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final Duration WHOLE_CALL = Duration.ofMinutes(30);
    /** Longer than the longest call, so that no transfer outlives its credentials. */
    private static final Duration SESSION = WHOLE_CALL.plusMinutes(15);

    private final @Nullable URI endpoint;
    private final Region region;
    private final boolean pathStyle;
    private final Function<String, AwsCredentialsProvider> credentials;
    private final SdkHttpClient http = httpClient();
    private final ConcurrentHashMap<String, S3Client> byAccount = new ConcurrentHashMap<>();

    private S3Clients(
            @Nullable URI endpoint,
            String region,
            boolean pathStyle,
            Function<String, AwsCredentialsProvider> credentials) {
        this.endpoint = endpoint;
        this.region = Region.of(region);
        this.pathStyle = pathStyle;
        this.credentials = credentials;
    }

    /** Against the embedded endpoint: each request carries session credentials of the account it is made for. */
    public static S3Clients embedded(URI endpoint, String region, SessionTokens tokens, InstantSource clock) {
        return new S3Clients(endpoint, region, true, accountId -> () -> {
            SessionKey key = tokens.mint(
                    new SessionSubject.OfAccount(accountId), clock.instant().plus(SESSION));
            return AwsSessionCredentials.create(key.accessKeyId(), key.secretAccessKey(), key.sessionToken());
        });
    }

    /** Against an external store: all accounts of the server share its keys, and so its buckets. */
    public static S3Clients external(ExternalStore store) {
        AwsCredentialsProvider keys = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(store.accessKeyId(), store.secretAccessKey()));
        return new S3Clients(store.endpoint(), store.region(), store.pathStyle(), accountId -> keys);
    }

    /** The client belongs to this object; do not close it. */
    public S3Client forAccount(String accountId) {
        return byAccount.computeIfAbsent(accountId, this::build);
    }

    private S3Client build(String accountId) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(http)
                .region(region)
                .forcePathStyle(pathStyle)
                .credentialsProvider(credentials.apply(accountId))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(WHOLE_CALL)
                        .addExecutionInterceptor(new UploadsAtOnce())
                        .build());
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }

    /** A client of the JDK's own connections, with a limit on every wait. */
    public static SdkHttpClient httpClient() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(SILENCE)
                .build();
    }

    @Override
    public void close() {
        byAccount.values().forEach(S3Client::close);
        http.close();
    }
}
