package dev.penstock.server.operations;

import dev.penstock.engine.Given;
import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.store.Tx;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The action types that an account sees in a region: the built-in ones, its own custom ones, and partners' types that
 * it may use. Reads the transaction it was made for, each type once, since a stage is often many actions of few types.
 */
public final class VisibleActionTypes implements Given.ActionTypes {
    private final Function<ActionTypeKey, Optional<ActionType>> builtIn;
    private final ClientPairs clientPairs;
    private final Tx tx;
    private final Map<Sought, Optional<ActionType>> found = new HashMap<>();

    private record Sought(ActionTypeKey key, String accountId, String region) {}

    public VisibleActionTypes(Function<ActionTypeKey, Optional<ActionType>> builtIn, ClientPairs clientPairs, Tx tx) {
        this.builtIn = builtIn;
        this.clientPairs = clientPairs;
        this.tx = tx;
    }

    @Override
    public Optional<ActionType> find(ActionTypeKey key, String accountId, String region) {
        return found.computeIfAbsent(
                new Sought(key, accountId, region), sought -> look(sought.key(), sought.accountId(), sought.region()));
    }

    private Optional<ActionType> look(ActionTypeKey key, String accountId, String region) {
        return switch (key.owner()) {
            case AWS -> builtIn.apply(key);
            case CUSTOM -> tx.actionTypes().recentCustom(key, accountId, region, type -> !type.deleted());
            case THIRD_PARTY ->
                tx.actionTypes()
                        .recentPartner(key, region, type -> !type.deleted() && type.usableBy(accountId))
                        .filter(type -> type.usableBy(accountId))
                        .or(() -> builtIn.apply(key));
            case UNKNOWN_TO_SDK_VERSION -> Optional.empty();
        };
    }

    @Override
    public String clientId(ActionType type, String accountId, String region) {
        return clientPairs.idOf(tx, accountId, region, type.key());
    }
}
