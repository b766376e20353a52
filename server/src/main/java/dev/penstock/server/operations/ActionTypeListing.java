package dev.penstock.server.operations;

import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.store.Tx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;

/**
 * All action types that an account sees, page by page: built-in ones, partners', its own; each group by category,
 * provider, version (spec jobs 14.3). A page token names the last type of the page before, so types that come and go
 * between two pages neither repeat nor hide others. Thread-safe.
 */
final class ActionTypeListing {
    static final int PAGE = 100;
    private static final List<ActionOwner> ORDER =
            List.of(ActionOwner.AWS, ActionOwner.THIRD_PARTY, ActionOwner.CUSTOM);
    private static final Comparator<ActionTypeKey> IN_GROUP = Comparator.comparing(
                    (ActionTypeKey key) -> key.category().toString())
            .thenComparing(ActionTypeKey::provider)
            .thenComparing(ActionTypeKey::version);

    private final List<ActionType> builtIn;

    private final NextTokens nextTokens;

    ActionTypeListing(Collection<ActionType> builtIn, NextTokens nextTokens) {
        this.nextTokens = nextTokens;
        this.builtIn = builtIn.stream()
                .sorted(Comparator.comparing(ActionType::key, IN_GROUP))
                .toList();
    }

    /**
     * @param owner only of this owner; null for all
     * @throws software.amazon.awssdk.services.codepipeline.model.InvalidNextTokenException if the token was not made for
     *     this query
     */
    Page<ActionType> page(Tx tx, Call call, String region, @Nullable ActionOwner owner, @Nullable String nextToken) {
        String query = call.query("ListActionTypes", region, owner == null ? null : owner.toString());
        ActionTypeKey after =
                nextTokens.place(query, nextToken).map(ActionTypeKey::parse).orElse(null);
        List<ActionType> found = new ArrayList<>();
        for (ActionOwner group : ORDER) {
            boolean wanted = owner == null || owner == group;
            if (wanted && (after == null || ORDER.indexOf(group) >= ORDER.indexOf(after.owner()))) {
                ActionTypeKey from = after != null && after.owner() == group ? after : null;
                found.addAll(group(tx, call.accountId(), region, group, from, PAGE + 1 - found.size()));
            }
        }
        return Page.of(found, PAGE, last -> nextTokens.token(query, last.key().toString()));
    }

    private List<ActionType> group(
            Tx tx, String accountId, String region, ActionOwner group, @Nullable ActionTypeKey after, int limit) {
        if (limit <= 0) {
            return List.of();
        }
        Map<ActionTypeKey, ActionType> types = new TreeMap<>(IN_GROUP);
        builtIn.stream()
                .filter(type -> type.key().owner() == group)
                .filter(type -> after == null || IN_GROUP.compare(type.key(), after) > 0)
                .forEach(type -> types.put(type.key(), type));
        if (group != ActionOwner.AWS) {
            // What a partner has registered stands for AWS's own of the same name.
            tx.actionTypes().list(accountId, region, group, after, limit).forEach(type -> types.put(type.key(), type));
        }
        return types.values().stream().limit(limit).toList();
    }
}
