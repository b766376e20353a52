package dev.penstock.server.settings;

/**
 * Ceilings (spec jobs 1.2).
 *
 * @param webhookRate deliveries to one webhook in a second
 * @param requestRate requests of one account in a second
 * @param concurrentRequests requests that are worked on at a time
 * @param parkedPolls polls that are held at a time
 * @param connections open connections to the API
 */
public record LimitSettings(
        int requestBytes,
        int pipelines,
        int customActionTypes,
        int webhooks,
        int webhookRate,
        int requestRate,
        int concurrentRequests,
        int parkedPolls,
        int connections) {

    static LimitSettings from(Settings settings) {
        return new LimitSettings(
                settings.number("limits.request-bytes"),
                settings.number("limits.pipelines"),
                settings.number("limits.custom-action-types"),
                settings.number("limits.webhooks"),
                settings.number("limits.webhook-deliveries-per-second"),
                settings.number("limits.requests-per-second"),
                settings.number("limits.concurrent-requests"),
                settings.number("limits.parked-polls"),
                settings.number("limits.connections"));
    }
}
