package dev.penstock.server.operations;

import dev.penstock.engine.actiontype.Secrets;
import dev.penstock.server.webhooks.TargetAction;
import dev.penstock.server.webhooks.WebhookAuthentication;
import dev.penstock.server.webhooks.WebhookEndpoint;
import dev.penstock.store.Store;
import dev.penstock.store.Tx;
import dev.penstock.store.pipeline.PipelineRecord;
import dev.penstock.store.webhook.Webhook;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.codepipeline.model.DeleteWebhookRequest;
import software.amazon.awssdk.services.codepipeline.model.DeleteWebhookResponse;
import software.amazon.awssdk.services.codepipeline.model.InvalidWebhookAuthenticationParametersException;
import software.amazon.awssdk.services.codepipeline.model.ListWebhookItem;
import software.amazon.awssdk.services.codepipeline.model.ListWebhooksRequest;
import software.amazon.awssdk.services.codepipeline.model.ListWebhooksResponse;
import software.amazon.awssdk.services.codepipeline.model.PutWebhookRequest;
import software.amazon.awssdk.services.codepipeline.model.PutWebhookResponse;
import software.amazon.awssdk.services.codepipeline.model.WebhookDefinition;

/** PutWebhook, ListWebhooks, DeleteWebhook (spec jobs 18). Thread-safe. */
public final class WebhookOperations {
    private static final int PAGE = 100;
    private static final int TOKEN_BYTES = 32;

    private final Store store;
    private final PipelineSteps steps;
    private final NextTokens nextTokens;
    private final SecureRandom secrets;
    private final RegionLimit limit;
    private final Supplier<URI> base;

    /**
     * @param limit how many an account may have in a region
     * @param base where senders of events reach this server
     */
    public WebhookOperations(
            Store store,
            PipelineSteps steps,
            NextTokens nextTokens,
            SecureRandom secrets,
            int limit,
            Supplier<URI> base) {
        this.store = store;
        this.steps = steps;
        this.nextTokens = nextTokens;
        this.secrets = secrets;
        this.limit = new RegionLimit(
                limit, "webhooks", (tx, accountId, region) -> tx.webhooks().count(accountId, region));
        this.base = base;
    }

    public void register(OperationHandlers handlers) {
        handlers.on(PutWebhookRequest.class, this::put)
                .on(ListWebhooksRequest.class, this::list)
                .on(DeleteWebhookRequest.class, this::delete);
    }

    private PutWebhookResponse put(Call call, PutWebhookRequest request) {
        return store.write(tx -> {
            Optional<Webhook> before = tx.webhooks()
                    .find(call.accountId(), call.region(), request.webhook().name());
            WebhookDefinition definition = withSecret(request.webhook(), before);
            WebhookAuthentication.check(definition);
            checkTarget(tx, call, definition);
            if (before.isEmpty()) {
                limit.check(tx, call.accountId(), call.region());
            }
            Webhook webhook = before.map(known -> known.withDefinition(definition))
                    .orElseGet(() ->
                            new Webhook(call.accountId(), call.region(), newToken(), definition, null, null, null));
            if (before.isPresent()) {
                tx.webhooks().update(webhook);
                ResourceTags.add(tx.tags(), webhook.arn(), request.tags());
            } else {
                tx.webhooks().insert(webhook);
                tx.tags().replace(webhook.arn(), ResourceTags.check(request.tags(), webhook.arn()));
            }
            return PutWebhookResponse.builder()
                    .webhook(item(webhook, tx.tags().of(webhook.arn())))
                    .build();
        });
    }

    /** The mask stands for the secret that is stored. */
    private static WebhookDefinition withSecret(WebhookDefinition given, Optional<Webhook> before) {
        String secret = given.authenticationConfiguration().secretToken();
        if (secret == null || !Secrets.isMask(secret)) {
            return given;
        }
        String stored = before.map(known ->
                        known.definition().authenticationConfiguration().secretToken())
                .orElseThrow(() -> InvalidWebhookAuthenticationParametersException.builder()
                        .message("'" + Secrets.MASK
                                + "' may be used as 'SecretToken' only when updating a webhook that has one.")
                        .build());
        return given.toBuilder()
                .authenticationConfiguration(given.authenticationConfiguration().toBuilder()
                        .secretToken(stored)
                        .build())
                .build();
    }

    private void checkTarget(Tx tx, Call call, WebhookDefinition definition) {
        PipelineRecord pipeline = NamedPipelines.start(tx, call, definition.targetPipeline());
        TargetAction.of(tx, definition, pipeline, steps.actionTypes(tx)).check(definition);
    }

    private String newToken() {
        byte[] token = new byte[TOKEN_BYTES];
        secrets.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private ListWebhooksResponse list(Call call, ListWebhooksRequest request) {
        String query = call.query("ListWebhooks");
        int size = request.maxResults() != null ? request.maxResults() : PAGE;
        String after = nextTokens.place(query, request.nextToken()).orElse(null);
        return store.read(tx -> {
            Page<Webhook> page = Page.of(
                    tx.webhooks().list(call.accountId(), call.region(), after, size + 1),
                    size,
                    last -> nextTokens.token(query, last.name()));
            Map<String, SortedMap<String, String>> tags =
                    tx.tags().of(page.rows().stream().map(Webhook::arn).toList());
            return ListWebhooksResponse.builder()
                    .webhooks(page.rows().stream()
                            .map(webhook -> item(webhook, tags.getOrDefault(webhook.arn(), new TreeMap<>())))
                            .toList())
                    .nextToken(page.nextToken())
                    .build();
        });
    }

    private DeleteWebhookResponse delete(Call call, DeleteWebhookRequest request) {
        return store.write(tx -> {
            tx.webhooks().delete(call.accountId(), call.region(), request.name());
            tx.tags().replace(TaggedResource.webhook(call, request.name()).arn(), Map.of());
            return DeleteWebhookResponse.builder().build();
        });
    }

    private ListWebhookItem item(Webhook webhook, SortedMap<String, String> tags) {
        Webhook.Failure error = webhook.error();
        return ListWebhookItem.builder()
                .definition(masked(webhook.definition()))
                .url(WebhookEndpoint.url(base.get(), webhook.token()))
                .arn(webhook.arn())
                .tags(ResourceTags.list(tags.entrySet()))
                .lastTriggered(webhook.lastTriggered())
                .errorCode(error == null ? null : error.code())
                .errorMessage(error == null ? null : error.message())
                .build();
    }

    private static WebhookDefinition masked(WebhookDefinition definition) {
        String secret = definition.authenticationConfiguration().secretToken();
        return secret == null
                ? definition
                : definition.toBuilder()
                        .authenticationConfiguration(definition.authenticationConfiguration().toBuilder()
                                .secretToken(Secrets.MASK)
                                .build())
                        .build();
    }
}
