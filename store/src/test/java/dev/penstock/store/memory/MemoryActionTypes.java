package dev.penstock.store.memory;

import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.engine.actiontype.Performer;
import dev.penstock.store.actiontype.StoredActionTypes;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;

final class MemoryActionTypes implements StoredActionTypes {

    private static final String PARTNERS = "";

    private static final Comparator<ActionTypeKey> ORDER = Comparator.<ActionTypeKey, Boolean>comparing(
                    key -> key.owner() == ActionOwner.CUSTOM)
            .thenComparing(key -> key.category().toString())
            .thenComparing(ActionTypeKey::provider)
            .thenComparing(ActionTypeKey::version);

    private final SortedTable<Words, ActionType> types;

    MemoryActionTypes(SortedTable<Words, ActionType> types) {
        this.types = types;
    }

    private static Words place(ActionTypeKey key, String scope, String region) {
        return Words.of(scope, region, key.toString());
    }

    private static Words place(ActionType type) {
        boolean custom = type.key().owner() == ActionOwner.CUSTOM;
        return place(
                type.key(),
                custom ? Objects.requireNonNull(type.ownerAccount()) : PARTNERS,
                Objects.requireNonNull(type.region()));
    }

    @Override
    public Optional<ActionType> findCustom(ActionTypeKey key, String accountId, String region) {
        return Optional.ofNullable(types.get(place(key, accountId, region)));
    }

    @Override
    public Optional<ActionType> findPartner(ActionTypeKey key, String region) {
        return Optional.ofNullable(types.get(place(key, PARTNERS, region)));
    }

    @Override
    public Optional<ActionType> recentCustom(
            ActionTypeKey key, String accountId, String region, Predicate<ActionType> allows) {
        return findCustom(key, accountId, region);
    }

    @Override
    public Optional<ActionType> recentPartner(ActionTypeKey key, String region, Predicate<ActionType> allows) {
        return findPartner(key, region);
    }

    @Override
    public void insert(ActionType type) {
        types.insert(place(type), type);
    }

    @Override
    public void update(ActionType type) {
        if (types.get(place(type)) != null) {
            types.put(place(type), type);
        }
    }

    @Override
    public List<ActionType> list(
            String accountId, String region, @Nullable ActionOwner owner, @Nullable ActionTypeKey after, int limit) {
        return types.all().stream()
                .filter(type -> region.equals(type.region()) && !type.deleted() && visible(type, accountId))
                .filter(type -> owner == null || owner == type.key().owner())
                .filter(type -> after == null || ORDER.compare(type.key(), after) > 0)
                .sorted(Comparator.comparing(ActionType::key, ORDER))
                .limit(limit)
                .toList();
    }

    private static boolean visible(ActionType type, String accountId) {
        if (type.key().owner() == ActionOwner.CUSTOM) {
            return accountId.equals(type.ownerAccount());
        }
        return type.usableBy(accountId)
                || (type.performer() instanceof Performer.PartnerWorkers workers
                        && workers.pollingAccounts().contains(accountId));
    }

    @Override
    public int countCustom(String accountId, String region) {
        return (int) types.all().stream()
                .filter(type -> type.key().owner() == ActionOwner.CUSTOM && !type.deleted())
                .filter(type -> accountId.equals(type.ownerAccount()) && region.equals(type.region()))
                .count();
    }
}
