package dev.penstock.server.settings;

import dev.penstock.engine.EngineSettings;
import java.time.Duration;

/**
 * Windows and delays of jobs (spec jobs 24).
 *
 * @param clientTokenGrace how long a client token stays good after it was rotated
 */
public record JobSettings(
        Duration ackWindow,
        Duration continuationDelay,
        Duration acknowledgeRepeat,
        Duration identicalResultGrace,
        Duration terminalRetention,
        int maxBatchSize,
        Duration pollWait,
        Duration artifactCredentialsLifetime,
        Duration customActionTimeout,
        Duration thirdPartyActionTimeout,
        Duration clientTokenGrace) {

    static JobSettings from(Settings settings) {
        return new JobSettings(
                settings.duration("jobs.ack-window"),
                settings.duration("jobs.continuation-delay"),
                settings.duration("jobs.acknowledge-repeat"),
                settings.duration("jobs.identical-result-grace"),
                settings.duration("jobs.terminal-retention"),
                settings.number("jobs.max-batch-size"),
                settings.duration("jobs.poll-wait"),
                settings.duration("jobs.artifact-credentials-lifetime"),
                settings.duration("jobs.custom-action-timeout"),
                settings.duration("jobs.third-party-action-timeout"),
                settings.duration("jobs.client-token-grace"));
    }

    /** The part that the engine goes by. */
    public EngineSettings engine() {
        return new EngineSettings(
                ackWindow, continuationDelay, acknowledgeRepeat, identicalResultGrace, terminalRetention, maxBatchSize);
    }
}
