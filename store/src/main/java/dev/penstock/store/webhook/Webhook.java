package dev.penstock.store.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.WebhookDefinition;

/**
 * A webhook (spec jobs 18).
 *
 * @param token the secret part of its URL
 * @param definition with its secret in clear; never leaves the server in this form
 * @param registration id of the hook at the third party; null if it is not registered there
 * @param lastTriggered last time that it started its pipeline
 * @param error why the last delivery that should have started the pipeline did not; null if it did
 */
public record Webhook(
        String accountId,
        String region,
        String token,
        WebhookDefinition definition,
        @Nullable String registration,
        @Nullable Instant lastTriggered,
        @Nullable Failure error) {

    /** In the words of the API: an exception's name and text. */
    public record Failure(String code, String message) {}

    public String name() {
        return definition.name();
    }

    /** {@code arn:aws:codepipeline:REGION:ACCOUNT:webhook:NAME} (spec jobs 1.3). */
    public String arn() {
        return "arn:aws:codepipeline:" + region + ":" + accountId + ":webhook:" + name();
    }

    public Webhook withDefinition(WebhookDefinition changed) {
        return new Webhook(accountId, region, token, changed, registration, lastTriggered, error);
    }

    public Webhook registeredAs(@Nullable String id) {
        return new Webhook(accountId, region, token, definition, id, lastTriggered, error);
    }

    /** Without its secrets. */
    @Override
    public String toString() {
        return "Webhook[" + arn() + "]";
    }
}
