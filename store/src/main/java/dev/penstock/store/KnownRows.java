package dev.penstock.store;

import dev.penstock.engine.actiontype.ActionType;
import dev.penstock.store.account.Client;
import dev.penstock.store.account.ClientKey;
import dev.penstock.store.actiontype.StoredTypeKey;
import dev.penstock.store.pipeline.DefinitionCache;
import dev.penstock.store.recent.RecentRows;
import java.time.InstantSource;

/** What one store's transactions know from those before. Thread-safe. */
record KnownRows(
        DefinitionCache definitions,
        RecentRows<StoredTypeKey, ActionType> actionTypes,
        RecentRows<ClientKey, Client> clients) {

    static KnownRows of(Signals signals, InstantSource clock) {
        return new KnownRows(
                new DefinitionCache(),
                recent(signals, Topics.ACTION_TYPES, clock),
                recent(signals, Topics.CLIENTS, clock));
    }

    private static <K, V> RecentRows<K, V> recent(Signals signals, String topic, InstantSource clock) {
        return new RecentRows<>(() -> signals.version(topic), clock);
    }

    /** For when a group of transactions was undone: one of them may have read what another one wrote. */
    void clear() {
        definitions.clear();
        actionTypes.clear();
        clients.clear();
    }
}
