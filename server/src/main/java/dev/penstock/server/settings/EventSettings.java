package dev.penstock.server.settings;

import java.time.Duration;

/**
 * How events are kept and sent.
 *
 * @param retained how many published events are kept
 * @param answerTimeout for a whole exchange
 * @param allowedNetworks in CIDR form, separated by commas
 */
public record EventSettings(
        int retained,
        Duration connectTimeout,
        Duration answerTimeout,
        Duration retryFirst,
        Duration retryLongest,
        Duration giveUpAfter,
        int giveUpAttempts,
        String allowedNetworks) {

    static EventSettings from(Settings settings) {
        return new EventSettings(
                settings.number("events.retained"),
                settings.duration("events.connect-timeout"),
                settings.duration("events.answer-timeout"),
                settings.duration("events.retry-first"),
                settings.duration("events.retry-longest"),
                settings.duration("events.give-up-after"),
                settings.number("events.give-up-attempts"),
                settings.text("events.allowed-networks"));
    }
}
