package dev.penstock.server.settings;

/**
 * Ceilings (spec jobs 1.2).
 *
 * @param webhookRate deliveries to one webhook in a second
 * @param requestRate requests of one account in a second
 */
public record LimitSettings(
        int requestBytes, int pipelines, int customActionTypes, int webhooks, int webhookRate, int requestRate) {

    static LimitSettings from(Settings settings) {
        return new LimitSettings(
                settings.number("limits.request-bytes"),
                settings.number("limits.pipelines"),
                settings.number("limits.custom-action-types"),
                settings.number("limits.webhooks"),
                settings.number("limits.webhook-deliveries-per-second"),
                settings.number("limits.requests-per-second"));
    }
}
