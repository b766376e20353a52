package dev.penstock.store.actiontype;

import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;

/** Custom and partners' action types. The built-in ones are code and not stored. */
public interface StoredActionTypes {

    /** A custom type of this account, deleted or not. */
    Optional<ActionType> findCustom(ActionTypeKey key, String accountId, String region);

    /** A partner's type of this region, whoever owns it. */
    Optional<ActionType> findPartner(ActionTypeKey key, String region);

    /**
     * The same, as it was a moment ago: for calls that come all the time.
     *
     * @param allows whether the type lets the caller do what he wants; if it did not a moment ago it is read again, for
     *     another server may have changed it
     */
    Optional<ActionType> recentCustom(ActionTypeKey key, String accountId, String region, Predicate<ActionType> allows);

    /** The same for a partner's type. */
    Optional<ActionType> recentPartner(ActionTypeKey key, String region, Predicate<ActionType> allows);

    void insert(ActionType type);

    /** Replaces the definition, or the deleted mark, of a stored type. */
    void update(ActionType type);

    /**
     * Types that are not deleted and that this account may see: its own custom ones, and partners' types that it owns,
     * polls for or may use. By owner, category, provider, version; partners' types before custom ones (spec jobs 14.3).
     *
     * @param owner only of this owner; null for both
     */
    List<ActionType> list(
            String accountId, String region, @Nullable ActionOwner owner, @Nullable ActionTypeKey after, int limit);

    /** Custom types of the account and region that are not deleted. */
    int countCustom(String accountId, String region);
}
