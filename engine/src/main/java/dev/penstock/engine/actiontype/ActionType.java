package dev.penstock.engine.actiontype;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The schema of an action: what it takes, what it gives, how it is configured, and who performs it.
 *
 * @param ownerAccount account that created or registered it; null for the built-in types
 * @param region region that it lives in; null for the built-in types
 * @param timeout limit of a whole action execution (spec engine 10.1)
 * @param allowedAccounts accounts that may put a partner's type into pipelines, {@code *} for all; empty = owner only
 * @param deleted marked by DeleteCustomActionType: no new use, no polls, running jobs go on (spec jobs 14.2)
 */
public record ActionType(
        ActionTypeKey key,
        @Nullable String ownerAccount,
        @Nullable String region,
        @Nullable String description,
        Performer performer,
        List<ActionProperty> properties,
        ArtifactCount inputs,
        ArtifactCount outputs,
        Urls urls,
        Duration timeout,
        List<String> allowedAccounts,
        boolean deleted) {

    /** Templates of links into the provider's own pages (spec jobs 13). */
    public record Urls(
            @Nullable String configuration,
            @Nullable String entity,
            @Nullable String execution,
            @Nullable String revision) {
        public static final Urls NONE = new Urls(null, null, null, null);
    }

    /** The same type with links into the provider's pages. */
    public ActionType linkedTo(Urls pages) {
        return with(pages, deleted);
    }

    /** The same type, marked by DeleteCustomActionType. */
    public ActionType asDeleted() {
        return with(urls, true);
    }

    private ActionType with(Urls nextUrls, boolean nextDeleted) {
        return new ActionType(
                key,
                ownerAccount,
                region,
                description,
                performer,
                properties,
                inputs,
                outputs,
                nextUrls,
                timeout,
                allowedAccounts,
                nextDeleted);
    }

    public Optional<ActionProperty> property(String name) {
        return properties.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** The one property that polls may select by, if the type has one. */
    public Optional<ActionProperty> queryable() {
        return properties.stream().filter(ActionProperty::queryable).findFirst();
    }

    public boolean usableBy(String accountId) {
        return ownerAccount == null
                || ownerAccount.equals(accountId)
                || allowedAccounts.contains("*")
                || allowedAccounts.contains(accountId);
    }

    /**
     * Name of the queue that jobs of this type wait in. Custom types belong to one account, so the account is part of
     * it; a partner's queue gathers the jobs of all its customers.
     */
    public String queue(String accountId, String region) {
        return switch (performer) {
            case Performer.Server() -> "server:" + key;
            case Performer.Nobody() -> "nobody:" + key;
            case Performer.Approver() -> "approval:" + region + ":" + accountId;
            case Performer.CustomWorkers() -> "custom:" + region + ":" + accountId + ":" + key;
            case Performer.PartnerWorkers partner -> "partner:" + region + ":" + key;
            case Performer.PartnerFunction function -> "function:" + region + ":" + key;
        };
    }
}
