package dev.penstock.worker;

import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * How often an acknowledgement is sent when its answer does not come. The server may have taken it all the same, and a job that
 * is in progress is offered to nobody else: who gives up then leaves it to its time-out, which is 24 hours for a custom
 * action. So the SDK sends the same call, with the same invocation id, for as long as a server needs to start again; Penstock
 * answers such a repetition as it did the first time ({@code jobs.acknowledge-repeat}). In the end it gives up, so that a
 * server which hangs holds no worker for ever.
 */
final class PatientAcknowledgement {
    private static final int ATTEMPTS = 12;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final BackoffStrategy PAUSES = BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE);

    private static final RetryStrategy REPEATED = AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(ATTEMPTS)
            .backoffStrategy(PAUSES)
            .throttlingBackoffStrategy(PAUSES)
            .circuitBreakerEnabled(false)
            .build();

    static final AwsRequestOverrideConfiguration CONFIGURATION = AwsRequestOverrideConfiguration.builder()
            .apiCallAttemptTimeout(LONGEST_ATTEMPT)
            .apiCallTimeout(LONGEST)
            .addPlugin(client -> client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                    .retryStrategy(REPEATED)
                    .build()))
            .build();

    private PatientAcknowledgement() {}
}
