package dev.penstock.store.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Webhooks by account, region and name. Token and definition are encrypted at rest. */
public interface Webhooks {

    Optional<Webhook> find(String accountId, String region, String name);

    /** The webhook whose URL has this token. */
    Optional<Webhook> findByToken(String token);

    /** Adds a webhook; its name must be free. */
    void insert(Webhook webhook);

    /** Replaces definition and registration of a stored webhook; its token stays. */
    void update(Webhook webhook);

    /** The webhook started its pipeline. */
    void triggered(Webhook webhook, Instant now);

    /** The webhook should have started its pipeline and could not. */
    void failed(Webhook webhook, Webhook.Failure error);

    /** A webhook that is not there is no error. */
    void delete(String accountId, String region, String name);

    /** By name, from the first name after {@code afterName}. */
    List<Webhook> list(String accountId, String region, @Nullable String afterName, int limit);

    int count(String accountId, String region);
}
