package dev.penstock.artifacts.credentials;

import dev.penstock.engine.job.Job;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.AWSSessionCredentials;

/**
 * Job credentials for the embedded endpoint. Nothing is stored: the endpoint verifies the token and asks
 * {@link JobAccess} what the job may touch at that moment.
 */
public final class JobCredentials implements ArtifactCredentials {
    private final SessionTokens tokens;
    private final Duration lifetime;
    private final InstantSource clock;

    /** @param lifetime setting {@code jobs.artifact-credentials-lifetime}, 15 minutes by default (spec jobs 24) */
    public JobCredentials(SessionTokens tokens, Duration lifetime, InstantSource clock) {
        this.tokens = tokens;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    @Override
    public Optional<AWSSessionCredentials> mint(Job job) {
        SessionKey key =
                tokens.mint(new SessionSubject.OfJob(job.id()), clock.instant().plus(lifetime));
        return Optional.of(AWSSessionCredentials.builder()
                .accessKeyId(key.accessKeyId())
                .secretAccessKey(key.secretAccessKey())
                .sessionToken(key.sessionToken())
                .build());
    }
}
