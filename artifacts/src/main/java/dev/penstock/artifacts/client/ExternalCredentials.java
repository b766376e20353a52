package dev.penstock.artifacts.client;

import dev.penstock.artifacts.credentials.ArtifactCredentials;
import dev.penstock.artifacts.credentials.AssumedRoleCredentials;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.model.AWSSessionCredentials;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/** Chooses what an external store gives to jobs: scoped sessions, nothing, or, only when told so, its own keys. */
public final class ExternalCredentials {
    private static final Logger LOG = LoggerFactory.getLogger(ExternalCredentials.class);
    private static final Duration WHOLE_CALL = Duration.ofSeconds(20);

    private ExternalCredentials() {}

    public static ArtifactCredentials of(ExternalStore store, Duration lifetime) {
        if (store.roleArn() != null) {
            return new AssumedRoleCredentials(stsClient(store), store.roleArn(), lifetime);
        }
        if (store.handOutKeys()) {
            LOG.warn(
                    "Jobs are given the keys of the S3 store itself, which open all its objects. Configure a role to scope"
                            + " them to each job.");
            AWSSessionCredentials keys = AWSSessionCredentials.builder()
                    .accessKeyId(store.accessKeyId())
                    .secretAccessKey(store.secretAccessKey())
                    .sessionToken("")
                    .build();
            return job -> Optional.of(keys);
        }
        LOG.warn(
                "Jobs carry no artifact credentials: the S3 store has no role to scope them with. Configure a role, give"
                        + " workers keys of their own, or allow handing out the store's keys.");
        return job -> Optional.empty();
    }

    private static StsClient stsClient(ExternalStore store) {
        StsClientBuilder builder = StsClient.builder()
                .httpClient(S3Clients.httpClient())
                .region(Region.of(store.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(store.accessKeyId(), store.secretAccessKey())))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(WHOLE_CALL)
                        .build());
        if (store.stsEndpoint() != null) {
            builder.endpointOverride(store.stsEndpoint());
        }
        return builder.build();
    }
}
