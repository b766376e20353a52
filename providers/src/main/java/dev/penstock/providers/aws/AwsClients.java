package dev.penstock.providers.aws;

import dev.penstock.engine.definition.RegionNames;
import dev.penstock.providers.FailedAction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
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
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Clients of AWS services, by region, each made when it is first asked for, so that a server which calls none loads
 * nothing. Few are kept; those that were not asked for the longest go. Safe for use by many threads.
 */
public final class AwsClients implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration WHOLE_CALL = Duration.ofMinutes(2);

    /** A function runs for a quarter of an hour at most, and says nothing until it is done. */
    private static final Duration LONGEST_FUNCTION = Duration.ofMinutes(16);

    /** Of one service. Pipelines name regions, so their number is not the operator's. */
    static final int MOST_REGIONS = 32;

    private final AwsAccess access;

    /** Shared by all clients, so that one which is let go while it is in use leaves nothing behind that must be closed. */
    private final ScheduledExecutorService timeouts = Executors.newScheduledThreadPool(
            1, Thread.ofPlatform().daemon().name("aws-timeouts-", 0).factory());

    private final ByRegion<LambdaClient> lambda = new ByRegion<>();
    private final ByRegion<CloudWatchClient> cloudWatch = new ByRegion<>();
    private final ByRegion<CodeBuildClient> codeBuild = new ByRegion<>();
    private final ByRegion<SnsClient> sns = new ByRegion<>();
    private volatile @Nullable AwsCredentialsProvider found;

    public AwsClients(AwsAccess access) {
        this.access = access;
    }

    /** The clients of one service; the eldest use comes first. */
    private static final class ByRegion<C extends AutoCloseable> {
        private final Map<String, C> clients = new LinkedHashMap<>(16, 0.75f, true);

        /** @throws FailedAction if the text is not a region's name; a client would take it into the name of a host */
        synchronized C get(String region, Function<String, C> build) {
            if (!RegionNames.formed(region)) {
                throw new FailedAction(
                        FailureType.CONFIGURATION_ERROR,
                        "'" + region
                                + "' is not a valid AWS Region. Edit your pipeline to name one such as eu-west-1.");
            }
            C client = clients.computeIfAbsent(region, build);
            if (clients.size() > MOST_REGIONS) {
                clients.remove(clients.keySet().iterator().next());
            }
            return client;
        }

        synchronized void close() throws Exception {
            for (C client : clients.values()) {
                client.close();
            }
        }
    }

    /**
     * The clients belong to this object; do not close them, nor keep them.
     *
     * @throws FailedAction if the region has not the form of one; so do the others
     */
    public LambdaClient lambda(String region) {
        return lambda.get(region, name -> build(LambdaClient.builder(), AwsService.LAMBDA, name, LONGEST_FUNCTION));
    }

    public CloudWatchClient cloudWatch(String region) {
        return cloudWatch.get(region, name -> build(CloudWatchClient.builder(), AwsService.CLOUD_WATCH, name, SILENCE));
    }

    public CodeBuildClient codeBuild(String region) {
        return codeBuild.get(region, name -> build(CodeBuildClient.builder(), AwsService.CODE_BUILD, name, SILENCE));
    }

    public SnsClient sns(String region) {
        return sns.get(region, name -> build(SnsClient.builder(), AwsService.SNS, name, SILENCE));
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends AutoCloseable> C build(
            B builder, AwsService service, String region, Duration silence) {
        access.endpoint(service).ifPresent(builder::endpointOverride);
        return builder.region(Region.of(region))
                .credentialsProvider(credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(silence))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .scheduledExecutorService(timeouts)
                        .apiCallTimeout(silence.compareTo(WHOLE_CALL) > 0 ? silence : WHOLE_CALL)
                        .build())
                .build();
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
        lambda.close();
        cloudWatch.close();
        codeBuild.close();
        sns.close();
        timeouts.shutdownNow();
    }
}
