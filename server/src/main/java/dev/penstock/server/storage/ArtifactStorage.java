package dev.penstock.server.storage;

import dev.penstock.artifacts.client.ExternalCredentials;
import dev.penstock.artifacts.client.ExternalStore;
import dev.penstock.artifacts.client.S3Clients;
import dev.penstock.artifacts.credentials.ArtifactCredentials;
import dev.penstock.artifacts.credentials.JobCredentials;
import dev.penstock.artifacts.credentials.JobScope;
import dev.penstock.artifacts.credentials.SessionTokens;
import dev.penstock.artifacts.endpoint.AccountKey;
import dev.penstock.artifacts.endpoint.EmbeddedS3;
import dev.penstock.artifacts.endpoint.EmbeddedS3Settings;
import dev.penstock.artifacts.endpoint.Permissions;
import dev.penstock.server.iam.PolicyDocument;
import dev.penstock.server.iam.PolicyDocument.Verdict;
import dev.penstock.server.settings.S3Settings;
import dev.penstock.server.settings.SettingsException;
import dev.penstock.store.Store;
import dev.penstock.store.account.AccessKey;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The artifact store as the server uses it.
 *
 * @param endpoint where clients reach it
 * @param credentials what jobs carry
 * @param clients what the server itself reads and writes with
 * @param embedded the server's own endpoint; null if the store is an external one
 */
public record ArtifactStorage(
        URI endpoint,
        ArtifactCredentials credentials,
        S3Clients clients,
        @Nullable EmbeddedS3 embedded) implements AutoCloseable {

    /** An endpoint of our own, for the keys of accounts and of jobs. */
    public static ArtifactStorage embedded(
            EmbeddedS3Settings settings,
            String region,
            Store store,
            byte[] secret,
            Duration credentialsLifetime,
            InstantSource clock) {
        SessionTokens tokens = new SessionTokens(secret);
        try {
            EmbeddedS3 endpoint = EmbeddedS3.start(
                    settings,
                    id -> store.read(tx -> tx.accessKeys().find(id)).map(ArtifactStorage::accountKey),
                    tokens,
                    jobId -> store.read(tx -> tx.jobs().find(jobId))
                            .filter(job -> !job.terminal())
                            .map(JobScope::of),
                    clock);
            return new ArtifactStorage(
                    endpoint.uri(),
                    new JobCredentials(tokens, credentialsLifetime, clock),
                    S3Clients.embedded(endpoint.uri(), region, tokens, clock),
                    endpoint);
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** A store outside the server. */
    public static ArtifactStorage external(S3Settings settings, URI endpoint, Duration credentialsLifetime) {
        String accessKeyId = settings.accessKeyId();
        String secretAccessKey = settings.secretAccessKey();
        if (accessKeyId == null || secretAccessKey == null) {
            throw new SettingsException("s3.endpoint names a store, so s3.access-key-id and s3.secret-access-key (or"
                    + " s3.secret-access-key-file) must say with which key to use it.");
        }
        String sts = settings.stsEndpoint();
        ExternalStore store = new ExternalStore(
                endpoint,
                settings.region(),
                accessKeyId,
                secretAccessKey,
                settings.pathStyle(),
                settings.stsRoleArn(),
                sts == null ? null : URI.create(sts),
                settings.handOutKeys());
        return new ArtifactStorage(
                endpoint, ExternalCredentials.of(store, credentialsLifetime), S3Clients.external(store), null);
    }

    private static AccountKey accountKey(AccessKey key) {
        String policy = key.policy();
        return new AccountKey(key.accountId(), key.secret(), policy == null ? Permissions.ALL : permissions(policy));
    }

    private static Permissions permissions(String policy) {
        PolicyDocument document = PolicyDocument.parse(policy);
        return (action, resource) -> document.evaluate(action, resource) == Verdict.ALLOWED;
    }

    @Override
    public void close() throws IOException {
        clients.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
