package dev.penstock.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * The credentials of one job, renewed by asking for its details again before they expire (spec jobs 17.5: they carry no
 * expiry of their own and live 15 minutes). Thread-safe.
 */
final class JobCredentials implements AwsCredentialsProvider {
    private final OfferedJob job;
    private final InstantSource clock;
    private final Duration renewAfter;
    private JobDetails details;
    private Instant received;

    JobCredentials(OfferedJob job, JobDetails first, InstantSource clock, Duration renewAfter) {
        this.job = job;
        this.clock = clock;
        this.renewAfter = renewAfter;
        this.details = first;
        this.received = clock.instant();
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        if (!clock.instant().isBefore(received.plus(renewAfter))) {
            renew();
        }
        var credentials = details.credentials();
        if (credentials == null) {
            throw new IllegalStateException("The server sent no artifact credentials with " + job);
        }
        return AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }

    /**
     * Asks the server now.
     *
     * @return whether the job still lives: a finished one gets no credentials (spec jobs 6)
     */
    synchronized boolean renew() {
        JobDetails fresh = job.details();
        if (fresh.credentials() == null && details.credentials() != null) {
            return false;
        }
        details = fresh;
        received = clock.instant();
        return true;
    }

    @Override
    public String toString() {
        return "credentials of " + job;
    }
}
