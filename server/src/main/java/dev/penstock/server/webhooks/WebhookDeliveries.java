package dev.penstock.server.webhooks;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.Command;
import dev.penstock.engine.execution.Trigger;
import dev.penstock.server.http.TokenBuckets;
import dev.penstock.server.operations.PipelineSteps;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import dev.penstock.store.pipeline.PipelineRecord;
import dev.penstock.store.webhook.Webhook;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;
import software.amazon.awssdk.services.codepipeline.model.WebhookAuthenticationType;

/** What a delivery to a webhook's URL does (spec jobs 18.3). Thread-safe. */
public final class WebhookDeliveries {
    private final Store store;
    private final PipelineSteps steps;
    private final InstantSource clock;
    private final TokenBuckets rate;

    /** @param rate deliveries of each webhook */
    public WebhookDeliveries(Store store, PipelineSteps steps, InstantSource clock, TokenBuckets rate) {
        this.store = store;
        this.steps = steps;
        this.clock = clock;
        this.rate = rate;
    }

    /**
     * The webhook of a URL, before anything of the body is read.
     *
     * @throws ApiException 404 if there is none, 429 if it gets too many deliveries
     */
    Webhook admit(@Nullable String token) {
        if (token == null) {
            throw unknown();
        }
        Webhook webhook = store.read(tx -> tx.webhooks().findByToken(token)).orElseThrow(WebhookDeliveries::unknown);
        if (!rate.take(webhook.arn())) {
            throw new ApiException("ThrottlingException", 429, "Rate exceeded");
        }
        return webhook;
    }

    /**
     * Starts the pipeline if the sender may, and the event is one that counts.
     *
     * @return false if it is none, which is no error
     * @throws ApiException 403 if the sender may not, 400 if the body is not JSON
     */
    boolean deliver(Webhook webhook, WebhookDelivery delivery) {
        if (!WebhookAuthentication.admits(webhook.definition(), delivery)) {
            throw new ApiException(
                    "AccessDeniedException",
                    403,
                    "The delivery does not satisfy the webhook's authentication "
                            + webhook.definition().authenticationAsString() + ".");
        }
        Object payload = Payload.read(delivery.contentType(), delivery.body());
        boolean github = webhook.definition().authentication() == WebhookAuthenticationType.GITHUB_HMAC;
        if (github && "ping".equals(delivery.sender().event())) {
            return false;
        }
        try {
            // Filters search somebody else's text, which may take a while: not while others wait to write.
            Target target = store.read(tx -> target(tx, delivery.token()));
            return target.action().wants(target.webhook().definition(), payload)
                    && store.write(tx -> start(tx, delivery.token()));
        } catch (CodePipelineException | ApiException failure) {
            note(webhook, failure);
            throw failure;
        }
    }

    private record Target(Webhook webhook, PipelineRecord pipeline, TargetAction action) {}

    private Target target(Tx tx, String token) {
        Webhook webhook = tx.webhooks().findByToken(token).orElseThrow(WebhookDeliveries::unknown);
        String name = webhook.definition().targetPipeline();
        PipelineRecord pipeline = tx.pipelines()
                .find(webhook.accountId(), webhook.region(), name)
                .orElseThrow(() -> PipelineNotFoundException.builder()
                        .message("Pipeline with name " + name + " does not exist in account " + webhook.accountId()
                                + ".")
                        .build());
        TargetAction action = TargetAction.of(tx, webhook.definition(), pipeline, steps.actionTypes(tx));
        return new Target(webhook, pipeline, action);
    }

    /** As the webhook and the pipeline are now, for both may have changed since the filters were asked. */
    private boolean start(Tx tx, String token) {
        Target target = target(tx, token);
        Webhook webhook = target.webhook();
        steps.take(
                tx,
                target.pipeline().ref().id(),
                List.of(),
                new Command.Start(new Trigger(TriggerType.WEBHOOK, webhook.arn()), Map.of(), List.of(), null, true));
        tx.webhooks().triggered(webhook, clock.instant());
        return true;
    }

    /** Shown by ListWebhooks, for nobody else sees what became of a delivery. */
    private void note(Webhook webhook, RuntimeException failure) {
        String code = failure instanceof ApiException refused
                ? refused.code()
                : failure.getClass().getSimpleName();
        String message = failure.getMessage() == null ? code : failure.getMessage();
        store.write(tx -> {
            tx.webhooks().failed(webhook, new Webhook.Failure(code, message));
            return webhook;
        });
    }

    private static ApiException unknown() {
        return new ApiException("WebhookNotFoundException", 404, "There is no webhook with this URL.");
    }
}
