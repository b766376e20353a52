package dev.penstock.store.actiontype;

import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;

/** Custom and partners' action types. The built-in ones are code and not stored. */
public final class StoredActionTypes {

    /** A custom type of this account, deleted or not. */
    public Optional<ActionType> findCustom(ActionTypeKey key, String accountId, String region) {
        throw new IllegalStateException("not stored yet");
    }

    /** A partner's type of this region, whoever owns it. */
    public Optional<ActionType> findPartner(ActionTypeKey key, String region) {
        throw new IllegalStateException("not stored yet");
    }

    public void insert(ActionType type) {
        throw new IllegalStateException("not stored yet");
    }

    /** Replaces the definition, or the deleted mark, of a stored type. */
    public void update(ActionType type) {
        throw new IllegalStateException("not stored yet");
    }

    /**
     * Types that are not deleted and that this account may see: its own custom ones, and partners' types that it owns,
     * polls for or may use. By owner, category, provider, version.
     *
     * @param owner only of this owner; null for both
     */
    public List<ActionType> list(
            String accountId, String region, @Nullable ActionOwner owner, @Nullable ActionTypeKey after, int limit) {
        throw new IllegalStateException("not stored yet");
    }

    /** Custom types of the account and region that are not deleted. */
    public int countCustom(String accountId, String region) {
        throw new IllegalStateException("not stored yet");
    }
}
