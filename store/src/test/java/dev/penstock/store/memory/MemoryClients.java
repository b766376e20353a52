package dev.penstock.store.memory;

import dev.penstock.engine.actiontype.ActionTypeKey;
import dev.penstock.store.account.Client;
import dev.penstock.store.account.ClientKey;
import dev.penstock.store.account.Clients;
import java.time.Instant;
import java.util.Optional;

final class MemoryClients implements Clients {

    private final Table<String, Client> clients;

    MemoryClients(Table<String, Client> clients) {
        this.clients = clients;
    }

    @Override
    public Optional<Client> find(String clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }

    @Override
    public Optional<Client> find(String accountId, String region, ActionTypeKey actionType) {
        return clients.all().stream()
                .filter(client -> client.accountId().equals(accountId)
                        && client.region().equals(region)
                        && client.actionType().equals(actionType))
                .findFirst();
    }

    @Override
    public Optional<Client> recent(ClientKey key) {
        return switch (key) {
            case ClientKey.Id(String clientId) -> find(clientId);
            case ClientKey.Customer(String account, String region, ActionTypeKey type) -> find(account, region, type);
        };
    }

    @Override
    public boolean accepts(String clientId, String token, Instant now) {
        return find(clientId)
                .filter(client -> client.token().equals(token)
                        || (token.equals(client.previousToken())
                                && client.previousUntil() != null
                                && now.isBefore(client.previousUntil())))
                .isPresent();
    }

    @Override
    public void insert(Client client) {
        clients.insert(client.clientId(), client);
    }

    @Override
    public void update(Client client) {
        clients.put(client.clientId(), client);
    }
}
