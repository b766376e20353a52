package dev.penstock.providers.aws;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Clients of AWS services, by region, each made when it is first asked for, so that a server which calls none loads
 * nothing. Safe for use by many threads.
 */
public final class AwsClients implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration WHOLE_CALL = Duration.ofMinutes(2);

    /** A function runs for a quarter of an hour at most, and says nothing until it is done. */
    private static final Duration LONGEST_FUNCTION = Duration.ofMinutes(16);

    private final AwsAccess access;
    private final ConcurrentHashMap<String, LambdaClient> lambda = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, CloudWatchClient> cloudWatch = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, CodeBuildClient> codeBuild = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, SnsClient> sns = new ConcurrentHashMap<>();
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
    private volatile @Nullable AwsCredentialsProvider found;

    public AwsClients(AwsAccess access) {
        this.access = access;
    }

    /** The clients belong to this object; do not close them. */
    public LambdaClient lambda(String region) {
        return lambda.computeIfAbsent(
                region, name -> build(LambdaClient.builder(), AwsService.LAMBDA, name, LONGEST_FUNCTION));
    }

    public CloudWatchClient cloudWatch(String region) {
        return cloudWatch.computeIfAbsent(
                region, name -> build(CloudWatchClient.builder(), AwsService.CLOUD_WATCH, name, SILENCE));
    }

    public CodeBuildClient codeBuild(String region) {
        return codeBuild.computeIfAbsent(
                region, name -> build(CodeBuildClient.builder(), AwsService.CODE_BUILD, name, SILENCE));
    }

    public SnsClient sns(String region) {
        return sns.computeIfAbsent(region, name -> build(SnsClient.builder(), AwsService.SNS, name, SILENCE));
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends AutoCloseable> C build(
            B builder, AwsService service, String region, Duration silence) {
        access.endpoint(service).ifPresent(builder::endpointOverride);
        C client = builder.region(Region.of(region))
                .credentialsProvider(credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(silence))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(silence.compareTo(WHOLE_CALL) > 0 ? silence : WHOLE_CALL)
                        .build())
                .build();
        open.add(client);
        return client;
    }

    private synchronized AwsCredentialsProvider credentials() {
        AwsCredentialsProvider known = found;
        if (known == null) {
            known = access.accessKeyId() != null && access.secretAccessKey() != null
                    ? given(access.accessKeyId(), access.secretAccessKey(), access.sessionToken())
                    : DefaultCredentialsProvider.builder().build();
            found = known;
        }
        return known;
    }

    private static AwsCredentialsProvider given(String id, String secret, @Nullable String sessionToken) {
        return StaticCredentialsProvider.create(
                sessionToken == null
                        ? AwsBasicCredentials.create(id, secret)
                        : AwsSessionCredentials.create(id, secret, sessionToken));
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable client : open) {
            client.close();
        }
    }
}
