package dev.penstock.artifacts.credentials;

import dev.penstock.engine.job.Job;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.AWSSessionCredentials;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Job credentials of an external store: a role, assumed with a session policy that names the job's objects. They end by
 * their expiry, not with the job: the store knows nothing of jobs.
 */
public final class AssumedRoleCredentials implements ArtifactCredentials {
    /** AWS's shortest and longest session. */
    private static final Duration SHORTEST = Duration.ofMinutes(15);

    private static final Duration LONGEST = Duration.ofHours(12);

    private final StsClient sts;
    private final String roleArn;
    private final Duration lifetime;

    /** @param lifetime brought into the range that AWS accepts, 15 minutes to 12 hours */
    public AssumedRoleCredentials(StsClient sts, String roleArn, Duration lifetime) {
        this.sts = sts;
        this.roleArn = roleArn;
        this.lifetime =
                lifetime.compareTo(SHORTEST) < 0 ? SHORTEST : lifetime.compareTo(LONGEST) > 0 ? LONGEST : lifetime;
    }

    @Override
    public Optional<AWSSessionCredentials> mint(Job job) {
        String policy = SessionPolicy.of(JobScope.of(job), job.encryptionKey() != null);
        Credentials credentials = sts.assumeRole(request -> request.roleArn(roleArn)
                        .roleSessionName("penstock-" + job.id())
                        .durationSeconds((int) lifetime.toSeconds())
                        .policy(policy))
                .credentials();
        return Optional.of(AWSSessionCredentials.builder()
                .accessKeyId(credentials.accessKeyId())
                .secretAccessKey(credentials.secretAccessKey())
                .sessionToken(credentials.sessionToken())
                .build());
    }
}
