package dev.penstock.server.operations;

import dev.penstock.api.error.ApiException;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.server.webhooks.GitHubHooks;
import dev.penstock.server.webhooks.GitHubHooks.Repository;
import dev.penstock.server.webhooks.TargetAction;
import dev.penstock.server.webhooks.WebhookEndpoint;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import dev.penstock.store.pipeline.PipelineRecord;
import dev.penstock.store.webhook.Webhook;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.DeregisterWebhookWithThirdPartyRequest;
import software.amazon.awssdk.services.codepipeline.model.DeregisterWebhookWithThirdPartyResponse;
import software.amazon.awssdk.services.codepipeline.model.RegisterWebhookWithThirdPartyRequest;
import software.amazon.awssdk.services.codepipeline.model.RegisterWebhookWithThirdPartyResponse;
import software.amazon.awssdk.services.codepipeline.model.WebhookNotFoundException;

/**
 * RegisterWebhookWithThirdParty and its opposite (spec jobs 18.4). Only GitHub is such a third party. It is asked outside
 * of any transaction; what it answered is written afterwards. Thread-safe.
 */
public final class WebhookRegistrations {
    private static final ActionTypeKey GITHUB = ActionTypeKey.parse("Source/ThirdParty/GitHub/1");

    private final Store store;
    private final PipelineSteps steps;
    private final GitHubHooks gitHub;
    private final Supplier<URI> base;

    /** @param base where senders of events reach this server */
    public WebhookRegistrations(Store store, PipelineSteps steps, GitHubHooks gitHub, Supplier<URI> base) {
        this.store = store;
        this.steps = steps;
        this.gitHub = gitHub;
        this.base = base;
    }

    public void register(OperationHandlers handlers) {
        handlers.on(RegisterWebhookWithThirdPartyRequest.class, this::register)
                .on(DeregisterWebhookWithThirdPartyRequest.class, this::deregister);
    }

    private record Found(Webhook webhook, Repository repository) {}

    /** Whoever registers again gets a new hook, which knows the present secret. */
    private RegisterWebhookWithThirdPartyResponse register(Call call, RegisterWebhookWithThirdPartyRequest request) {
        Found found = store.read(tx -> find(tx, call, request.webhookName()));
        Webhook webhook = found.webhook();
        if (webhook.registration() != null) {
            gitHub.deregister(found.repository(), webhook.registration());
        }
        String id = gitHub.register(
                found.repository(),
                WebhookEndpoint.url(base.get(), webhook.token()),
                webhook.definition().authenticationConfiguration().secretToken());
        keep(webhook, id);
        return RegisterWebhookWithThirdPartyResponse.builder().build();
    }

    private DeregisterWebhookWithThirdPartyResponse deregister(
            Call call, DeregisterWebhookWithThirdPartyRequest request) {
        Webhook webhook = store.read(tx -> webhook(tx, call, request.webhookName()));
        if (webhook.registration() != null) {
            Found found = store.read(tx -> find(tx, call, request.webhookName()));
            gitHub.deregister(found.repository(), webhook.registration());
            keep(webhook, null);
        }
        return DeregisterWebhookWithThirdPartyResponse.builder().build();
    }

    private void keep(Webhook webhook, @Nullable String id) {
        store.write(tx -> {
            tx.webhooks()
                    .find(webhook.accountId(), webhook.region(), webhook.name())
                    .ifPresent(now -> tx.webhooks().update(now.registeredAs(id)));
            return webhook;
        });
    }

    private static Webhook webhook(Tx tx, Call call, @Nullable String name) {
        if (name == null) {
            throw ApiException.validation("1 validation error detected: Value null at 'webhookName' failed to satisfy"
                    + " constraint: Member must not be null");
        }
        return tx.webhooks()
                .find(call.accountId(), call.region(), name)
                .orElseThrow(() -> WebhookNotFoundException.builder()
                        .message("Webhook with name '" + name + "' was not found")
                        .build());
    }

    private Found find(Tx tx, Call call, @Nullable String name) {
        Webhook webhook = webhook(tx, call, name);
        PipelineRecord pipeline =
                NamedPipelines.start(tx, call, webhook.definition().targetPipeline());
        TargetAction target = TargetAction.of(tx, webhook.definition(), pipeline, steps.actionTypes(tx));
        if (!ActionTypeKey.of(target.declaration().actionTypeId()).equals(GITHUB)) {
            throw ApiException.validation("Webhook '" + webhook.name() + "' cannot be registered: only webhooks for"
                    + " source actions of provider GitHub can. Add its URL at your provider by hand.");
        }
        Map<String, String> configuration = target.declaration().configuration();
        return new Found(
                webhook,
                new Repository(
                        configuration.getOrDefault("Owner", ""),
                        configuration.getOrDefault("Repo", ""),
                        configuration.getOrDefault("OAuthToken", "")));
    }
}
