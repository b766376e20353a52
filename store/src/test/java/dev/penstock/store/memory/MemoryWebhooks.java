package dev.penstock.store.memory;

import dev.penstock.store.webhook.Webhook;
import dev.penstock.store.webhook.Webhooks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class MemoryWebhooks implements Webhooks {

    private final SortedTable<Words, Webhook> webhooks;

    MemoryWebhooks(SortedTable<Words, Webhook> webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public Optional<Webhook> find(String accountId, String region, String name) {
        return Optional.ofNullable(webhooks.get(Words.of(accountId, region, name)));
    }

    @Override
    public Optional<Webhook> findByToken(String token) {
        return webhooks.all().stream()
                .filter(webhook -> webhook.token().equals(token))
                .findFirst();
    }

    @Override
    public void insert(Webhook webhook) {
        webhooks.insert(key(webhook), webhook);
    }

    @Override
    public void update(Webhook webhook) {
        find(webhook.accountId(), webhook.region(), webhook.name())
                .ifPresent(before -> put(before, webhook, before.lastTriggered(), before.error()));
    }

    @Override
    public void triggered(Webhook webhook, Instant now) {
        find(webhook.accountId(), webhook.region(), webhook.name()).ifPresent(before -> put(before, before, now, null));
    }

    @Override
    public void failed(Webhook webhook, Webhook.Failure error) {
        find(webhook.accountId(), webhook.region(), webhook.name())
                .ifPresent(before -> put(before, before, before.lastTriggered(), error));
    }

    private void put(
            Webhook before, Webhook content, @Nullable Instant lastTriggered, Webhook.@Nullable Failure error) {
        webhooks.put(
                key(before),
                new Webhook(
                        before.accountId(),
                        before.region(),
                        before.token(),
                        content.definition(),
                        content.registration(),
                        lastTriggered,
                        error));
    }

    @Override
    public void delete(String accountId, String region, String name) {
        webhooks.remove(Words.of(accountId, region, name));
    }

    @Override
    public List<Webhook> list(String accountId, String region, @Nullable String afterName, int limit) {
        return of(accountId, region)
                .filter(webhook -> afterName == null || webhook.name().compareTo(afterName) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public int count(String accountId, String region) {
        return (int) of(accountId, region).count();
    }

    private Stream<Webhook> of(String accountId, String region) {
        return webhooks.all().stream()
                .filter(webhook -> webhook.accountId().equals(accountId)
                        && webhook.region().equals(region));
    }

    private static Words key(Webhook webhook) {
        return Words.of(webhook.accountId(), webhook.region(), webhook.name());
    }
}
